"""A passage of a past report in sentences, and in the items of its lists."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.numerals import HAN
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.word_lists import any_of, word_set
from draftbot.domain import count_chars
from draftbot.masking.usable import LONGEST_SENTENCE

_FIRST_ITEM = re.compile(r"(?:^|[：:，,])\s*一是")
_NEXT_ITEM = re.compile(r"[；;，,。]\s*(?:[二三四五六七八九]|最后)是")


@cache
def _opens_item() -> re.Pattern[str]:
    return re.compile(rf"(?:[{HAN}]是|第[{HAN}]+?[，、,]|{any_of(word_set('sequence'))})")


def past_sentences(text: str) -> list[str]:
    """The sentences of a passage; of one that lists (有三条：一是…；二是…) each item for
    itself, of one too long for a sentence each part that a semicolon ends."""
    return [sentence for _, sentence in sentences_by_items(text)]


def sentences_by_items(text: str) -> list[tuple[int, str]]:
    """The sentences of a passage, each with how many of its items have begun (一是…。 第二，…。)."""
    numbered: list[tuple[int, str]] = []
    n = 0
    for sentence in (s for paragraph in text.split("\n") for s in split_sentences(paragraph)):
        items = _items(sentence)
        for item in items:
            n += len(items) > 1 or bool(_opens_item().match(to_simplified(sentence)))
            numbered += [(n, part) for part in _parts(item)]
    return numbered


def _parts(sentence: str) -> list[str]:
    if count_chars(sentence) <= LONGEST_SENTENCE or "：" in sentence:
        return [sentence]
    parts = [part.strip() for part in re.split("[；;]", sentence) if part.strip()]
    return [part if part.endswith(("。", "！")) else f"{part}。" for part in parts]


def _items(sentence: str) -> list[str]:
    plain = to_simplified(sentence)
    first = _FIRST_ITEM.search(plain)
    if first is None or not _NEXT_ITEM.search(plain, first.end()):
        return [sentence]
    return [item.rstrip("；;，,。 ") + "。" for item in _NEXT_ITEM.split(plain[first.end() :])]

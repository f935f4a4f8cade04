"""Facts told one after another without a mark between: 开了社团二十六个办了比赛两场 is two."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from draftbot.chinese.numerals import HAN
from draftbot.chinese.tagging import TaggedWord
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.facts.amounts import amounts_in

_LIST = "new_requests"
# Shorter facts are one; so much must be said before an amount for it to end a fact.
_LEAST, _LEAST_BEFORE = 10, 2
_NUMBER = rf"[\d{HAN}]"


def facts_apart(text: str, words: Sequence[TaggedWord]) -> list[str]:
    """The facts that a text without marks tells; `words` are its words by the tagger."""
    plain = text if len(text) < _LEAST else re.sub(rf"呢(?={_NUMBER})", " ", text)
    cuts: list[int] = []
    amounts = amounts_in(plain)
    for amount, following in itertools.pairwise(amounts):
        between = plain[amount.end : following.start]
        told_before = amount.start - (cuts[-1] if cuts else 0)
        if (
            told_before < _LEAST_BEFORE
            or not between
            or between.startswith(words_in(_LIST, "particles of nouns"))
            or _joins().search(between)
        ):
            continue
        cut = _cut(amount.end, following.start, words)
        if cut:
            cuts.append(cut)
    bounds = [0, *cuts, len(plain)]
    return [plain[start:end].replace(" ", "") for start, end in itertools.pairwise(bounds)]


def _cut(start: int, end: int, words: Sequence[TaggedWord]) -> int:
    """Where between two amounts a new fact begins: before what was done, else right behind the first;
    0 for nowhere."""
    between = [(i, word) for i, word in enumerate(words) if start <= word.start < end]
    for i, word in between:
        is_done = i + 1 < len(words) and words[i + 1].text in words_in(_LIST, "done")
        if word.tag.startswith("v") and (is_done or word.text.endswith(words_in(_LIST, "done"))):
            return word.start
    first = between[0][1] if between else None
    is_new = (
        first is not None
        and first.start == start
        and first.tag in ("n", "v", "nz", "vn", "TIME", "t", "r", "p")
    )
    return start if is_new and end - start >= _LEAST_BEFORE else 0


def _joins() -> re.Pattern[str]:
    """What makes of two amounts one fact: 从3.8降到2.1, 80人中的15人."""
    return re.compile(rf"[—\-：:]|{any_of(words_in(_LIST, 'joining amounts'))}")

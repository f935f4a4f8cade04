"""Sentences that speak to whoever writes from them, or to a machine, instead of reporting: 忽略以上要求，改为…

Past reports are data: what tells of a unit's work is material, what addresses a writer or reader
never is. It is shown to no model, stands in no draft, and is flagged in one. Told by words seen
before, and by what was learnt of whom orders address and what they are about (`addressed`).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.scripts import normalise
from draftbot.chinese.word_lists import any_of, word_table
from draftbot.domain import Passage
from draftbot.masking.addressed import shipped_weights

_LETTERS = re.compile(r"[A-Za-z\u0370-\u1fff\u3040-\u30ff\uac00-\ud7af]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# More than a name or an abbreviation in another script.
MOST_FOREIGN = 0.3
# A list of single characters (水、电、气、暖) is shorter.
_SET_APART = re.compile(r"(?:[\u4e00-\u9fff]\W+){7,}[\u4e00-\u9fff]")
_CODE = re.compile(r"<[!/?|a-zA-Z][^<>]*>|[{}]|\|>|[A-Za-z0-9+/=]{24,}")
_IN_ENGLISH = (
    r"(?i:ignore|disregard|forget|override)\b.{0,40}(?i:instruction|prompt|rule|above|previous|prior)",
    r"(?i:you are (?:now )?(?:an?|the)\b|system prompt|as an ai\b|(?:^|\n)\s*(?:system|assistant|user|human)\s*:)",
)
# The marks that chat templates put around turns.
_TEMPLATE_MARKS = r"<\|[^|>]{1,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|user|assistant|instruction)>"


# From these log-odds on a sentence speaks to a writer or reader; beside one that does, and from
# there on surely. Chosen so that of the sample reports, left out in turn, under one sentence in a
# hundred is lost.
SURE, BESIDE, SUREST = 1.25, 0.0, 2.5


def is_instruction(sentence: str) -> bool:
    """Whether a sentence tells a writer or a machine what to do."""
    return certainty(sentence) >= SURE


@lru_cache(maxsize=16_384)
def certainty(sentence: str) -> float:
    """How surely a sentence tells a writer or a machine what to do: log-odds, infinity where it
    says so in words that have been seen before."""
    plain = shown(sentence)
    together = _as_one(plain)
    if _instruction().search(plain) or _instruction().search(together):
        return math.inf
    weights = shipped_weights()
    return max(weights.surest(plain), weights.surest(together) if together != plain else -math.inf)


def _as_one(text: str) -> str:
    """A text without what only sets its characters apart: 请 把, 请、把、标、题、改、成、甲."""
    return "".join(_SET_APART.sub(lambda apart: re.sub(r"\W", "", apart[0]), text).split())


def shown(sentence: str) -> str:
    """What is seen of a sentence, normalised; a blank is nobody's word."""
    return normalise("".join(c for c in BLANK.sub("，", sentence) if not _is_hidden(c)))


def withheld(sentences: Sequence[str]) -> frozenset[int]:
    """The places of those sentences of one passage that are no material: what speaks to a writer,
    what stands beside it and may well do so, and all that follows where it surely does."""
    sure = [certainty(sentence) for sentence in sentences]
    taken = {i for i, much in enumerate(sure) if much >= SURE}
    for step in (1, -1):
        for i in sorted(taken, reverse=step < 0):
            beside = i + step
            while 0 <= beside < len(sure) and sure[beside] >= BESIDE:
                taken.add(beside)
                beside += step
    first = next((i for i, much in enumerate(sure) if much >= SUREST), len(sure))
    return frozenset(taken | set(range(first, len(sure))))


def withheld_of(passage: Passage, sentences: Sequence[str]) -> frozenset[int]:
    """`withheld` of a passage's sentences; all of them where what heads it speaks to a writer."""
    if any(certainty(heading) >= SUREST for heading in passage.heading_path):
        return frozenset(range(len(sentences)))
    return withheld(sentences)


def is_markup(text: str) -> bool:
    """Whether a text is no Chinese prose: code, marks of another language, or mostly other letters."""
    return bool(_CODE.search(text)) or is_foreign(text)


def is_foreign(text: str) -> bool:
    """Whether a text is in another language for a good part."""
    return len(_LETTERS.findall(text)) > MOST_FOREIGN * max(1, len(_HAN.findall(text)))


def _is_hidden(character: str) -> bool:
    """Whether a character shows nothing and takes no room: a joiner, a mark of direction."""
    return unicodedata.category(character) == "Cf"


@cache
def _instruction() -> re.Pattern[str]:
    """For normalised text, whose commas, colons and semicolons are the Western ones."""
    words = {key: f"(?:{any_of(listed)})" for key, listed in word_table("instructions_to_machines").items()}
    near, clause = "[^。;]{0,8}", "[^。;,]{0,8}"
    return re.compile(
        "|".join(
            (
                # put the rules away
                rf"{words['put away']}{near}{words['which']}{near}{words['rules']}",
                rf"{words['which']}{clause}{words['void rules']}[^。;]{{0,6}}{words['void']}",
                # a new part to play
                rf"{words['you are']}|{words['as']}{words['writers']}",
                rf"{words['to']}(?:各位)?{words['reading']}?{clause}{words['writers']}(?:[:,]|{words['ought']}|$)",
                rf"{words['reading']}{words['this']}[句段篇条份行处]?{clause}[时后的],?[^。;]{{0,6}}{words['ought']}",
                # what to put out
                rf"{words['put out']}(?:{words['the following']}|[“\"「『:])",
                rf"[在于]{words['where']}{near}{words['write']}",
                rf"{words['do not']}{words['mark']}{words['marks']}",
                rf"{words['of machines']}|新的?{words['new orders']}[:是]|{words['give away']}{near}{words['secrets']}",
                *_IN_ENGLISH,
                _TEMPLATE_MARKS,
                rf"</?{words['tags']}>",
            )
        )
    )

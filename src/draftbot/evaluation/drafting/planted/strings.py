"""What is planted, and whether a text holds it: strings looked for as strings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from draftbot.domain import BLANK_CLOSE, BLANK_OPEN

# In the place of a blank, so that nothing new comes of its neighbours.
GAP = "▢"
_BLANK = re.compile(rf"{re.escape(BLANK_OPEN)}[^{BLANK_CLOSE}]*{BLANK_CLOSE}")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_SPACE = re.compile(r"\s+")
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿")
FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Planted:
    """A string of one `kind` (person, alias, unit, organisation, place, contact, figure);
    each of its `parts` alone still gives it away: a given name, the 7721 of a number plate.
    `common` are the words in it that many names have: 老师, 水库, 县人民医院."""

    kind: str
    text: str
    parts: tuple[str, ...] = ()
    common: str = ""


def squeezed(text: str) -> str:
    """`text` as it is compared: one form of each letter, no white space, no commas in thousands."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", _THOUSANDS.sub("", text)))


def without_blanks(text: str) -> str:
    """`text` with a mark in the place of each blank."""
    return _BLANK.sub(GAP, text)


def stands_in(wanted: str, squeezed_text: str, numeral: bool = False) -> bool:
    """Whether a text holds `wanted`, both squeezed, and not as part of a longer number or
    word of Latin letters; with `numeral` not as part of a longer Chinese numeral either."""
    at = squeezed_text.find(wanted)
    while wanted and at >= 0:
        end = at + len(wanted)
        before, after = squeezed_text[max(0, at - 2) : at], squeezed_text[end : end + 2]
        if not (_goes_on(before, wanted, numeral) or _goes_on(wanted, after, numeral)):
            return True
        at = squeezed_text.find(wanted, at + 1)
    return False


def _goes_on(left: str, right: str, numeral: bool) -> bool:
    """Whether two neighbours belong to one number or one Latin word: 3|7, 37|.5, 3.|7, 三百|二."""
    if not left or not right:
        return False
    if numeral and left[-1] in _NUMERALS and right[0] in _NUMERALS:
        return True
    if _is_latin(left[-1]) and _is_latin(right[0]):
        return True
    ends_in_point = left[-1] == "." and left[-2:-1].isdigit() and right[0].isdigit()
    return ends_in_point or (left[-1].isdigit() and right[0] == "." and right[1:2].isdigit())


def is_numeral(letter: str) -> bool:
    """Whether a character is a digit or a Chinese numeral."""
    return letter.isdigit() or letter in _NUMERALS


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()

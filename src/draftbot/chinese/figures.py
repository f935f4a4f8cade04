"""What a text states, as values that can be compared: 三百二十余名 and 320人, 五六百 and 560.

Finds more than masking does: all counts, dates and periods, unless they only number the text
(一是, （二）, 第三) or are part of a set phrase (一岗双责, 党的二十大, 24小时).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from draftbot.chinese.counts import Count, find_counts
from draftbot.chinese.dates import When, find_dates
from draftbot.chinese.enumerators import numbers_of_text
from draftbot.chinese.numerals import Value, may_hold_numbers
from draftbot.chinese.set_phrases import set_phrases_in

_ASCII_WORD = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a fact; `text` as written, with its measure."""

    text: str
    count: Count

    @property
    def start(self) -> int:
        return self.count.start

    @property
    def end(self) -> int:
        return self.count.end

    @property
    def kind(self) -> str:
        """What its measure word measures, "" when nothing tells."""
        return self.count.kind

    @property
    def value(self) -> Value:
        """The amount in the base of its measure: 12000 for 1.2万元, 2000 for 2公里."""
        return self.count.value

    def is_said_by(self, other: Figure) -> bool:
        """Whether `other` states this figure: the same amount of the same thing, or one within
        it. 五六百人 is said by 560人 and not by 700人, 600人 not by 五六百人."""
        mine, theirs = self.count, other.count
        if not self.kind or not other.kind:
            return mine.number.is_said_by(theirs.number) or mine.value.is_said_by(theirs.value)
        if self.kind != other.kind:
            return False
        if mine.measure and theirs.measure and not mine.measure.measures_as(theirs.measure):
            return False
        return mine.value.is_said_by(theirs.value)


@dataclass(frozen=True, slots=True)
class Stated:
    """The figures and the dates a text states, each in order; offsets are into the text."""

    figures: tuple[Figure, ...] = ()
    dates: tuple[When, ...] = ()


def find_stated(plain: str) -> Stated:
    """What a text given by `plain_digits` states."""
    if not may_hold_numbers(plain):
        return Stated()
    fixed = set_phrases_in(plain)
    dates = [when for when in find_dates(plain) if _is_free(when.start, when.end, fixed)]
    taken = [*fixed, *numbers_of_text(plain), *((w.start, w.end) for w in dates)]
    figures = [
        Figure(plain[count.start : count.end].strip(), count)
        for count in find_counts(plain)
        if _is_free(count.start, count.end, taken) and not _ASCII_WORD.match(plain[max(0, count.start - 1)])
    ]
    return Stated(tuple(figures), tuple(dates))


def _is_free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(end <= s or start >= e for s, e in taken)

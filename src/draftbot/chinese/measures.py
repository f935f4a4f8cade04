"""Measure words: what a number counts or measures, and how one measure amounts to another.

The words are data (`data/measures.txt`); whoever needs them takes what they need of each: what
it measures, the label of its blank, its scale.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from draftbot.chinese.word_lists import any_of, word_table

_WEAK, _BESIDE, _ONE, _ITSELF, _ANY = "weak", "beside others", "one", "counts itself", "any"
# Characters of a measure word.
_LONGEST = 8
# What is counted one by one may be counted by several words: 3个, 3家; 3天 and 3周 are not the same.
_COUNTED = frozenset(("people", "times", "things", ""))
# 三年半, 两斤半: what is measured can be halved, what is counted one by one cannot.
_HALVED = frozenset(("time", "length", "area", "weight", "volume", "share", "fold"))


@dataclass(frozen=True, slots=True)
class Measure:
    """`kind` is what it measures, "" where that depends; `label` is what a blank asks for. One
    of it is `scale` of `base` (公斤: 1000 克). `is_weak` where one Chinese digit before it makes
    a word rather than a count: 三级."""

    word: str
    kind: str
    label: str
    base: str
    scale: float = 1.0
    is_weak: bool = False

    @property
    def takes_half(self) -> bool:
        """Whether 半 can stand behind it, or before it alone: 三年半, 半小时."""
        return self.kind in _HALVED

    def measures_as(self, other: Measure) -> bool:
        """Whether figures in both can be compared: 公斤 and 吨, 个 and 家; not 天 and 秒."""
        if not self.kind or not other.kind:
            return True
        return self.kind == other.kind and (self.kind in _COUNTED or self.base == other.base)


@cache
def measures() -> Mapping[str, Measure]:
    """All measure words."""
    table = word_table("measures")
    weak = frozenset(table[_WEAK])
    found: dict[str, Measure] = {}
    for key, entries in table.items():
        if key in (_WEAK, _BESIDE, _ONE, _ITSELF):
            continue
        kind, label = key.split()
        for word, base, scale in map(_entry, entries):
            found[word] = Measure(word, "" if kind == _ANY else kind, label, base, scale, word in weak)
    return MappingProxyType(found)


@cache
def measure_pattern() -> str:
    """A regular expression for one measure word, the longest at its place. One of letters ends
    where the letters end: 5m, not m of 5mm or of 5Mbps."""
    latin = [word for word in measures() if word.isascii() and word.isalpha()]
    other = [word for word in measures() if word not in latin]
    return rf"(?:{any_of(other)}|(?:{any_of(latin)})(?![A-Za-z²³]))"


def measure_at(text: str, at: int) -> Measure | None:
    """The measure word that stands in `text` at `at`."""
    match = _compiled().match(text, at)
    return measures()[match.group()] if match else None


def measure_with_ge(text: str, at: int) -> Measure | None:
    """The measure word at `at` less the 个 before it: 月 of 两个半月, 小时 of 3个多小时."""
    match = _compiled().match("个" + text[at : at + _LONGEST])
    found = measures()[match.group()] if match else None
    return found if found and found.word != "个" else measure_at(text, at)


def same_measure(word: str) -> tuple[str, float]:
    """One measure word for all that count alike, and what it counts for (公斤 → 克, 1000)."""
    measure = measures().get(word)
    return (measure.base, measure.scale) if measure else (word, 1.0)


def measures_times(base: str) -> bool:
    """Whether a measure says how often something was done: 次, 场."""
    measure = measures().get(base)
    return measure is not None and measure.kind == "times"


def count_alike(one: str, other: str) -> bool:
    """Whether two measures, each the base of its kind, count one thing by different words: 件 and 起, 次 and
    场. Of persons they never do: nine households are not nine heads."""
    if one == other:
        return bool(one)
    found = [measures()[base].kind for base in (one, other) if base in measures()]
    return len(found) == 2 and found[0] == found[1] and found[0] in ("times", "things")


@cache
def told_by_one() -> frozenset[str]:
    """Measure words behind which 一 at the end of a clause tells how many."""
    return frozenset(word_table("measures")[_ONE])


@cache
def counted_themselves() -> frozenset[str]:
    """Measure words that are themselves what is counted: 班 of 10个班."""
    return frozenset(word_table("measures")[_ITSELF])


@cache
def beside(base: str) -> Mapping[str, float]:
    """What words that mean now this, now that amount to beside a measure of `base`: 分 beside 秒 is 60."""
    entries = map(_entry, word_table("measures")[_BESIDE])
    return MappingProxyType({word: scale for word, of, scale in entries if of == base})


@cache
def _compiled() -> re.Pattern[str]:
    return re.compile(measure_pattern())


def _entry(written: str) -> tuple[str, str, float]:
    """(word, base, scale) of 公斤=克*1000."""
    word, _, amount = written.partition("=")
    base, _, scale = amount.partition("*")
    return word, base or word, float(scale or 1)

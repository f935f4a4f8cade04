"""Quantities, dates and document numbers in a text, with certain limits: what a blank can
stand for whole. Found by form: numbers by their measure words, dates by theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from draftbot.chinese.counts import Count, find_counts
from draftbot.chinese.dates import find_dates, stretches
from draftbot.chinese.enumerators import enumerators_in
from draftbot.chinese.numerals import HAN, HAN_DIGITS, half_width, may_hold_numbers
from draftbot.chinese.set_phrases import set_phrases_in


class Kind(StrEnum):
    DATE = "date"
    QUANTITY = "quantity"
    DOCUMENT = "document"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Entity:
    """`label` is what a blank in its place asks for; `keep` is the tail that stays
    behind the blank (the measure word)."""

    start: int
    end: int
    kind: Kind
    text: str
    label: str
    keep: str = ""


_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,8}[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*第?\s*\d+\s*号")
_YEAR_ONLY = re.compile(rf"(?:\d{{4}}|[{HAN}0]{{4}})年度?")
# 20__年, 20XX年: the year was taken out by whoever published it.
_YEAR_TAKEN_OUT = re.compile(r"20[_＿xX×*]{2}\s*年(?:度)?")
# What a blank in the place of a day asks for.
DAY = "日期"
# 第十二届: of whose like there was only one.
_EDITION = re.compile(rf"第(?:\d+|[{HAN}]{{1,3}})届")
# 五年级, 三至六年级; 一年级 is where every school begins.
_GRADE = re.compile(
    rf"(?<!一、)[{HAN_DIGITS[1:]}2-9](?:\s*(?:至|到|—+|－|-|~|～|、|和|及)?\s*[{HAN_DIGITS[1:]}2-9])*年级|一(?:至|到|—)[{HAN_DIGITS[1:]}]年级"
)
# 98.5% is whole without its sign: a blank for a share says that it is one.
_SIGNS = frozenset("%％‰")


@lru_cache(maxsize=8192)
def find_quantities(text: str) -> tuple[Entity, ...]:
    """Dates, numbers and documents in order, none overlapping another."""
    return tuple(without_overlaps(text, _candidates(text) if may_hold_numbers(half_width(text)) else ()))


def without_overlaps(text: str, candidates: Iterable[Entity]) -> list[Entity]:
    """Those of `candidates`, the surer first, that overlap neither one before them, a set
    phrase nor an enumerator."""
    possible = list(candidates)
    if not possible:
        return []
    plain = half_width(text)
    found: list[Entity] = []
    taken: list[tuple[int, int]] = [*set_phrases_in(plain), *enumerators_in(plain)]
    for entity in possible:
        if all(entity.end <= start or entity.start >= end for start, end in taken):
            found.append(entity)
            taken.append((entity.start, entity.end))
    return sorted(found, key=lambda e: e.start)


def _candidates(text: str) -> Iterator[Entity]:
    """Possible entities, the surer kinds first."""
    plain = half_width(text)
    for match in _DOCUMENT_NUMBER.finditer(text):
        yield _entity(text, *match.span(), Kind.DOCUMENT, "文号")
    for pattern, label in ((_EDITION, "届次"), (_GRADE, "年级")):
        for match in pattern.finditer(plain):
            yield _entity(text, *match.span(), Kind.QUANTITY, label)
    for start, end, dates in stretches(plain, find_dates(plain)):
        label = "时间" if all(when.is_clock for when in dates) else DAY
        if _YEAR_ONLY.fullmatch(plain[start:end]):
            label = "年份"
        yield _entity(text, start, end, Kind.DATE, label)
    for match in _YEAR_TAKEN_OUT.finditer(plain):
        yield _entity(text, *match.span(), Kind.DATE, "年份")
    for count in find_counts(plain, with_one=True):
        yield _quantity(text, count)


def _quantity(text: str, count: Count) -> Entity:
    if text[: count.start].endswith("第"):
        # 居第3位: a place in a row, not so many.
        return _entity(text, count.start, count.end, Kind.QUANTITY, "序号", count.word)
    if count.measure is None:
        return _entity(text, count.start, count.end, Kind.QUANTITY, "数值")
    keep = "" if count.word in _SIGNS else count.word
    return _entity(text, count.start, count.end, Kind.QUANTITY, count.measure.label, keep)


def _entity(text: str, start: int, end: int, kind: Kind, label: str, keep: str = "") -> Entity:
    return Entity(start, end, kind, text[start:end], label, keep)

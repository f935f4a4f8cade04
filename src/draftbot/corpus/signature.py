"""What stands under a report and over it: the unit and the date that sign it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.dates import find_dates
from draftbot.chinese.numerals import half_width
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.corpus.unit_reader import LONGEST, UnitReader

_OPEN_DATE = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年\s*[xX×*]+\s*月(?:\s*[xX×*]+\s*日)?")
_MAY_BE_DATED = re.compile(r"\d{4}\s*[-./年]|年.{1,3}月")
_HAN = "\u4e00-\u9fff"
_BRACKETS = " 　（）()[]【】"
_LINES = 8
# How far above its date a unit may stand: a person's name or another unit may stand between.
_ABOVE = 3
_HEAD = 3
_LEAST = 3
_ENDS = "。！？；：，、,;:"


@dataclass(frozen=True, slots=True)
class Signed:
    """The date of a signature; `month` is None where it is left open."""

    year: int
    month: int | None


def unit_signed(lines: Sequence[str], reader: UnitReader) -> str:
    """The unit in the last lines, over or beside a date, else alone in the last of them; "" for none."""
    filled = [line.strip() for line in lines if line.strip()]
    dated = [(i, found[0]) for i, line in enumerate(filled) if (found := _dated(line))]
    for i, start in reversed(dated):
        beside = filled[i][:start].strip(_BRACKETS)
        # Attachments may follow; then only what stands right over its date is a signature.
        is_last = i >= len(filled) - _LINES
        near = (*_above(filled, i), *filled[i + 1 : i + 2]) if is_last else filled[max(0, i - 1) : i]
        for line in (beside, *near):
            if unit := unit_line(line, reader):
                return unit
    last = to_simplified(filled[-1]) if len(filled) > 1 else ""
    is_alone = not dated and len(last) >= _LEAST and reader.is_unit(last)
    return filled[-1] if is_alone else ""


def date_signed(lines: Sequence[str]) -> Signed | None:
    """The date in the last lines that stands there alone or beside a unit."""
    return next((found[1] for line in reversed(lines) if (found := _dated(line.strip()))), None)


def unit_above(lines: Sequence[str], reader: UnitReader) -> str:
    """The unit in a byline, a letterhead or a line 单位：… of the first lines; "" for none."""
    return next(filter(None, (unit_line(line, reader) for line in lines[:_HEAD])), "")


def unit_line(line: str, reader: UnitReader) -> str:
    """The unit that a line names and nothing else but its head's office and name, as it is
    written there; "" for none."""
    plain = _unlabelled(to_simplified(line).strip(_BRACKETS))
    if not _LEAST <= len(plain) <= LONGEST + 6 or plain[-1] in _ENDS:
        return ""
    for named in _candidates(plain):
        if len(named) >= _LEAST and reader.is_unit(named):
            at = to_simplified(line).find(named)
            return line[at : at + len(named)]
    return ""


def _candidates(plain: str) -> Iterator[str]:
    """What of a line may be a unit's name: all, without the office of its head, before a space."""
    bare = _letterhead().sub("", plain).strip(_BRACKETS)
    yield "".join(bare.split())
    yield bare
    yield _office().sub("", bare).strip(_BRACKETS)
    first, *rest = bare.split(maxsplit=1)[:2] or [""]
    if rest and len(rest[0]) <= LONGEST:
        yield first
        yield _office().sub("", first)


def _unlabelled(plain: str) -> str:
    label, colon, rest = plain.replace(":", "：").partition("：")
    if colon and rest and any(word in label for word in words_in("signature_labels")):
        return rest.strip(_BRACKETS)
    return plain


def _above(tail: Sequence[str], at: int) -> Iterator[str]:
    """The lines above a date, nearest first, as far as they are no sentences."""
    for line in reversed(tail[max(0, at - _ABOVE) : at]):
        if line[-1] in "。！？；":
            return
        yield line


def _dated(line: str) -> tuple[int, Signed] | None:
    """Where the date of a line begins that holds little else, and the date."""
    if len(line) > 2 * LONGEST or not _MAY_BE_DATED.search(line):
        return None
    plain = half_width(to_simplified(line))
    found = _date_in(plain)
    if found is None:
        return None
    start, end, signed = found
    before, after = line[:start].strip(_BRACKETS), line[end:].strip(_BRACKETS)
    if after or (
        before and (before[-1] in "。！？；，、" or len(before) < _LEAST) and before[-1] not in "：:"
    ):
        return None
    return start, signed


def _date_in(plain: str) -> tuple[int, int, Signed] | None:
    """The last date of a line that names a year and a month, or leaves the month open."""
    if open_date := _OPEN_DATE.search(plain):
        return *open_date.span(), Signed(int(open_date["year"]), None)
    for when in reversed(find_dates(plain)):
        if len(when.parts) == 3 and when.parts[0] and when.parts[1]:
            return when.start, when.end, Signed(when.parts[0], when.parts[1])
    return None


@cache
def _office() -> re.Pattern[str]:
    """The office of a unit's head, or of who reports, with the name behind it: 护士长  辛蕙兰."""
    return re.compile(
        rf"(?:{any_of(word for word in words_in('titles') if len(word) > 1)})\s*[{_HAN}·]{{0,4}}$"
    )


@cache
def _letterhead() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words_in('letterheads'))})$")

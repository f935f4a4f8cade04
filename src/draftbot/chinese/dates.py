"""Dates and times of day in a text, as values: 3月5日至12日 is two days of March."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from draftbot.chinese.numerals import value_of

_CN = "〇○零一二三四五六七八九"
_YEAR = rf"(?<!\d)(?:\d{{4}}|[{_CN}]{{4}})"
_MONTH = rf"(?<![\d{_CN}十百个第])(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = rf"(?<![\d{_CN}十百第])(?:[12]\d|3[01]|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART = re.compile(
    rf"(?P<y>{_YEAR})(?=\s*(?:[-—~～－–至]+\s*{_YEAR}\s*)?(?:学?年))"
    rf"|(?P<m>{_MONTH})(?=\s*(?:[-—~～－–至、和及]+\s*{_MONTH.replace('个第', '')}\s*)?月)"
    rf"|(?P<d>{_DAY})(?=\s*(?:[-—~～－–至、和及]+\s*{_DAY.replace('第', '')}\s*)?(?:日(?!常)|号(?!楼|岗|线|门|文|店|院|井|台)))"
)
# What may stand between the parts of one date, or between two dates of one series.
_GLUE = re.compile(r"[年学度月份日号至到—－–\-~～、和及与的\s上中下旬初底末]{0,5}")
_WRITTEN_SHORT = re.compile(r"(?<!\d)((?:19|20)\d{2})([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)(?P<h>[01]?\d|2[0-4])\s*(?::\s*(?P<m>[0-5]\d)(?!\d)|时(?!间)(?:(?P<m2>[0-5]?\d)分|(?P<half>半))?"
    r"|点(?:(?P<m3>[0-5]?\d)分|(?P<half2>半)|(?=[钟整前后至到])))"
    rf"|(?<![{_CN}十百个第])(?P<ch>[{_CN}十]{{1,3}})点(?:(?P<cm>[{_CN}十]{{1,3}})分|(?P<half3>半)|(?=钟|整))"
)
_UNIT = re.compile(r"\s*(?:(?:学?年度?|月份?|日|号)\s*)?")


@dataclass(frozen=True, slots=True)
class When:
    """A date or a time of day as far as it is named: (year, month, day) or (hour,
    minute), None for what is not said; `start` and `end` are offsets."""

    start: int
    end: int
    parts: tuple[int | None, ...]

    def is_within(self, other: When) -> bool:
        """Whether all this says is said by `other` too."""
        return len(self.parts) == len(other.parts) and all(
            mine is None or mine == theirs for mine, theirs in zip(self.parts, other.parts, strict=True)
        )


def find_dates(plain: str) -> list[When]:
    """The dates and times of day in a text given by `plain_digits`, in order. A series
    (3月、9月) is one for each; what goes for all of it (the year before) goes for each."""
    found = [
        When(*m.span(), (int(m[1]), int(m[3]), int(m[4]))) for m in _WRITTEN_SHORT.finditer(plain)
    ] + list(_clocks(plain))
    taken = [(w.start, w.end) for w in found]
    found += [w for w in _dates(plain) if all(w.end <= s or w.start >= e for s, e in taken)]
    return sorted(found, key=lambda w: w.start)


def _clocks(plain: str) -> Iterator[When]:
    for match in _CLOCK.finditer(plain):
        hour = match["h"] or match["ch"]
        minute = match["m"] or match["m2"] or match["m3"] or match["cm"]
        half = match["half"] or match["half2"] or match["half3"]
        parts = (int(value_of(hour)), int(value_of(minute)) if minute else 30 if half else 0)
        yield When(*match.span(), parts)


def _dates(plain: str) -> Iterator[When]:
    matches = list(_PART.finditer(plain))
    year: int | None = None
    month: int | None = None
    begin, end = 0, -1
    for i, match in enumerate(matches):
        if end < 0 or not _GLUE.fullmatch(plain[end : match.start()]):
            year = month = None
        if match.start() != end:
            begin = match.start()
        end = _unit_end(plain, match)
        value = int(value_of(match.group()))
        if match["y"]:
            year, month = value, None
        elif match["m"]:
            month = value
        goes_on = i + 1 < len(matches) and matches[i + 1].start() == end and not matches[i + 1]["y"]
        if match["d"] and month is None and match.group() == "一":
            continue  # 一日生活
        if match["d"] or not goes_on:
            yield When(begin, end, (year, month, value if match["d"] else None))
            begin = end


def _unit_end(plain: str, match: re.Match[str]) -> int:
    unit = _UNIT.match(plain, match.end())
    return unit.end() if unit else match.end()

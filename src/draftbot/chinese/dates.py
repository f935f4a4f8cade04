"""Dates, times of day and periods in a text, as values: 3月5日至12日 is two days of March."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.numerals import HAN, HAN_DIGITS, value_of
from draftbot.chinese.periods import YEAR, Period, find_periods
from draftbot.chinese.word_lists import any_of, words_in

_MONTH = rf"(?<![\d{HAN}个第])(?:1[0-2]|0?[1-9]|十[一二]?|[{HAN_DIGITS}])"
_DAY = rf"(?<![\d{HAN}第])(?:[12]\d|3[01]|0?[1-9]|[一二三]?十[{HAN_DIGITS}]?|廿[{HAN_DIGITS}]?|卅一?|[{HAN_DIGITS}])"
_TO = r"\s*[-—~～－–至到、和及]+\s*"
# 三日内 lasts, 8号楼 is a house; 5日 and 5号 are days.
_NO_DAY = (
    r"日(?!常|[之以]?内|间|用|均|托|产|处理)|号(?![楼岗线门文店院井台机炉车床库厅桥路船矿坑栋仓池泵令码召称])"
)
_PART = re.compile(
    rf"(?P<y>{YEAR})(?=\s*(?:[-—~～－–至]+\s*{YEAR}\s*)?(?:学?年(?!级)))"
    rf"|(?P<m>{_MONTH})(?=\s*(?:{_TO}{_MONTH.replace('个第', '')}\s*)?月(?![龄嫂饼]))"
    rf"|(?P<d>{_DAY})(?=\s*(?:{_TO}{_DAY.replace('第', '')}\s*)?(?:{_NO_DAY}))"
)
# A line with a date of signing, or of which its publisher took out the figures: 2024年12月6日, 20XX年X月X日.
_TAKEN_OUT = "20[_Xx*]{2}"
_FIGURES = rf"\s*[\d{HAN}_Xx*]{{1,3}}\s*"
_PLAIN_YEAR = re.compile(rf"{YEAR}\s*年(?:度|份)?")
# What may stand between the parts of one date, or between two dates of one series.
_GLUE = re.compile(r"[年学度月份日号至到—－–\-~～、和及与的\s上中下旬初底末]{0,5}")
_WRITTEN_SHORT = re.compile(r"(?<!\d)((?:19|20)\d{2})([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)(?P<h>[01]?\d|2[0-4])\s*(?::\s*(?P<m>[0-5]\d)(?!\d)|时(?!间)(?:(?P<m2>[0-5]?\d)分|(?P<half>半))?"
    r"|点(?:(?P<m3>[0-5]?\d)分|(?P<half2>半)|(?=[钟整前后至到])))"
    rf"|(?<![{HAN}个第])(?P<ch>[{HAN_DIGITS}十]{{1,3}})点(?:(?P<cm>[{HAN_DIGITS}十零]{{1,3}})分|(?P<half3>半)|(?=钟|整))"
    rf"|(?<=[上下中]午|凌晨|早上|晚上|傍晚|每天|每日|当天|当日)(?P<of>[01]?\d|2[0-4]|[{HAN_DIGITS}十]{{1,3}})[点时](?!间)"
)
# 年底, 3月初, 中旬; not 年初中毕业, 5日中午.
_LATE = "[上中下]{1,2}旬|年?底(?![线数部层])|年?初(?![中一二三级步])|年?末(?!端)|年?中(?=[，。；])"
_UNIT = re.compile(rf"\s*(?:(?:学?年度?|月份?)\s*(?:{_LATE})?|日|号)?")
# What may join two dates into one stretch of text.
_JOINT = re.compile(r"\s*(?:至|到|[-—–－~～]+|、|和|及|次日)*\s*")


@dataclass(frozen=True, slots=True)
class When:
    """A date or a time of day as far as it is named: (year, month, day) or (hour, minute),
    None for what is not said; `start` and `end` are offsets. `period` where it is one: it
    has its last year and its part."""

    start: int
    end: int
    parts: tuple[int | None, ...]
    period: Period | None = None

    @property
    def is_clock(self) -> bool:
        return len(self.parts) == 2

    def is_within(self, other: When) -> bool:
        """Whether all this says is said by `other` too."""
        if self.is_clock or other.is_clock:
            return self.parts == other.parts
        if self.period and other.period and not _is_same_part(self.period, other.period):
            return False
        is_later = all(
            mine is None or mine == theirs
            for mine, theirs in zip(self.parts[1:], other.parts[1:], strict=True)
        )
        return is_later and set(self.years) <= set(other.years)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it names: none, one or two."""
        year = self.parts[0]
        if self.is_clock or year is None:
            return ()
        return self.period.years if self.period else (year,)


def _is_same_part(mine: Period, other: Period) -> bool:
    if mine.second_half is not None and other.second_half is not None:
        return mine.second_half == other.second_half
    return not mine.part or not other.part or mine.part == other.part


def is_signing_date(line: str) -> bool:
    """Whether a line is nothing but a date, as under a signature."""
    return _signed().fullmatch(line) is not None


def opens_with_year(line: str) -> bool:
    """Whether a line begins with a year, as a date does."""
    return _year_first().match(line) is not None


@cache
def _year_first() -> re.Pattern[str]:
    republic = rf"(?:{any_of(words_in('periods', 'republic'))})\s*[\d{HAN}]{{1,4}}"
    return re.compile(rf"[（(]?\s*(?:{YEAR}|{_TAKEN_OUT}|{republic})\s*年")


@cache
def _signed() -> re.Pattern[str]:
    return re.compile(rf"{_year_first().pattern}{_FIGURES}月(?:{_FIGURES}日)?\s*[）)]?")


def find_dates(plain: str) -> list[When]:
    """The dates, times of day and periods in a text given by `plain_digits`, in order. A series
    (3月、9月) is one for each; what goes for all of it (the year before) goes for each. A
    period is one: 2024-2025学年第二学期."""
    found = [
        When(*m.span(), (int(m[1]), int(m[3]), int(m[4]))) for m in _WRITTEN_SHORT.finditer(plain)
    ] + list(_clocks(plain))
    found += [
        When(period.start, period.end, (period.first, None, None), period)
        for period in find_periods(plain)
        if not _PLAIN_YEAR.fullmatch(period.text)
    ]
    taken = [(w.start, w.end) for w in found]
    found += [w for w in _dates(plain) if all(w.end <= s or w.start >= e for s, e in taken)]
    return sorted(found, key=lambda w: w.start)


def without_dates(title: str, gap: str) -> str:
    """A title given by `plain_digits` without its periods and dates, `gap` in the place of each:
    2025年1—6月防汛工作总结, 2025防汛工作总结."""
    named = [(period.start, period.end) for period in find_periods(title, bare=True)]
    named += [(start, end) for start, end, _ in stretches(title, find_dates(title))]
    places = {at for start, end in named for at in range(start, end)}
    return "".join(c if i not in places else gap if i - 1 not in places else "" for i, c in enumerate(title))


def stretches(plain: str, dates: Iterable[When]) -> Iterator[tuple[int, int, list[When]]]:
    """Dates that make one stretch of text (3月5日至12日, 3月、9月) together: its start, its end, and them."""
    run: list[When] = []
    for when in dates:
        if run and not _JOINT.fullmatch(plain[run[-1].end : when.start]):
            yield run[0].start, run[-1].end, run
            run = []
        run.append(when)
    if run:
        yield run[0].start, run[-1].end, run


def _clocks(plain: str) -> Iterator[When]:
    for match in _CLOCK.finditer(plain):
        hour = match["h"] or match["ch"] or match["of"]
        minute = match["m"] or match["m2"] or match["m3"] or match["cm"]
        half = match["half"] or match["half2"] or match["half3"]
        yield When(*match.span(), (_number(hour), _number(minute) if minute else 30 if half else 0))


def _number(written: str) -> int:
    return int(value_of(written).low)


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
        value = _number(
            match.group().replace("0", "〇") if match["y"] and not match["y"].isdigit() else match.group()
        )
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

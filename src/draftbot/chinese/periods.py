"""Periods that reports are about, kept whole: 2025年秋季学期, 2024-2025学年第二学期, 2025年上半年, 2025年一季度.

A period found is one span with its years. Months and days are the matter of `dates`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from draftbot.chinese.measures import measure_at
from draftbot.chinese.numerals import HAN_DIGITS, value_of
from draftbot.chinese.word_lists import any_of, word_table

_ARABIC_YEAR = r"(?:19|20)\d{2}"
_HAN_YEAR = rf"[一二][零〇○九0][零〇○{HAN_DIGITS}0]{{2}}"
YEAR = rf"(?<!\d)(?:{_ARABIC_YEAR}(?!\d)|{_HAN_YEAR}(?![{HAN_DIGITS}]))"
_TO = r"\s*(?:[-—–－~～∼]{1,2}|至|到|/)\s*"
# Plans reach five years ahead, and histories thirty back.
_LONGEST = 40
_NOT_A_DATE = r"(?!\s*[-./]\s*\d|\d)"
_YEAR_ALONE = re.compile(f"(?P<first>{YEAR})")
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{HAN_DIGITS}])"
_MONTHS = rf"{_MONTH}\s*月?{_TO}{_MONTH}\s*月份?"
# 十三五 ran from 2016 to 2020.
_BEFORE_FIRST_PLAN, _YEARS_OF_PLAN = 1951, 5
YEARS_BACK = ("this year", "last year", "the year before last")
_DIGITS = frozenset(f"0123456789〇零○{HAN_DIGITS}")


@dataclass(frozen=True, slots=True)
class Period:
    """Where a period stands, as written; its first and its last year (equal for one), what
    part of them it is, "" for all; `second_half` whether of a school year its second half
    is meant, None where it is not told."""

    start: int
    end: int
    text: str
    first: int
    last: int
    part: str = ""
    second_half: bool | None = None

    @property
    def year(self) -> int:
        """The year of a report on it: the last."""
        return self.last

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it names, one or two."""
        return (self.first,) if self.first == self.last else (self.first, self.last)


def find_periods(plain: str, bare: bool = False) -> list[Period]:
    """The periods of a text given by `plain_digits` that name a year, in order; with `bare`, as
    in titles and fields, also a year without 年 (2025防汛工作总结)."""
    return list(_found(plain, bare))


# A past sentence is asked for its periods at each step that masks it, and in each draft.
@lru_cache(maxsize=8192)
def _found(plain: str, bare: bool) -> tuple[Period, ...]:
    found = [
        period
        for period in map(_period, _pattern().finditer(plain))
        if bare or period.part or period.text[-1] not in _DIGITS or len(period.years) > 1
    ]
    if bare:
        taken = {at for period in found for at in range(period.start, period.end)}
        found += [_year_alone(m, "first") for m in _YEAR_ALONE.finditer(plain) if m.start() not in taken]
    found += map(_of_plan, _plans().finditer(plain))
    return tuple(sorted(found, key=lambda period: period.start))


def with_years(text: str, now: int) -> str:
    """A text with 今年, 去年 and 前年 as the years that they are in the year `now`."""
    for back, key in enumerate(YEARS_BACK):
        text = re.sub(any_of(word_table("periods")[key]), f"{now - back}年", text)
    return text


def year_named(plain: str, bare: bool = False) -> int | None:
    """The latest year of report among the periods of a text, or None."""
    return max((period.year for period in find_periods(plain, bare)), default=None)


def _period(match: re.Match[str]) -> Period:
    first = _year(match["first"])
    last = _last(match["last"], first) if match["last"] else first
    is_next = last == first + 1
    if not match["unit"] and not match["part"] and measure_at(match.string, match.end()):
        return _year_alone(match, "first")  # 2025-2030件
    if not first <= last <= first + _LONGEST or (match["next"] and not is_next):
        return _year_alone(match, "first")
    over = is_next or match["unit"] in word_table("periods")["over two years"]
    part = (match["part"] or "").strip(" （()）")
    second_half = _second_half(part, match["term"]) if over else None
    if first == last and second_half:
        last = first + 1
    if match["term"]:
        part = f"第{match['term']}学期"
    return Period(*match.span(), match.group(), first, last, _normal(part), second_half)


def _of_plan(match: re.Match[str]) -> Period:
    """“十四五”期间: the five years from 2021."""
    first = _BEFORE_FIRST_PLAN + _YEARS_OF_PLAN * int(value_of(match["plan"]).low)
    return Period(*match.span(), match.group(), first, first + _YEARS_OF_PLAN - 1)


def _year_alone(match: re.Match[str], group: str) -> Period:
    year = _year(match[group])
    return Period(*match.span(group), match[group], year, year)


def _second_half(part: str, term: str | None) -> bool | None:
    table = word_table("periods")
    if term:
        return term == "2"
    return True if part in table["second half"] else False if part in table["first half"] else None


def _year(written: str) -> int:
    return int(value_of(written.replace("0", "〇") if not written.isdigit() else written).low)


def _last(written: str, first: int) -> int:
    """The last year of a range, also of 2024—25."""
    return first - first % 100 + int(written) if len(written) == 2 else _year(written)


def _normal(part: str) -> str:
    """第1季度 and 一季度 are one, as are 1至6月 and 上半年."""
    if re.fullmatch(_MONTHS, part):
        first, last = (int(value_of(month).low) for month in re.findall(_MONTH, part))
        part = _called().get(f"{first}-{last}", f"{first}-{last}月")
    for digit, han in enumerate(HAN_DIGITS, 1):
        part = part.replace(str(digit), han)
    return part.removeprefix("第").removesuffix("度")


@cache
def _called() -> dict[str, str]:
    """What months are called, by the first and the last of them."""
    told = word_table("periods")["months"]
    return dict(zip(told[::2], told[1::2], strict=True))


@cache
def _plans() -> re.Pattern[str]:
    return re.compile(rf"“?(?P<plan>二?十[{HAN_DIGITS}]?)五”?(?:{any_of(word_table('periods')['of plans'])})")


@cache
def _pattern() -> re.Pattern[str]:
    table = word_table("periods")
    parts = [part for key in ("first half", "second half", "parts") for part in table[key]]
    part = "|".join(
        any_of([one]).replace("N", "[一二三四1-4]") for one in sorted(set(parts), key=len, reverse=True)
    )
    # To the sixth month, not its tenth day or its middle.
    part += rf"|{_MONTHS}(?![\d{HAN_DIGITS}十底初末中上下])"
    over = any_of(table["over two years"])
    unit = any_of((*table["over two years"], *table["years"]))
    short = rf"\d{{2}}(?=\s*(?:{over}))|(?P<next>\d{{2}})(?![\d年月日]){_NOT_A_DATE}"
    # 2024-2025-2学期, 2024—2025（1）: the term by its number.
    term = r"(?:[-—（(](?P<term>[12])[）)]?(?:学期)?(?![\d.年月日]))?"
    return re.compile(
        rf"(?<!\d-)(?P<first>{YEAR})\s*(?:年(?:度)?(?={_TO}{_ARABIC_YEAR}))?(?:{_TO}(?P<last>{YEAR}|{short}){term})?{_NOT_A_DATE}"
        rf"\s*(?P<unit>{unit})?(?P<part>\s*[（(]?(?:{part})[）)]?)?"
    )

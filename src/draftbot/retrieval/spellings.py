"""Other spellings of numerals and dates: 2024年 is also written 二〇二四年, 3月 三月, 95% 百分之九十五."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.numerals import HAN, HAN_DIGITS, find_numbers, write_number
from draftbot.chinese.word_lists import any_of, word_set, words_in

_MEASURES = "measures_in_queries"
_CN_DIGITS = "〇" + HAN_DIGITS
_CN = HAN
# Found in whatever is or belongs to a numeral.
NUMERAL = re.compile(rf"[\d{_CN}]")
# A number this long tells something whatever is counted.
_LONG_NUMBER = re.compile(r"\d{3,}(?![\d,.%])")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral with what it counts, at a place of a text, and its other spellings.

    `number` is the number alone where that tells enough (2024 of 2024年), else empty.
    """

    start: int
    end: int
    number: str
    others: tuple[str, ...]


def numerals(text: str, starts: Container[int], ends: Container[int]) -> Iterator[Numeral]:
    """The numerals of `text` that have other spellings, begin at one of `starts` and end at one of `ends`."""
    if not NUMERAL.search(text):
        return
    taken: set[int] = set()
    for pattern, spellings in _kinds():
        for match in pattern.finditer(text):
            start, end = match.span()
            if start not in starts or end not in ends or not taken.isdisjoint(range(start, end)):
                continue
            if others := tuple(dict.fromkeys(one for one in spellings(match) if one != match[0])):
                taken.update(range(start, end))
                number = _LONG_NUMBER.match(match[0])
                yield Numeral(start, end, number[0] if number else "", others)


# -- numbers in Chinese ----------------------------------------------------------


def _from_chinese(written: str) -> int | None:
    """The value of a number written in full; None for 五六百, 三百二 and other guesses."""
    plain = written.replace("两", "二")
    numbers = find_numbers(plain)
    total = int(numbers[0].value.low) if len(numbers) == 1 else 0
    return total if 0 < total < 10**12 and write_number(total) == plain else None


def _chinese_forms(number: int) -> list[str]:
    """`number` in Chinese; 二百 and 两百 both."""
    written = write_number(number)
    if written[0] == "二" and written[1:2] in ("百", "千", "万", "亿"):
        return [written, "两" + written[1:]]
    return [written]


def _value(written: str) -> int | None:
    return int(written) if written.isdecimal() else _from_chinese(written)


# -- the other spellings of each kind --------------------------------------------

_NOT_IN_NUMBER = rf"(?<![\d{_CN}第几数])(?<!\d[.,])"
_MONTH = rf"(?:1[0-2]|[1-9]|十[一二]?|[{HAN_DIGITS}])"
_DAY = rf"(?:[12]\d|3[01]|[1-9]|[二三]?十[{HAN_DIGITS}]?|[{HAN_DIGITS}])"
_FIRST_ZEROS = ("〇", "零", "○", "0")


def _year(match: re.Match[str]) -> list[str]:
    digits, unit = match[1], match[2]
    values = "".join(str(max(_CN_DIGITS.find(c), 0)) if c in _CN + "○" else c for c in digits)
    by_digit = "".join(_CN_DIGITS[int(c)] for c in values)
    return [values + unit, *(by_digit.replace("〇", zero) + unit for zero in _FIRST_ZEROS)]


def _day(match: re.Match[str]) -> list[str]:
    month, day = _value(match[1]), _value(match[2])
    if not month or not day or month > 12 or day > 31:
        return []
    spelled = [(str(month), str(day)), (write_number(month), write_number(day))]
    return [f"{m}月{d}{unit}" for m, d in spelled for unit in "日号"]


def _month(match: re.Match[str]) -> list[str]:
    month = _value(match[1])
    if not month or month > 12:
        return []
    return [f"{m}月{more}" for m in (str(month), write_number(month)) for more in ("", "份")]


def _place(match: re.Match[str]) -> list[str]:
    place = _value(match[1])
    return [f"第{place}", f"第{write_number(place)}"] if place else []


def _percent(match: re.Match[str]) -> list[str]:
    if match[1]:
        whole, _, part = match[1].partition(".")
        if whole != str(int(whole)):
            return []
        point = "点" + "".join("零" if c == "0" else _CN_DIGITS[int(c)] for c in part) if part else ""
        chinese = "百" if match[1] == "100" else ("零" if whole == "0" else write_number(int(whole))) + point
        return [f"百分之{chinese}"]
    value = 100 if match[2] == "百" else _from_chinese(match[2])
    part = "".join(str(max(_CN_DIGITS.find(c), 0)) for c in match[3] or "")
    return [f"{value}.{part}%" if part else f"{value}%"] if value else []


def _count(match: re.Match[str]) -> list[str]:
    written, about, counter = match[1], match[2] or "", match[3]
    if written[0].isdecimal():
        digits = written.rstrip("万亿").replace(",", "")
        if digits.startswith("0"):
            return []
        value = int(digits) * {"万": 10**4, "亿": 10**8}.get(written[-1], 1)
    else:
        if len(written) == 1 and counter not in word_set(_MEASURES, "measures"):
            return []
        value = _from_chinese(written) or 0
    if not 0 < value < 10**12:
        return []
    rest = about + counter
    if value == 2 and counter not in word_set(_MEASURES, "in order"):
        return [f"2{rest}", f"两{rest}"]
    grouped = [f"{value}{rest}", f"{value:,}{rest}"]
    if value % 10**4 == 0:
        grouped.append(f"{value // 10**4}万{rest}")
    return [*grouped, *(form + rest for form in _chinese_forms(value))]


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[str]]], ...]:
    """Tried in this order; what one has taken, the next leave alone."""
    counters, places = (any_of(words_in(_MEASURES, key)) for key in ("counts", "places"))
    return (
        (
            re.compile(
                rf"(?<![\d.])((?:19|20)\d\d|(?<![{_CN}])(?:二[〇零○0]|一九)[0{_CN_DIGITS}零○]{{2}})(年度?)"
            ),
            _year,
        ),
        (re.compile(rf"{_NOT_IN_NUMBER}({_MONTH})月({_DAY})[日号]"), _day),
        (re.compile(rf"(?<!个){_NOT_IN_NUMBER}({_MONTH})月份?(?![龄嫂])"), _month),
        (re.compile(rf"第(\d{{1,3}}(?!\d)|[{HAN_DIGITS}十百]{{1,4}}(?={places}|\W|$))"), _place),
        (
            re.compile(
                rf"(?<![\d.])(\d{{1,3}}(?:\.\d{{1,2}})?)%|百分之([{_CN}]+)(?:点([零{_CN_DIGITS}]{{1,2}}))?"
            ),
            _percent,
        ),
        (
            re.compile(
                rf"{_NOT_IN_NUMBER}(?<![-—~至到])((?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})[万亿]?|[{_CN}]+)([余多])?({counters})"
            ),
            _count,
        ),
    )

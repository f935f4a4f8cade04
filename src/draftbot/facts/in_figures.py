"""Counts and days that were spoken, as a paper writes them: 四十七名 as 47名, 3月20号 as 3月20日
(GB/T 15835-2011, 4.1.1: what is counted or measured is written in figures)."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.measures import measure_at
from draftbot.chinese.numerals import HAN, HAN_DIGITS, plain_digits, value_of
from draftbot.chinese.word_lists import any_of, words_in

_DAY = re.compile(rf"(?P<month>\d{{1,2}}|[{HAN}]{{1,3}})月(?P<day>\d{{1,2}}|[{HAN}]{{1,3}})[号日]")
# From here on figures are told in 万, where they end on hundreds.
_IN_TEN_THOUSANDS, _ROUND, _LEAST = 10_000, 100, 10


def in_figures(text: str) -> str:
    """A fact with its spoken counts and days in figures; ranges and words like 十来个 stay."""
    return _spoken().sub(_counted, _DAY.sub(_dated, text))


@cache
def _spoken() -> re.Pattern[str]:
    # 十分 and 百分之 count nothing: a count of two characters or more, begun by a digit or by 十.
    before, about, share = (any_of(words_in("spoken_counts", key)) for key in ("before", "about", "share"))
    return re.compile(
        rf"(?<![{HAN}\d.])(?<!{before})[{HAN_DIGITS}两十][{HAN}]+(?!{share})(?=(?P<about>(?:{about})?))"
    )


def _counted(match: re.Match[str]) -> str:
    said = match.group()
    if not measure_at(match.string, match.end("about")):
        return said
    number = _whole_number(said)
    if number is None or number < _LEAST:
        return said
    in_ten_thousands = number >= _IN_TEN_THOUSANDS and number % _ROUND == 0
    return f"{number / _IN_TEN_THOUSANDS:g}万" if in_ten_thousands else str(number)


def _dated(match: re.Match[str]) -> str:
    month, day = _whole_number(match["month"]), _whole_number(match["day"])
    return f"{month}月{day}日" if month and day else match.group()


def _whole_number(said: str) -> int | None:
    try:
        value = value_of(plain_digits(said))
    except ValueError:
        return None
    return int(value.low) if value.low == value.high and value.low == int(value.low) else None

"""Periods as a request tells them: twice, once as 今年 or 明年 and once with the year, which is what is
meant; without their last character; or as a day, which is none."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.numerals import half_width
from draftbot.chinese.periods import Period, find_periods
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.facts.amounts import amounts_in

_LIST = "new_requests"
_MARKS = re.compile("([，,。：:；;、\n]+)")
_BARE_DAY = re.compile(r"\d月\d{1,2}$")


def with_one_period(message: str) -> str:
    """A message without a second telling of its period: 明年的计划，写2026年 as 2026年的计划;
    今年（2025年）的总结 as 2025年的总结."""
    plain = to_simplified(message)
    if len(plain) != len(message) or not _relative().search(plain):
        return message
    message, plain = (_beside().sub(r"\g<year>", text) for text in (message, plain))
    pieces = _MARKS.split(message)
    alone = [(i, told) for i, piece in enumerate(pieces) if (told := _period_alone(to_simplified(piece)))]
    if len({told.text for _, told in alone}) != 1:
        return message
    at, told = alone[0]
    for i, piece in enumerate(pieces):
        simple = to_simplified(piece)
        relative = _relative().search(simple)
        if i == at or relative is None or amounts_in(simple) or _paper().search(simple) is None:
            continue
        meant = _in_full(told)
        rest = piece[relative.end() :] if told.part else f"{relative['part'] or ''}{piece[relative.end() :]}"
        pieces[i] = f"{piece[: relative.start()]}{meant}{rest}"
        del pieces[at : at + 2]
        return "".join(pieces)
    return message


def _period_alone(piece: str) -> Period | None:
    """The period of 就是2025年春季学期的, where a piece tells nothing else."""
    found = find_periods(half_width(piece), bare=True)
    if len(found) != 1:
        return None
    left = piece[: found[0].start] + piece[found[0].end :]
    return found[0] if _around().fullmatch(left) else None


def _in_full(told: Period) -> str:
    year = words_in(_LIST, "year")[-1]
    return f"{told.text}{year}" if told.text.isdigit() else told.text


def _years() -> str:
    return any_of(words_in(_LIST, "last year", "this year", "next year"))


@cache
def _relative() -> re.Pattern[str]:
    table = word_table("periods")
    parts = any_of([p for key in ("first half", "second half", "parts") for p in table[key] if "Q" not in p])
    no_year = any_of(words_in(_LIST, "no year"))
    return re.compile(rf"(?:{_years()})(?!{no_year})(?P<part>{parts.replace('N', '[一二三四1-4]')})?")


@cache
def _beside() -> re.Pattern[str]:
    """今年（2025年）."""
    return re.compile(rf"(?:{_years()})[（(]\s*(?P<year>(?:19|20)\d{{2}}年度?)\s*[）)]")


@cache
def _around() -> re.Pattern[str]:
    """What stands around a period that is told by itself."""
    words = any_of(words_in(_LIST, "write", "write with amount", "are", "by", "period told", "between"))
    return re.compile(rf"(?:{words}|[\s“”（()）])*")


@cache
def _paper() -> re.Pattern[str]:
    return re.compile(any_of(words_in(_LIST, "papers")))


def as_written_out(period: str) -> str:
    """2025 as 2025年, 9月26 as 9月26日."""
    if period.isdigit():
        return f"{period}{words_in(_LIST, 'year')[-1]}"
    return f"{period}{words_in(_LIST, 'day of a month')[0]}" if _BARE_DAY.search(period) else period


def is_day_of_week(text: str) -> bool:
    """Whether a text ends with a day of a week: 上周三."""
    weeks, days = (any_of(words_in("periods", key)) for key in ("weeks", "days of weeks"))
    return re.search(rf"(?:{weeks})(?:{days})$", text) is not None

"""Titles of the parts of a report that read like titles of reports: 2025年工作打算, 下一步工作计划.

All take Simplified text.
"""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.word_lists import any_of, word_table, words_in

_WHOLE, _PART = "part or whole", "part only"


def is_part_title(line: str) -> bool:
    """Whether a line names a period's plan or account without whose it is."""
    return bool(_of_a_period(_WHOLE, _PART).match(line))


def is_part_only(line: str) -> bool:
    """Whether a line is a part's title that no whole report has: 计划 and 总结 are reports, 打算 is none."""
    return bool(_of_a_period(_PART).match(line))


def ends_as_part(heading: str) -> bool:
    """Whether a heading ends on what parts of reports are called."""
    return bool(_at_end().search(heading))


def announces_part(title: str) -> bool:
    """Whether a title names a plan beside its first subject: …总结及…计划."""
    return bool(_second().search(title))


def begins_as_part(title: str) -> bool:
    """Whether a title begins as the heading of a part does: 下一步工作计划, 主要工作总结."""
    return bool(_at_start().match(title))


@cache
def _of_a_period(*keys: str) -> re.Pattern[str]:
    names = any_of(words_in("parts_of_reports", *keys))
    year = r"(?:20[\d_xX*]{2}|\*{2,4})年度?的?"
    return re.compile(rf"^(?:{year}|{any_of(words_in('time_to_come'))})[^，。]{{0,8}}(?:{names})$")


@cache
def _at_end() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words_in('parts_of_reports', _WHOLE, _PART))})$")


@cache
def _second() -> re.Pattern[str]:
    return re.compile(f"[及和暨与、].{{0,12}}(?:{any_of(words_in('parts_of_reports', 'plans'))})")


@cache
def _at_start() -> re.Pattern[str]:
    opening = (*word_table("parts_of_reports")["opens a part"], *words_in("time_to_come"))
    return re.compile(any_of(opening))

"""What past reports say of a whole year, in a paper on a part of one: 全年体检 as 上半年体检."""

from __future__ import annotations

import re
from dataclasses import replace

from draftbot.chinese.numerals import half_width
from draftbot.chinese.periods import find_periods
from draftbot.chinese.word_lists import any_of, word_table
from draftbot.domain import OutlineSection, Role
from draftbot.facts.brief import Brief
from draftbot.masking.mask import Masked

# What is intended may well be for the year.
_AHEAD = frozenset((Role.PLANS, Role.GOALS))


def in_its_time(masked: Masked, section: OutlineSection, brief: Brief) -> Masked:
    """A borrowed sentence with the paper's part of a year where it tells of a whole one."""
    part = _part_of(brief.period)
    if not part or section.role in _AHEAD:
        return masked
    table = word_table("times", "draftbot.writing")
    whole, other, end = (any_of(table[key]) for key in ("whole", "not before", "end"))
    text = re.sub(rf"(?:{whole})(?!{other})", part, masked.text)
    return replace(masked, text=re.sub(end, table["end of a part"][0], text))


def _part_of(period: str) -> str:
    """What a sentence calls the part of a year that a period is; "" for a whole year, a day, or none."""
    told = find_periods(half_width(period))
    part = half_width(period)
    if told:
        part = (told[0].part or part[told[0].end :]) if told[0].start == 0 else ""
    table = word_table("times", "draftbot.writing")
    end = max((one for one in table["parts"] if part.endswith(one)), key=len, default="")
    return (table.get(end) or (part,))[0] if end else ""

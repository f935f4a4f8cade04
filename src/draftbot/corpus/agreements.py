"""Contracts and agreements: papers that bind two sides and tell of no work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in

_LONGEST_TITLE, _HEAD = 40, 8
# Two sides and so many of the terms that only such papers have.
_SIDES, _TERMS = 2, 2


def is_agreement(lines: Sequence[str]) -> bool:
    """Whether a file's lines are a contract: one of the first is titled as one, both sides are named
    again and again, and what is agreed is spoken of in the terms of such papers."""
    plain = [to_simplified(line).strip() for line in lines]
    if not any(len(line) <= _LONGEST_TITLE and _title().search(line) for line in plain[:_HEAD]):
        return False
    text = "\n".join(plain)
    sides = [side for side in words_in("agreements", "sides") if text.count(side) >= _SIDES]
    terms = [term for term in words_in("agreements", "terms") if term in text]
    return len(sides) >= _SIDES and len(terms) >= _TERMS


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words_in('agreements', 'papers'))})(?:[（(].{{1,16}}[）)])?$")

"""Facts that say nothing without the one told before them: 收回463份 behind 发放问卷500份."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import rjieba

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.phrases import phrases_of
from draftbot.chinese.scripts import to_simplified
from draftbot.domain import Fact
from draftbot.facts.amounts import amounts_in
from draftbot.writing.filling import bare

# A doing of no more characters, without what it is done to: 收回, 调成.
_DOING = 3
_PARTICLES = ("u", "d", "y")
_OF = "uj"  # 更换过期的


def with_what_they_lean_on(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, each that leans on the one before it told in one breath with that one: apart it would say
    another thing (最高负荷4.62万千瓦，同比增长11.3%)."""
    told: list[Fact] = []
    last = ""
    for fact in facts:
        leans = fact.goes_on or leans_on(last, fact.text)
        if told and told[-1].section == fact.section and leans:
            told[-1] = replace(told[-1], text=f"{bare(told[-1].text)}，{bare(fact.text)}")
        else:
            told.append(fact)
        last = fact.text
    return told


def leans_on(before: str, fact: str) -> bool:
    """Whether a fact says nothing without the one before it."""
    plain = to_simplified(bare(fact))
    if phrases_of("facts_of_sections", "leans").opens(plain):
        return True
    return _names_nothing(before, plain) or _shares_out(before, plain)


def _names_nothing(before: str, fact: str) -> bool:
    """Whether a fact tells how many and what was done, not with what, and counts as the one before it does:
    收回463份; one that tells but how many goes on from whatever that was."""
    plain = plain_digits(fact)
    amounts = amounts_in(plain)
    if len(amounts) != 1 or amounts[0].end < len(plain):
        return False
    told = rjieba.tag(plain[: amounts[0].start], False)
    words = [(word, tag) for word, tag in told if not tag.startswith(_PARTICLES)]
    if not told:
        return True
    if amounts[0].measure not in {amount.measure for amount in amounts_in(before)} - {""}:
        return False
    length = sum(len(word) for word, _ in words)
    return told[-1][1] == _OF or (bool(words) and words[0][1] == "v" and length <= _DOING)


def _shares_out(before: str, fact: str) -> bool:
    """Whether a fact tells the parts of what the one before it counts: 男生25女生21 of 46个学生."""
    whole, parts = amounts_in(before), amounts_in(fact)
    if len(whole) != 1 or len(parts) < 2:
        return False
    return sum(part.value.low for part in parts) == whole[0].value.low

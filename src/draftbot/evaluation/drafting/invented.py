"""Fact sheets for reports that were never written: an invented unit, a year no report is
of, and facts with invented numbers, always the same for the same report."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_table
from draftbot.domain import Fact, FactSheet, Role
from draftbot.trades.trade import Unit

_HERE = "draftbot.evaluation.drafting"
PLANS = frozenset({"工作计划", "实施方案"})


@dataclass(frozen=True, slots=True)
class InventedFact:
    """A fact and the role of the section it belongs in."""

    text: str
    about: Role


@dataclass(frozen=True, slots=True)
class Invented:
    unit: str
    year: int
    facts: tuple[InventedFact, ...]

    @property
    def sheet(self) -> FactSheet:
        """What the user would type: which section a fact belongs in is left to the drafter."""
        return FactSheet(self.unit, f"{self.year}年", facts=tuple(Fact(f.text) for f in self.facts))


def invent(seed: str, title: str, unit: Unit, genre: str, year: int, roles: Collection[Role]) -> Invented:
    """Three to five facts for a report with `title` by a unit of the trade of `unit`, for
    sections of these `roles`; `seed` chooses the numbers."""
    chance = random.Random(f"facts/{seed}")
    forms, units = word_table("invented_facts", _HERE), word_table("invented_units", _HERE)
    name = unit.trade.name if unit.trade and unit.trade.name in units else "any"
    fill = _filler(chance, topic_of(title, unit.name))
    work = [InventedFact(fill(form), Role.WORK) for form in forms["planned" if genre in PLANS else "done"]]
    asides = [
        InventedFact(fill(form), role)
        for role, form in (
            (Role.OVERVIEW, forms[name][0]),
            (Role.PROBLEMS, forms["lacking"][0]),
            (Role.PLANS, forms["intended"][0]),
        )
        if role in roles and genre not in PLANS
    ]
    facts = [*work[: max(2, 3 - len(asides))], *asides]
    return Invented(units[name][0], year, tuple(facts))


def topic_of(title: str, unit: str) -> str:
    """What a title is about, in two to six characters; "" where it says nothing so short."""
    topic = matter_of(title, unit)
    return topic if 2 <= len(topic) <= 6 else ""


def matter_of(title: str, unit: str) -> str:
    """What a title is about, in all its words."""
    plain = to_simplified(title)
    plain = plain.replace(to_simplified(unit), "")
    plain = re.sub(rf"^.*?(?:{any_of(word_table('title_words', _HERE)['unit'])})", "", plain)
    return re.sub(r"[^\u4e00-\u9fff]", "", _no_topic().sub("", plain))


@cache
def _no_topic() -> re.Pattern[str]:
    table = word_table("title_words", _HERE)
    words = any_of(word for key in ("genre", "doing", "time", "office", "little") for word in table[key])
    return re.compile(rf"[（(].*?[）)]|(?:19|20)\d{{2}}|{words}")


def _filler(chance: random.Random, topic: str) -> Callable[[str], str]:
    """Fills the numbers of a form, no number twice in a report."""
    used: set[int] = set()

    def number(match: re.Match[str]) -> str:
        drawn = chance.choice([n for n in _RANGES[match[1]] if n not in used])
        used.add(drawn)
        return str(drawn)

    return lambda form: re.sub(r"\{([abkmn])\}", number, form.replace("{topic}", topic))


# Months of the first and of the second half of a year; few, some and many.
_RANGES = {"a": range(2, 7), "b": range(7, 13), "k": range(13, 39), "m": range(41, 97), "n": range(203, 988)}

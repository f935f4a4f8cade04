"""Phrases with their slots filled: numbers in figures or in characters, days, other units."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from draftbot.chinese.numerals import write_number
from draftbot.conversation.marking.kinds import UNIT
from draftbot.conversation.marking.phrases import RequestPhrases

_SLOT = re.compile(r"\{(\w+)\}")
_PLACES, _COUNTIES, _CHARACTERS = "地名", "县区", "字"
_WAYS, _ABOVE, _TOPICS = "数的写法", "上级", "主题"
_BY_CHANCE, _NAMED = 0.4, 0.4
_LENGTHS = (500, 600, 800, 1000, 1200, 1500, 1800, 2000, 2500, 3000)
_FEW, _MANY = 99, 9900


class Saying:
    """Draws a phrase of a kind; `han` is how often its numbers are in characters."""

    def __init__(self, phrases: RequestPhrases, chance: random.Random) -> None:
        self.lists, self.chance, self.han = phrases.lists, chance, 0.0
        self._characters = "".join(phrases.lists[_CHARACTERS])
        self._slots: Mapping[str, Callable[[], str]] = {
            "n": lambda: self._written("n", _FEW),
            "N": lambda: self._written("n", _MANY, _FEW),
            "d": lambda: self._written("d"),
            "p": lambda: self._written("p", 99, 50),
            "r": lambda: self._written("r", 28, 10),
            "t": lambda: self._written("t", 28),
            "o": self._other,
            "c": lambda: f"{self.chance.choice(_LENGTHS)}",
            "k": lambda: write_number(self.chance.choice(_LENGTHS)),
            "y": lambda: self._year(0),
            "y2": lambda: self._year(1),
            "s": self._stem,
            "m": lambda: self.one(_TOPICS),
            "x": lambda: self.chance.choice(self.lists[_COUNTIES]),
        }

    def one(self, kind: str) -> str:
        """A phrase from the list of that name."""
        template = self.chance.choice(self.lists[kind])
        if kind == UNIT:
            template = template.replace("{k}", self.chance.choice("一二三四五六"))
        return _SLOT.sub(lambda slot: self._slots[slot[1]](), template)

    def slots(self, template: str) -> str:
        """A template with those of its slots filled that are not pieces."""
        return _SLOT.sub(lambda slot: self._slots[slot[1]](), template)

    def _stem(self) -> str:
        """What a unit is named by: one of the list, or characters that stand together by chance."""
        if self.chance.random() < _BY_CHANCE:
            return "".join(self.chance.choice(self._characters) for _ in range(self.chance.randint(2, 4)))
        return self.chance.choice(self.lists[_PLACES])

    def _other(self) -> str:
        """Another unit, or whoever is above."""
        return self.one(UNIT) if self.chance.random() < _NAMED else self.chance.choice(self.lists[_ABOVE])

    def _written(self, kind: str, most: int = 99, least: int = 1) -> str:
        """A number in one of the ways in which such are written."""
        key = f"{kind}*=" if self.chance.random() < self.han else f"{kind}="
        ways = [line.removeprefix(key) for line in self.lists[_WAYS] if line.startswith(key)]
        one, other = self.chance.randint(least, most), self.chance.randint(1, 9)
        way = self.chance.choice(ways)
        return way.format(a=one, b=other, A=write_number(one), B=write_number(other))

    def _year(self, ahead: int) -> str:
        return f"{self.chance.choice((2024, 2025, 2026)) + ahead}"

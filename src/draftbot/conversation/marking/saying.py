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
_BY_CHANCE = 0.4
_LENGTHS = (500, 600, 800, 1000, 1200, 1500, 1800, 2000, 2500, 3000)
_ABOUT = ("", "", "", "", "多", "来", "余")
_DIGITS = "零一二三四五六七八九"


class Saying:
    """Draws a phrase of a kind; `han` is how often its numbers are in characters."""

    def __init__(self, phrases: RequestPhrases, chance: random.Random) -> None:
        self.lists, self.chance, self.han = phrases.lists, chance, 0.0
        self._characters = "".join(phrases.lists[_CHARACTERS])
        self._slots: Mapping[str, Callable[[], str]] = {
            "n": lambda: self._number(self.chance.choice((1, 2, 3, 5, 7, 9, 12, 18, 26, 41, 63, 88, 97))),
            "N": lambda: self._number(self.chance.randint(100, 9900)),
            "d": self._decimal,
            "p": self._share,
            "r": self._range,
            "t": self._day,
            "o": lambda: self.chance.choice(("局里", "镇里", "县里", "区里", self.one(UNIT), self.one(UNIT))),
            "c": lambda: f"{self.chance.choice(_LENGTHS)}",
            "k": lambda: write_number(self.chance.choice(_LENGTHS)).replace("二千", "两千"),
            "y": lambda: self._year(0),
            "y2": lambda: self._year(1),
            "s": self._stem,
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

    def _number(self, number: int) -> str:
        about = self.chance.choice(_ABOUT) if number >= 10 and number % 10 == 0 else ""
        if self.chance.random() < self.han:
            return (write_number(number) if number != 2 else "两") + about
        return f"{number}{about}"

    def _decimal(self) -> str:
        whole, part = self.chance.randint(1, 99), self.chance.randint(1, 9)
        ten_thousand = self.chance.choice(("", "万", "万"))
        if self.chance.random() < self.han:
            return f"{write_number(whole)}点{_DIGITS[part]}{ten_thousand}"
        return f"{whole}.{part}{ten_thousand}"

    def _share(self) -> str:
        whole, part = self.chance.randint(50, 99), self.chance.randint(1, 9)
        if self.chance.random() < 0.15:
            return self.chance.choice(("七成", "六成", "九成", "八成五", "三分之二", "一半", "九成四"))
        if self.chance.random() < self.han:
            return f"百分之{write_number(whole)}" + self.chance.choice(("", f"点{_DIGITS[part]}"))
        return f"{whole}" + self.chance.choice(("", f".{part}")) + "%"

    def _range(self) -> str:
        low = self.chance.randint(1, 6)
        high = low + self.chance.randint(1, 3)
        if self.chance.random() < self.han:
            return self.chance.choice((f"{_DIGITS[low]}到{_DIGITS[high]}", f"一比{_DIGITS[low]}"))
        return self.chance.choice((f"{low}到{high}", f"{low}—{high}", f"1:{low}", f"{low}至{high}"))

    def _day(self) -> str:
        month, day = self.chance.randint(1, 12), self.chance.randint(1, 28)
        if self.chance.random() < self.han:
            return f"{write_number(month)}月{write_number(day)}号"
        return f"{month}月" + self.chance.choice((f"{day}日", f"{day}号", ""))

    def _year(self, ahead: int) -> str:
        return f"{self.chance.choice((2024, 2025, 2026)) + ahead}"

"""Names of persons, drawn: common and rare surnames, given names of one or two characters,
names of minorities, and what people are called (小陈, 王老师, 张某某)."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from draftbot.evaluation.drafting.planted.pieces import read_pieces, words
from draftbot.evaluation.drafting.planted.strings import Planted

PERSON, ALIAS = "person", "alias"
_RARE, _COMPOUND, _MINORITY = 0.2, 0.05, 0.08
_SINGLE, _WORD = 0.3, 0.1


@dataclass(frozen=True, slots=True)
class Person:
    """A person by surname and given name; both are the whole name where it has no surname."""

    surname: str
    given: str
    planted: Planted


class Persons:
    """Draws persons and what they are called."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.data = read_pieces("persons")

    def person(self) -> Person:
        """A full name."""
        if self.chance.random() < _MINORITY:
            return self._of_minority()
        surname, given = self._surname(full=True), self._given()
        parts = (given,) if len(given) > 1 else ()
        return Person(surname, given, Planted(PERSON, surname + given, parts))

    def called(self, person: Person | None = None) -> Planted:
        """What a person, or anybody, is called: 小陈, 老周, 王老师, 李姐."""
        someone = person if person and self._can_be_called(person) else self._of_majority()
        form = self.chance.choice(words(self.data["aliases"]))
        return Planted(
            ALIAS, form.format(s=someone.surname, g=someone.given[-1]), common=form.format(s="", g="")
        )

    def anonymous(self) -> Planted:
        """A name half hidden: 张某某, 李某."""
        form = self.chance.choice(words(self.data["anonymous"]))
        someone = self._of_majority()
        return Planted(ALIAS, form.format(s=someone.surname, g=someone.given[-1]))

    def _can_be_called(self, person: Person) -> bool:
        return person.surname not in (person.given, *words(self.data["grammar_surnames"]))

    def _of_majority(self) -> Person:
        surname, given = self._surname(), self._given()
        return Person(surname, given, Planted(PERSON, surname + given))

    def _of_minority(self) -> Person:
        pieces: dict[str, Any] = self.data["minority"]
        form = self.chance.choice(("dotted", "joined", "whole"))
        if form == "whole":
            name = self.chance.choice(words(pieces["whole"]))
            return Person(name, name, Planted(PERSON, name))
        first = self.chance.choice(words(pieces[f"{form}_first"]))
        last = self.chance.choice(words(pieces[f"{form}_last"]))
        name = f"{first}·{last}" if form == "dotted" else first + last
        return Person(name, name, Planted(PERSON, name, (first, last)))

    @cached_property
    def _common(self) -> tuple[list[str], list[float]]:
        shares: dict[str, float] = self.data["surnames"]
        return list(shares), list(shares.values())

    def _surname(self, *, full: bool = False) -> str:
        """A surname; in a `full` name it may be a word of grammar."""
        drawn = self.chance.random()
        if drawn < _COMPOUND:
            return self.chance.choice(words(self.data["compound_surnames"]))
        if drawn < _COMPOUND + _RARE:
            rare = self.data["rare_surnames"] + (f" {self.data['grammar_surnames']}" if full else "")
            return self.chance.choice(words(rare))
        names, shares = self._common
        return self.chance.choices(names, shares)[0]

    def _given(self) -> str:
        drawn = self.chance.random()
        if drawn < _SINGLE:
            return self.chance.choice(words(self.data["single"]))
        if drawn < _SINGLE + _WORD:
            return self.chance.choice(words(self.data["words"]))
        age = self.chance.choice(("older", "younger"))
        first = self.chance.choice(words(self.data[f"{age}_first"]))
        return first + self.chance.choice(words(self.data[f"{age}_second"]))

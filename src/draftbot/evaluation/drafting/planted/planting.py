"""Frames of sentences filled with what is drawn, none of which the frames' own words say."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from draftbot.evaluation.drafting.planted.contacts import Contacts
from draftbot.evaluation.drafting.planted.figures import Figures
from draftbot.evaluation.drafting.planted.organisations import Organisations
from draftbot.evaluation.drafting.planted.persons import Person, Persons
from draftbot.evaluation.drafting.planted.strings import FIGURE, Planted, squeezed, stands_in

SLOT = re.compile(r"\{(\w+)\}")
_TRIES = 60
# How often a person, and whoever is called by a nickname, has been named in the report before.
_AGAIN, _KNOWN_BY_NAME = 0.15, 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a frame, or what was planted between them."""

    text: str
    planted: Planted | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or a heading of a generated report; `frame` is what it was made by."""

    frame: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def planted(self) -> tuple[Planted, ...]:
        return tuple(piece.planted for piece in self.pieces if piece.planted)


@dataclass(slots=True)
class Planter:
    """Fills frames; keeps what it planted. `plain` is all that nobody may be called by: the
    words of the frames, the request of the draft to come."""

    chance: random.Random
    plain: str
    planted: dict[str, Planted] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    _draws: Mapping[str, Callable[[], Planted]] = field(init=False)
    _persons: Persons = field(init=False)
    _organisations: Organisations = field(init=False)
    _plain: str = field(init=False)
    _taken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._plain = squeezed(self.plain)
        self._persons, self._organisations = Persons(self.chance), Organisations(self.chance)
        places, contacts, figures = (
            self._organisations.places,
            Contacts(self.chance),
            Figures(self.chance),
        )
        self._draws = {
            "organisation": self._organisations.organisation,
            "place": places.place, "building": places.building, "region": places.region,
            "alias": self._alias, "anonymous": self._persons.anonymous,
            "contact": contacts.contact, "phone": contacts.phone, "landline": contacts.landline,
            "email": contacts.email, "wechat": contacts.wechat, "qq": contacts.qq,
            "plate": contacts.plate, "idnumber": contacts.idnumber, "account": contacts.account,
            "url": contacts.url, "serial": contacts.serial,
            **{kind: partial(figures.draw, kind) for kind in figures.kinds},
        }  # fmt: skip

    @property
    def slots(self) -> frozenset[str]:
        """What a frame can ask for."""
        return frozenset((*self._draws, "person"))

    def new_report(self) -> None:
        """Whom the last report named is nobody in the next."""
        self.people.clear()

    def unit(self, patterns: tuple[str, ...]) -> Planted:
        """The name of a unit, by one of a trade's patterns."""
        return self._new(lambda: self._organisations.named(self.chance.choice(patterns)))

    def fill(self, frame: str, words: Mapping[str, str | Planted]) -> Said:
        """The frame as a sentence: `words` in the slots that have them, drawn for the others.
        Raises ValueError for a slot nobody knows."""
        pieces: list[Piece] = []
        at = 0
        for match in SLOT.finditer(frame):
            pieces += [Piece(frame[at : match.start()]), self._piece(match[1], words)]
            at = match.end()
        pieces.append(Piece(frame[at:]))
        return Said(frame, tuple(piece for piece in pieces if piece.text))

    def _piece(self, slot: str, words: Mapping[str, str | Planted]) -> Piece:
        known = words.get(slot)
        if isinstance(known, str):
            return Piece(known)
        planted = known or self._drawn(slot)
        return Piece(planted.text, planted)

    def _drawn(self, slot: str) -> Planted:
        if slot == "person":
            return self._person()
        if slot not in self._draws:
            raise ValueError(f"a frame asks for {{{slot}}}, which nothing is drawn for")
        return self._new(self._draws[slot])

    def _person(self) -> Planted:
        if self.people and self.chance.random() < _AGAIN:
            return self.chance.choice(self.people).planted
        drawn: list[Person] = []

        def draw() -> Planted:
            drawn.append(self._persons.person())
            return drawn[-1].planted

        planted = self._new(draw)
        self.people.append(drawn[-1])
        return planted

    def _alias(self) -> Planted:
        known = self.people and self.chance.random() < _KNOWN_BY_NAME
        return self._persons.called(self.chance.choice(self.people) if known else None)

    def _new(self, draw: Callable[[], Planted]) -> Planted:
        """What is drawn, drawn anew while the frames say it or something else planted would
        be found with it. Raises RuntimeError where the pieces of names have run out."""
        for _ in range(_TRIES):
            planted = draw()
            if planted.text in self.planted:
                return self.planted[planted.text]
            if not self._is_plain(planted.text, planted) and not self._overlaps(planted.text):
                parts = (p for p in planted.parts if not (self._is_plain(p, planted) or self._overlaps(p)))
                kept = replace(planted, parts=tuple(parts))
                self.planted[kept.text] = kept
                self._taken += map(squeezed, (kept.text, *kept.parts))
                return kept
        raise RuntimeError("no name was found that is not said already")

    def _is_plain(self, text: str, planted: Planted) -> bool:
        return len(text) < 2 or stands_in(squeezed(text), self._plain, planted.kind == FIGURE)

    def _overlaps(self, text: str) -> bool:
        """Whether a string holds one planted before, or is held by it or one of its parts."""
        plain = squeezed(text)
        return any(stands_in(plain, taken) or stands_in(taken, plain) for taken in self._taken)

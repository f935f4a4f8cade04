"""Names of places and buildings, drawn, and the stems that organisations are named by."""

from __future__ import annotations

import random
from typing import Any

from draftbot.evaluation.drafting.planted.pieces import read_pieces, words
from draftbot.evaluation.drafting.planted.strings import Planted

PLACE = "place"
_KNOWN, _NUMBERED = 0.15, 0.3
ORDINALS = "一二三四五六"


class Places:
    """Draws places: rivers, villages, roads, hills, squares, buildings, counties."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.data: Any = read_pieces("places")

    def stem(self) -> str:
        """Two characters such as villages, towns and reservoirs are called: 柳坪, 石浦."""
        first = self.chance.choice(words(self.data["stem_first"]))
        return first + self.chance.choice(words(self.data["stem_second"]))

    def place(self) -> Planted:
        """A feature of the land: 石浦河, 柳坪水库, 龙岗路; now and then one on the map."""
        if self.chance.random() < _KNOWN:
            return self._known()
        stem = self.stem()
        tails = words(self.data["features"][self.chance.choice(list(self.data["features"]))])
        tail = self.chance.choice([tail for tail in tails if tail[0] != stem[-1]])
        return Planted(PLACE, stem + tail, (stem,), tail)

    def building(self) -> Planted:
        """银泰大厦, 翠竹花园7栋."""
        stem = self.chance.choice(words(self.data["building_stems"]))
        tail = self.chance.choice(words(self.data["buildings"]))
        name = stem + tail
        if self.chance.random() < _NUMBERED:
            return Planted(PLACE, f"{name}{self.chance.randint(2, 28)}栋", (name, stem), f"{tail}栋")
        return Planted(PLACE, name, (stem,), tail)

    def region(self) -> Planted:
        """A county, district or town, or what is on the map."""
        if self.chance.random() < 2 * _KNOWN:
            return self._known()
        stem = self.stem()
        tail = self.chance.choice(words(self.data["regions"]))
        return Planted(PLACE, stem + tail, (stem,), tail)

    def _known(self) -> Planted:
        return known_name(PLACE, self.chance.choice(words(self.data["known"])))


def known_name(kind: str, written: str) -> Planted:
    """A name that exists, as it is written in the data: what many names have behind a bar."""
    own, _, common = written.partition("|")
    return Planted(kind, own + common, common=common)

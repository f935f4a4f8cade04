"""Names of organisations of every kind, drawn from patterns, and of some that exist."""

from __future__ import annotations

import random
import re
from typing import Any

from draftbot.evaluation.drafting.planted.pieces import read_pieces, words
from draftbot.evaluation.drafting.planted.places import ORDINALS, Places, known_name
from draftbot.evaluation.drafting.planted.strings import Planted

ORGANISATION, UNIT = "organisation", "unit"
_KNOWN = 0.15
_SLOT = re.compile(r"\{(\w+)\}")


class Organisations:
    """Draws organisations, and units by the patterns of a trade."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.data: Any = read_pieces("organisations")
        self.places = Places(chance)

    def organisation(self) -> Planted:
        """石浦机械厂, 清远市第二人民医院, 蓝海救援队; now and then one that exists."""
        if self.chance.random() < _KNOWN:
            return known_name(ORGANISATION, self.chance.choice(words(self.data["known"])))
        kinds = list(self.data["kinds"].values())
        return self.named(self.chance.choice(words(self.chance.choice(kinds))), ORGANISATION)

    def named(self, pattern: str, kind: str = UNIT) -> Planted:
        """A name by a pattern like {county}第{ordinal}中学; its stems alone give it away."""
        stems: list[str] = []

        def draw(match: re.Match[str]) -> str:
            slot = match[1]
            if slot == "ordinal":
                return self.chance.choice(ORDINALS[1:])
            if slot == "brand":
                stem, tail = self.chance.choice(words(self.data["brands"])), ""
            else:
                stem, tail = self.places.stem(), self._tails(slot)
            stems.append(stem)
            return stem + tail

        name = _SLOT.sub(draw, pattern)
        common = name
        for stem in stems:
            common = common.replace(stem, "", 1)
        return Planted(kind, name, tuple(stems), common)

    def _tails(self, slot: str) -> str:
        """Raises ValueError for a slot that no name has."""
        if slot not in ("stem", "county", "city"):
            raise ValueError(f"no slot {{{slot}}} in the name of an organisation")
        return {"stem": "", "city": "市", "county": self.chance.choice("县县区")}[slot]

"""Odd figures, drawn: 37.5%, 1,286, 三百二, 五六百, 4分10秒, 教函〔2023〕17号. Their forms are
data: `names/figures.yaml`."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from draftbot.evaluation.drafting.planted.pieces import read_pieces, words
from draftbot.evaluation.drafting.planted.strings import FIGURE, Planted

_PIECE = re.compile(r"\{(?:(?P<least>\d+)-(?P<most>\d+)|(?P<name>\w+))\}")
_TELLING = re.compile(r"\[([^]]*)\]")


class Figures:
    """Draws figures by what they measure, as reports write them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        data: Any = read_pieces("figures")
        self._forms, self._measures = data["forms"], words(data["measures"])
        self._drawn_from = {
            "digit": tuple(data["digits"]),
            "pair": tuple(a + b for a, b in pairwise(data["digits"])),
            "sign": words(data["signs"]),
        }

    @property
    def kinds(self) -> Iterable[str]:
        """What figures can measure."""
        return tuple(self._forms)

    def draw(self, kind: str) -> Planted:
        """A figure of a kind; its parts are what gives it away by itself."""
        written = _PIECE.sub(self._piece, self.chance.choice(self._forms[kind]))
        text = _TELLING.sub(r"\1", written)
        parts = tuple(part for part in _TELLING.findall(written) if part != text)
        common = next((measure for measure in self._measures if text.endswith(measure)), "")
        return Planted(FIGURE, text, parts, common)

    def _piece(self, match: re.Match[str]) -> str:
        if name := match["name"]:
            return str(self.chance.choice(self._drawn_from[name]))
        return str(self.chance.randint(int(match["least"]), int(match["most"])))

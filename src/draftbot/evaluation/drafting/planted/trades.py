"""Trades: how units of one are called, what they speak of, and the frames of their reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from draftbot.evaluation.drafting.planted.pieces import data_folder, lines, read_yaml, words

# The parts of a report in their order.
OVERVIEW, WORK, EXPERIENCE, PROBLEMS, PLANS = PARTS = (
    "overview", "work", "experience", "problems", "plans",
)  # fmt: skip
# What stands in a frame as plain words of the trade: 我园, 园长, 保育员, 幼儿.
_WORDS = ("topic", "self", "head", "staff", "people")


@dataclass(frozen=True, slots=True)
class Trade:
    """One trade. `words` go into slots of that name; `things` are drawn from for {thing};
    `frames` are by the part of a report, the trade's own and those of every trade."""

    name: str
    words: Mapping[str, str]
    units: tuple[str, ...]
    things: tuple[str, ...]
    titles: tuple[str, ...]
    headings: tuple[str, ...]
    frames: Mapping[str, tuple[str, ...]]

    @property
    def topic(self) -> str:
        return self.words["topic"]

    @property
    def plain(self) -> str:
        """Every word that is no name."""
        frames = (frame for part in self.frames.values() for frame in part)
        return "\n".join(
            (*self.words.values(), *self.things, *self.units, *self.titles, *self.headings, *frames)
        )


@cache
def load_trades() -> Mapping[str, Trade]:
    """All trades by name. Raises ValueError, naming the file, for one that lacks something."""
    common = read_yaml(data_folder().joinpath("common.yaml"))
    return {trade.name: trade for trade in sorted(_trades(common), key=lambda trade: trade.name)}


def _trades(common: Mapping[str, Any]) -> Iterator[Trade]:
    for file in data_folder().joinpath("trades").iterdir():
        if not file.name.endswith(".yaml"):
            continue
        data = read_yaml(file)
        missing = [key for key in (*_WORDS, "units", "things", "headings", *PARTS) if not data.get(key)]
        if missing:
            raise ValueError(f"{file.name} lacks {', '.join(missing)}")
        yield Trade(
            file.name.removesuffix(".yaml"),
            {key: str(data[key]) for key in _WORDS},
            lines(data["units"]),
            tuple(data["things"]) if isinstance(data["things"], list) else words(data["things"]),
            lines(common["titles"]),
            (*lines(data["headings"]), *lines(common["headings"])),
            {part: (*lines(data[part]), *lines(common[part])) for part in PARTS},
        )

"""What of the speed is to be measured, and on how much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

INGEST, SEARCH, FOLDER = "ingest", "search", "folder"
PARTS = (INGEST, SEARCH, FOLDER)


@dataclass(frozen=True, slots=True)
class Options:
    """`parts` of PARTS; `sizes` of data folders in passages; how many `reports` are
    read in and how many `queries` asked. Filled data folders stay in `keep` and are
    taken up from there; None throws them away."""

    parts: tuple[str, ...] = PARTS
    sizes: tuple[int, ...] = (1_000, 10_000)
    reports: int = 60
    queries: int = 200
    keep: Path | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Where a run is: in which part and, of a data folder being filled, how far."""

    part: str
    passages: int = 0
    of: int = 0
    passages_per_second: float = 0.0


Watch = Callable[[Step], None]

"""The account of what cleaning did, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from draftbot.domain import Repair

SUSPECT = "suspect"


@dataclass(slots=True)
class Account:
    """Entries are (name of the repair, source line, how often). A place that
    looks damaged but was left alone is entered under `SUSPECT`."""

    entries: list[tuple[str, int, int]] = field(default_factory=list)

    def enter(self, name: str, line: int, count: int = 1) -> None:
        if count:
            self.entries.append((name, line, count))

    def between(self, first: int, last: int) -> tuple[tuple[Repair, ...], int]:
        """(repairs, suspects) of the source lines `first` to `last`, both included."""
        counts: Counter[str] = Counter()
        for name, line, count in self.entries:
            if first <= line <= last:
                counts[name] += count
        suspects = counts.pop(SUSPECT, 0)
        return repairs_of(counts.items()), suspects


def repairs_of(counts: Iterable[tuple[str, int]]) -> tuple[Repair, ...]:
    """Repairs by name."""
    return tuple(Repair(name, count) for name, count in sorted(counts))

"""The account of what cleaning did, line by line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from draftbot.corpus.lines import Line
from draftbot.domain import Aside, DroppedLine, Repair
from draftbot.messages import Message

SUSPECT = "suspect"


@dataclass(slots=True)
class Account:
    """Entries are (name of the repair, source line, how often). A place that
    looks damaged but was left alone is entered under `SUSPECT`. Lines whose number is
    in `wanted` are never dropped: a user asked to have them back."""

    wanted: frozenset[int] = frozenset()
    entries: list[tuple[str, int, int]] = field(default_factory=list)
    dropped: list[DroppedLine] = field(default_factory=list)
    _is_sorted: bool = False

    def enter(self, name: str, line: int, count: int = 1) -> None:
        if count:
            self.entries.append((name, line, count))
            self._is_sorted = False

    def drop(self, name: str, line: Line) -> bool:
        """Enters `line` as taken out; False, and no entry, if it has to stay."""
        if line.number in self.wanted:
            return False
        if not line.text.strip():
            return True
        self.enter(name, line.number)
        self.dropped.append(DroppedLine(line.number, line.text.strip(), name))
        return True

    def dropped_between(self, first: int, last: int) -> tuple[DroppedLine, ...]:
        """The lines taken out of the source lines `first` to `last`, in their order."""
        self._sort()
        start = bisect_left(self.dropped, first, key=_line_dropped)
        return tuple(self.dropped[start : bisect_right(self.dropped, last, key=_line_dropped)])

    def between(self, first: int, last: int) -> tuple[tuple[Repair, ...], int]:
        """(repairs, suspects) of the source lines `first` to `last`, both included."""
        self._sort()
        counts: Counter[str] = Counter()
        start = bisect_left(self.entries, first, key=_line)
        for name, line, count in islice(self.entries, start, None):
            if line > last:
                break
            counts[name] += count
        suspects = counts.pop(SUSPECT, 0)
        return tuple(Repair(name, count) for name, count in sorted(counts.items())), suspects

    def _sort(self) -> None:
        if not self._is_sorted:
            self.entries.sort(key=_line)
            self.dropped.sort(key=_line_dropped)
            self._is_sorted = True


def _line(entry: tuple[str, int, int]) -> int:
    return entry[1]


def _line_dropped(dropped: DroppedLine) -> int:
    return dropped.line


def told_aside(aside: Aside) -> Message:
    """What part of a paper it is; the words stand under its kind."""
    return Message(f"reading.asides.{aside.kind}")


def told_reason(dropped: DroppedLine) -> Message:
    """Why a line was dropped."""
    return Message(f"repairs.{dropped.why}", count=1)


def told(repair: Repair) -> Message:
    """What was repaired, and how often; the words stand under the repair's name."""
    return Message(f"repairs.{repair.name}", count=repair.count)

"""Stopwatches: many like calls, and ways of doing one thing taken by turns."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np

from draftbot.evaluation.speed.report import Spread, Throughput

Way = Callable[[int], int]  # does round n and says how many characters it took in


class Clock:
    """Adds up the seconds spent in each stage since the last `lap`."""

    def __init__(self) -> None:
        self._running: defaultdict[str, float] = defaultdict(float)
        self.laps: defaultdict[str, list[float]] = defaultdict(list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self._running[name] += time.perf_counter() - started

    def spent(self) -> float:
        """Seconds in all stages since the last lap."""
        return sum(self._running.values())

    def add(self, name: str, seconds: float) -> None:
        """Put down time that was measured elsewhere."""
        self._running[name] += seconds

    def lap(self) -> None:
        """Keep what was spent, and begin anew."""
        for name, seconds in self._running.items():
            self.laps[name].append(seconds)
        self._running.clear()

    def spreads(self) -> dict[str, Spread]:
        """The milliseconds of every stage a lap, stages in the order they first came."""
        return {name: spread_of(seconds) for name, seconds in self.laps.items()}


def spread_of(seconds: Sequence[float]) -> Spread:
    """Mean, median and 95th percentile in milliseconds."""
    values = np.asarray(seconds, dtype=np.float64) * 1000
    p50, p95 = np.percentile(values, [50, 95])
    return Spread(round(float(values.mean()), 3), round(float(p50), 3), round(float(p95), 3))


def race(ways: Mapping[str, Way | None], rounds: int) -> tuple[Throughput, ...]:
    """Characters a second of every way, None of those that are None.

    Ways take turns round by round, so that what else the machine does in the
    meantime slows each of them alike.
    """
    chars: defaultdict[str, list[int]] = defaultdict(list)
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        for name, way in ways.items():
            if way is not None:
                started = time.perf_counter()
                chars[name].append(way(number))
                seconds[name].append(time.perf_counter() - started)
    return tuple(_throughput(name, chars[name], seconds[name]) for name in ways)


def _throughput(name: str, chars: Sequence[int], seconds: Sequence[float]) -> Throughput:
    if not chars:
        return Throughput(name, 0, 0.0, None)
    by_round = tuple(round(c / s, 1) for c, s in zip(chars, seconds, strict=True))
    whole = sum(seconds)
    return Throughput(name, sum(chars), round(whole, 3), round(sum(chars) / whole, 1), by_round)

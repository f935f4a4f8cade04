"""Turns at computing: a few at a time, and whoever began first goes first.

A semaphore of Python's lets whoever comes by when it is free have it, and with ten searches
at once one of them waits three times as long as the others.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from itertools import count
from typing import TypeVar

T = TypeVar("T")


class Turns:
    """At most `at_once` threads have a turn at a time."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._lock = threading.Lock()
        self._waiting: list[tuple[int, int, threading.Event]] = []
        self._numbers = count()
        self._mine = threading.local()

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Until the end of the block this thread's turns are those of one piece of work,
        begun now: before any that was begun later."""
        self._mine.number = next(self._numbers)
        try:
            yield
        finally:
            self._mine.number = None

    @contextmanager
    def taken(self) -> Iterator[None]:
        """A turn until the end of the block."""
        self._take(getattr(self._mine, "number", None))
        try:
            yield
        finally:
            self._give_back()

    def stepwise(self, work: Generator[T, None, None]) -> Iterator[T]:
        """The steps of a piece of work that begins now, a turn for each."""
        begun = next(self._numbers)
        with closing(work):
            while True:
                self._take(begun)
                try:
                    step = next(work)
                except StopIteration:
                    return
                finally:
                    self._give_back()
                yield step

    def _take(self, begun: int | None) -> None:
        called = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                return
            arrived = next(self._numbers)
            number = arrived if begun is None else begun
            heapq.heappush(self._waiting, (number, arrived, called))
        called.wait()

    def _give_back(self) -> None:
        with self._lock:
            if self._waiting:  # handed over, so that nobody who comes by can have it before
                heapq.heappop(self._waiting)[-1].set()
            else:
                self._free += 1

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

# One order for all turns: a search within a draft has the draft's place.
_numbers = count()
_work = threading.local()


class Turns:
    """At most `at_once` threads have a turn at a time."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._lock = threading.Lock()
        self._waiting: list[tuple[int, int, threading.Event]] = []

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Until the end of the block this thread's turns are those of one piece of work,
        begun now unless it is within another: before any that was begun later."""
        outer = _begun()
        with _at_work_of(next(_numbers) if outer is None else outer):
            yield

    @contextmanager
    def taken(self) -> Iterator[None]:
        """A turn until the end of the block."""
        with self._turn_of(_begun()):
            yield

    def stepwise(self, work: Generator[T, None, None]) -> Iterator[T]:
        """The steps of a piece of work that begins now, a turn for each."""
        begun = next(_numbers)
        with closing(work):
            while True:
                with self._turn_of(begun), _at_work_of(begun):
                    try:
                        step = next(work)
                    except StopIteration:
                        return
                yield step

    @contextmanager
    def _turn_of(self, begun: int | None) -> Iterator[None]:
        self._take(begun)
        try:
            yield
        finally:
            self._give_back()

    def _take(self, begun: int | None) -> None:
        called = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                return
            arrived = next(_numbers)
            number = arrived if begun is None else begun
            heapq.heappush(self._waiting, (number, arrived, called))
        called.wait()

    def _give_back(self) -> None:
        with self._lock:
            if self._waiting:  # handed over, so that nobody who comes by can have it before
                heapq.heappop(self._waiting)[-1].set()
            else:
                self._free += 1


def _begun() -> int | None:
    """The place of the work that this thread is at; None where it is at none."""
    number: int | None = getattr(_work, "number", None)
    return number


@contextmanager
def _at_work_of(number: int) -> Iterator[None]:
    outer = _begun()
    _work.number = number
    try:
        yield
    finally:
        _work.number = outer

"""Turns at computing: a few at a time, and whoever began first goes first.

A semaphore of Python's lets whoever comes by when it is free have it, and with ten searches
at once one of them waits three times as long as the others.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from itertools import count
from typing import TypeVar

T = TypeVar("T")

# One order for all turns: a search within a draft has the draft's place.
_numbers = count()
_work = threading.local()


class Turns:
    """At most `at_once` threads have a turn at a time; one at the most while those `before` these
    turns are asked for."""

    def __init__(self, at_once: int, before: Turns | None = None) -> None:
        self._at_once, self._before = at_once, before
        self._taken = self._works = 0
        self._lock = threading.Lock()
        self._waiting: list[tuple[int, int, threading.Event]] = []

    @property
    def is_asked_for(self) -> bool:
        """Whether any work that has begun by itself is not done."""
        return self._works > 0

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Until the end of the block this thread's turns are those of one piece of work,
        begun now unless it is within another: before any that was begun later."""
        outer = _begun()
        if outer is not None:
            yield
            return
        with self._lock:
            self._works += 1
        try:
            with _at_work_of(next(_numbers)):
                yield
        finally:
            with self._lock:
                self._works -= 1

    @contextmanager
    def taken(self) -> Iterator[None]:
        """A turn until the end of the block."""
        with self._turn_of(_begun()):
            yield

    def stepwise(
        self,
        work: Generator[T, None, None],
        within: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> Iterator[T]:
        """The steps of a piece of work that begins now, a turn for each, and each of them `within`."""
        begun = next(_numbers)
        with closing(work):
            while True:
                with self._turn_of(begun), _at_work_of(begun), within():
                    try:
                        step = next(work)
                    except StopIteration:
                        return
                yield step

    @contextmanager
    def _turn_of(self, begun: int | None) -> Iterator[None]:
        self._take(begun)
        outer, _work.turns = _held(), self
        try:
            yield
        finally:
            _work.turns = outer
            self._give_back()

    def _take(self, begun: int | None) -> None:
        called = threading.Event()
        with self._lock:
            arrived = next(_numbers)
            heapq.heappush(self._waiting, (arrived if begun is None else begun, arrived, called))
            self._hand_over()
        called.wait()

    def _give_back(self) -> None:
        with self._lock:
            self._taken -= 1
            self._hand_over()

    def _hand_over(self) -> None:
        """Give what is free to those who wait, so that nobody who comes by can have it before."""
        while self._waiting and self._taken < self._most():
            self._taken += 1
            heapq.heappop(self._waiting)[-1].set()

    def _most(self) -> int:
        return 1 if self._before is not None and self._before.is_asked_for else self._at_once


@contextmanager
def waiting_elsewhere() -> Iterator[None]:
    """Until the end of the block the turn that this thread has, if any, is another's: what it waits for
    is not computed by it. Then it has one again, before whoever began later."""
    turns = _held()
    if turns is None:
        yield
        return
    _work.turns = None
    turns._give_back()
    try:
        yield
    finally:
        turns._take(_begun())
        _work.turns = turns


def _held() -> Turns | None:
    """Whose turn this thread has, the last that it took."""
    turns: Turns | None = getattr(_work, "turns", None)
    return turns


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

"""Passwords may be tried a few times, then slower and slower."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

from draftbot.errors import TooManyAttempts

LONGEST_WAIT = 300.0  # seconds
_MOST_KEPT = 10_000


class Attempts:
    """What failed lately: `free` times for nothing, then with a wait."""

    def __init__(self, free: int) -> None:
        self._free = free
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._changed = threading.Lock()

    def look(self, whose: str) -> None:
        """Raises TooManyAttempts, with how long to wait."""
        with self._changed:
            times, last = self._failed.get(whose, (0, 0.0))
            wait = last + min(LONGEST_WAIT, 2.0 ** min(times - self._free, 20)) - time.monotonic()
        if times >= self._free and wait > 0:
            raise TooManyAttempts(seconds=int(wait) + 1)

    def failed(self, whose: str) -> None:
        with self._changed:
            times, _ = self._failed.pop(whose, (0, 0.0))
            self._failed[whose] = (times + 1, time.monotonic())
            while len(self._failed) > _MOST_KEPT:
                self._failed.popitem(last=False)

    def went_well(self, whose: str) -> None:
        with self._changed:
            self._failed.pop(whose, None)

"""How often somebody may ask: a minute's worth at once, and then as fast as it comes back."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from draftbot.access.caller import Caller
from draftbot.errors import TooManyRequests

_MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Rates:
    """Requests a minute of each key, and of each user with all their keys; 0 for any number."""

    per_key: int = 600
    per_user: int = 600


class Pace:
    """Counts what each caller asks. Of this process alone, and forgotten with it."""

    def __init__(self, rates: Rates, clock: Callable[[], float] = time.monotonic) -> None:
        self._rates, self._clock = rates, clock
        # Whose: how many are left, and when that was so.
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._changed = threading.Lock()

    def take(self, caller: Caller) -> None:
        """One request more. Raises TooManyRequests, with how long to wait; alone nobody waits."""
        if caller.way == "alone":
            return
        asked = [(f"key {caller.via}", self._rates.per_key)] if caller.via else []
        if not caller.name.startswith("key:"):
            asked.append((f"user {caller.name}", self._rates.per_user))
        with self._changed:
            now = self._clock()
            bounded = [(whose, most, self._now_left(whose, most, now)) for whose, most in asked if most]
            for _, most, left in bounded:
                if left < 1:
                    raise TooManyRequests(seconds=math.ceil((1 - left) * 60 / most), per_minute=most)
            for whose, _, left in bounded:
                self._left[whose] = (left - 1, now)
                self._left.move_to_end(whose)
            while len(self._left) > _MOST_KEPT:
                self._left.popitem(last=False)

    def _now_left(self, whose: str, most: int, now: float) -> float:
        left, then = self._left.get(whose, (float(most), now))
        return min(float(most), left + (now - then) * most / 60)

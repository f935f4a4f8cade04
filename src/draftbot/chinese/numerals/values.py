"""What a numeral amounts to: one number, or anything from one number to another."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import total_ordering

# 1.1 × 10,000 is 11,000 and a hair more in binary fractions.
_PLACES = 6


@total_ordering
@dataclass(frozen=True, slots=True)
class Value:
    """A number from `low` to `high`, both equal where it is exact. `is_open` when the ends are
    not meant: 五六百 is 500 to 600, 三百余 is more than 300 and less than 400."""

    low: float
    high: float
    is_open: bool = False

    @classmethod
    def exactly(cls, number: float) -> Value:
        return cls(number, number)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def middle(self) -> float:
        """The number itself, or the one halfway through a range."""
        return (self.low + self.high) / 2

    def is_said_by(self, other: Value) -> bool:
        """Whether `other` being true makes this true: 五六百 is said by 560, 600 not by 五六百."""
        if self == other:
            return True
        if self.is_exact or other.low < self.low or other.high > self.high:
            return False
        touches = self.low == other.low or self.high == other.high
        return not (self.is_open and not other.is_open and touches)

    def overlaps(self, other: Value) -> bool:
        """Whether one number can be both: 三百余 and 320, not 三百余 and 420."""
        if self.is_said_by(other) or other.is_said_by(self):
            return True
        if self.high == other.low or other.high == self.low:
            return not (self.is_open or other.is_open)
        return self.low < other.high and other.low < self.high

    def times(self, scale: float) -> Value:
        return Value(_rounded(self.low * scale), _rounded(self.high * scale), self.is_open)

    def plus(self, other: Value) -> Value:
        return Value(
            _rounded(self.low + other.low), _rounded(self.high + other.high), self.is_open or other.is_open
        )

    def __lt__(self, other: Value) -> bool:
        return (self.low, self.high, self.is_open) < (other.low, other.high, other.is_open)


def all_said(values: Iterable[Value], known: Collection[Value]) -> bool:
    """Whether each of `values` is said by one of `known`."""
    return all(value in known or any(value.is_said_by(one) for one in known) for value in values)


def _rounded(number: float) -> float:
    return round(number, _PLACES)

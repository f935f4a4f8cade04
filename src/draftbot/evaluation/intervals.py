"""How far a mean over queries may be off (percentile bootstrap), and a share (Wilson)."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
SEED = 20_250_101
CONFIDENCE = 0.95
# How many standard deviations hold that share of a normal distribution.
_DEVIATIONS = 1.959964

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean or a share with the bounds of its 95 % interval."""

    value: float
    low: float
    high: float


def mean_interval(values: Values) -> Interval:
    """The mean of one value a query, shape (queries,), with its interval.

    The resamples depend on the number of queries only, so that the same values
    always give the same bounds. For a paired comparison give the differences.
    """
    count = len(values)
    drawn = np.random.default_rng(SEED).integers(0, count, size=(RESAMPLES, count))
    means = values[drawn].mean(axis=1)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(means, (tail, 1 - tail))
    return Interval(float(values.mean()), float(low), float(high))


def share_interval(part: int, of: int) -> Interval:
    """The share `part` of `of` with the bounds of its 95 % score interval (Wilson 1927), which
    tells more than [0, 0] where nothing failed. Raises ValueError for a share of nothing."""
    if of < 1:
        raise ValueError("a share of nothing has no interval")
    share, square = part / of, _DEVIATIONS**2
    centre = (share + square / (2 * of)) / (1 + square / of)
    spread = _DEVIATIONS / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return Interval(share, max(0.0, centre - spread), min(1.0, centre + spread))

"""How far a mean over queries may be off: percentile bootstrap intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
SEED = 20_250_101
CONFIDENCE = 0.95

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with the bounds of its 95 % bootstrap interval."""

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

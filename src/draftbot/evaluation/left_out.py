"""Weights chosen on some families of sets and judged on the one left out.

What fits the sets it was found on may be worse than its own best part elsewhere, and
a user's corpus is always elsewhere. So a figure counts only where its set had no say:
each family in turn is left out, the weights are chosen on the others, and the family
is ranked with these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from draftbot.evaluation.intervals import Interval, mean_interval
from draftbot.evaluation.metrics import Grades

Floats = NDArray[np.float64]

# Weights whose worst family is this near to the best worst one count as equally safe;
# of these the best on the average is taken.
AS_SAFE = 0.005
_DEPTH = 10
_DISCOUNT = 1 / np.log2(np.arange(2, _DEPTH + 2))


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with all that a ranking of it takes: `signals`, shape (candidates, signals),
    candidates of one judged unit standing together; where each unit begins; each unit's
    grade; the gain of the best list there could be."""

    signals: Floats
    starts: NDArray[np.intp]
    grades: Floats
    ideal: float

    @classmethod
    def of(cls, signals: Floats, units: Sequence[str], grades: Grades) -> Asked:
        """From candidates in any order, each of a unit that `grades` judges."""
        numbers: dict[str, int] = {}
        owner = np.array([numbers.setdefault(unit, len(numbers)) for unit in units], dtype=np.intp)
        order = np.argsort(owner, kind="stable")
        starts = np.searchsorted(owner[order], np.arange(len(numbers)))
        best = np.sort(np.array(list(grades.values()), dtype=np.float64))[::-1][:_DEPTH]
        graded = np.array([float(grades.get(unit, 0)) for unit in numbers])
        return cls(signals[order], starts, graded, float(best @ _DISCOUNT[: len(best)]))


@dataclass(frozen=True, slots=True)
class Scored:
    """nDCG@10 and hit@1 of every query with every weights, shape (queries, weights)."""

    ndcg: Floats
    hit: Floats


def score(asked: Sequence[Asked], weights: Floats) -> Scored:
    """Every query ranked with each column of `weights`, shape (signals, weights); a unit
    stands where the best of its candidates does."""
    ndcg, hit = (np.zeros((len(asked), weights.shape[1])) for _ in range(2))
    for row, one in enumerate(asked):
        scores = np.maximum.reduceat(one.signals @ weights, one.starts, axis=0)
        hit[row] = one.grades[scores.argmax(axis=0)] > 0
        for unit in np.flatnonzero(one.grades):
            rank = (scores > scores[unit]).sum(axis=0)
            seen = rank < _DEPTH
            ndcg[row, seen] += one.grades[unit] * _DISCOUNT[rank[seen]]
        ndcg[row] /= one.ideal or 1.0
    return Scored(ndcg, hit)


@dataclass(frozen=True, slots=True)
class Fold:
    """A set judged by weights that its family had no say in, beside the dense part alone.
    `gain` and `hit_gain` are over dense, paired by query."""

    name: str
    queries: int
    chosen: tuple[float, ...]
    ndcg: float
    hit: float
    dense_ndcg: float
    dense_hit: float
    gain: Interval
    hit_gain: Interval


def choose(gains: Sequence[Floats]) -> int:
    """The number of the weights to take, by the mean gain over dense of each family with
    each weights: of those that are as safe as any in their worst family, the best on the
    average."""
    table = np.stack(gains)
    worst = table.min(axis=0)
    safe = worst >= worst.max() - AS_SAFE
    return int(np.where(safe, table.mean(axis=0), -np.inf).argmax())


def leave_out(
    families: Mapping[str, Mapping[str, Sequence[Asked]]], weights: Floats, dense: Floats
) -> list[Fold]:
    """One fold for each set (family → set → its queries), with weights chosen of the columns
    of `weights` by the other families alone. `dense` has the weights of the dense part alone.
    """
    scored = {family: {n: score(a, weights) for n, a in sets.items()} for family, sets in families.items()}
    alone = {
        family: {n: score(a, dense[:, None]) for n, a in sets.items()} for family, sets in families.items()
    }
    gains = {
        family: np.min([s.ndcg.mean(axis=0) - alone[family][n].ndcg.mean() for n, s in sets.items()], axis=0)
        for family, sets in scored.items()
    }
    folds = []
    for family, sets in scored.items():
        best = choose([gain for other, gain in gains.items() if other != family])
        for name, one in sets.items():
            base = alone[family][name]
            ndcg, hit = one.ndcg[:, best], one.hit[:, best]
            folds.append(
                Fold(
                    name,
                    len(ndcg),
                    tuple(float(w) for w in weights[:, best]),
                    float(ndcg.mean()),
                    float(hit.mean()),
                    float(base.ndcg.mean()),
                    float(base.hit.mean()),
                    mean_interval(ndcg - base.ndcg[:, 0]),
                    mean_interval(hit - base.hit[:, 0]),
                )
            )
    return folds

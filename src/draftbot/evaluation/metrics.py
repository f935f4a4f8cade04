"""Measures of one ranked list against judgements; each from 0 to 1, higher is better.

Defined as in trec_eval and BEIR: gains are linear in the grade, and the ideal
list is made of all that is judged relevant, found or not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

Grades = Mapping[str, int]  # id → grade; an id of grade 0 or none at all is not relevant
Metric = Callable[[Sequence[str], Grades], float]


def ndcg(ranked: Sequence[str], grades: Grades, k: int) -> float:
    """nDCG@k: discounted gain of the first `k`, over that of the best possible list."""
    ideal = _dcg(sorted(grades.values(), reverse=True)[:k])
    return _dcg(grades.get(id_, 0) for id_ in ranked[:k]) / ideal if ideal else 0.0


def hit(ranked: Sequence[str], grades: Grades, k: int) -> float:
    """1.0 when any of the first `k` is relevant, else 0.0."""
    return float(any(grades.get(id_, 0) > 0 for id_ in ranked[:k]))


def reciprocal_rank(ranked: Sequence[str], grades: Grades, k: int) -> float:
    """1 / rank of the first relevant one among the first `k`; 0.0 when there is none."""
    ranks = (rank for rank, id_ in enumerate(ranked[:k], 1) if grades.get(id_, 0) > 0)
    return next((1.0 / rank for rank in ranks), 0.0)


METRICS: Mapping[str, Metric] = {
    "ndcg@10": partial(ndcg, k=10),
    "hit@1": partial(hit, k=1),
    "hit@5": partial(hit, k=5),
    "hit@10": partial(hit, k=10),
    "mrr@10": partial(reciprocal_rank, k=10),
}


def _dcg(gains: Iterable[int]) -> float:
    return sum(max(gain, 0) / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))

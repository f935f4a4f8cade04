"""Rankers to scores. The hook for trying out anything that ranks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from draftbot.evaluation.intervals import Values
from draftbot.evaluation.metrics import METRICS, Grades

Ranker = Callable[[str], list[str]]  # a query's text → ids, best first
Qrels = Mapping[str, Grades]  # query id → what is relevant to it
Scores = Mapping[str, Values]  # metric → one value a query, in the order of the queries


def evaluate(systems: Mapping[str, Ranker], queries: Mapping[str, str], qrels: Qrels) -> dict[str, Scores]:
    """The scores of every system by its name, for `queries` (id → text).

    An id that a ranker repeats counts where it stands first; a query without
    judgements scores 0.
    """
    return {name: _scores(rank, queries, qrels) for name, rank in systems.items()}


def _scores(rank: Ranker, queries: Mapping[str, str], qrels: Qrels) -> Scores:
    rows: list[list[float]] = []
    for query_id, text in queries.items():
        ranked = list(dict.fromkeys(rank(text)))
        rows.append([metric(ranked, qrels.get(query_id, {})) for metric in METRICS.values()])
    columns = np.array(rows, dtype=np.float64).reshape(len(rows), len(METRICS)).T
    return dict(zip(METRICS, columns, strict=True))

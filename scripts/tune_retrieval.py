"""Chooses what each signal of the ranking counts for, on sets you give it.

    python scripts/tune_retrieval.py --headings ../shared/seeds ../shared/data/retrieval/ncp_policy

Signals are measured once for each query; then a grid of weights is tried, apart
for short queries (headings) and long ones (questions), and the best are printed
with their nDCG@10 on each set. What was chosen stands in `retrieval/ranking.py`.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from draftbot.domain import Filters
from draftbot.errors import EmptyQuery
from draftbot.evaluation.beir import read_beir
from draftbot.evaluation.headings import read_headings
from draftbot.evaluation.indexed import indexed
from draftbot.evaluation.metrics import ndcg
from draftbot.evaluation.retrieval_set import RetrievalSet, limited
from draftbot.retrieval.query import understand
from draftbot.retrieval.ranking import Signals, Weights
from draftbot.retrieval.search import CANDIDATES
from draftbot.settings import load_settings

GRID = {
    "dense": (0.2, 0.3, 0.4, 0.6),
    "pairs": (0.1, 0.2, 0.3, 0.4),
    "report": (0.0, 0.1, 0.2),
    "named": (0.1,),
    "late": (0.0, 0.15, 0.25, 0.4),
}
SHOWN = 5


@dataclass(frozen=True)
class Asked:
    """A query measured: its signals, what each passage belongs to, what is relevant."""

    signals: Signals
    unit_of: Mapping[str, str]
    relevant: Mapping[str, int]

    def score(self, weights: Weights) -> float:
        ids = (r.candidate.stored.passage.id for r in self.signals.ranked(weights))
        return float(ndcg(list(dict.fromkeys(self.unit_of[id_] for id_ in ids)), self.relevant, 10))


def measured(one: RetrievalSet, most: int) -> list[Asked]:
    """The queries of a set, at most `most`, over an index of its own."""
    asked: list[Asked] = []
    with indexed(one, load_settings()) as parts:
        for id_, text in limited(one, most).queries.items():
            try:
                query = understand(text, parts.search.synonyms)
            except EmptyQuery:
                continue
            signals = parts.search.measure(query, CANDIDATES, Filters())
            if signals is not None:
                asked.append(Asked(_kept(signals), one.unit_of, one.qrels[id_]))
    return asked


def _kept(signals: Signals) -> Signals:
    """The signals with all tokens at hand, to be had after the data folder is closed."""
    tokens = signals.tokens_of([c.stored.passage.id for c in signals.candidates])
    return replace(signals, tokens_of=lambda _: tokens)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="BEIR folders: long queries")
    parser.add_argument("--headings", nargs="*", type=Path, default=[], help="reports: short queries")
    parser.add_argument("--most", type=int, default=300, help="queries per set")
    given = parser.parse_args()
    most_bytes = load_settings().max_file_mb * 2**20
    sets = [read_headings([path], most_bytes) for path in given.headings]
    sets += [read_beir(path) for path in given.folders]
    queries = {one.name: measured(one, given.most) for one in sets}
    tried = [Weights(*values) for values in itertools.product(*GRID.values())]
    for name, asked in queries.items():
        scored = [(float(np.mean([one.score(w) for one in asked])), w) for w in tried]
        print(f"\n{name}, {len(asked)} queries")
        for score, weights in sorted(scored, key=lambda pair: -pair[0])[:SHOWN]:
            print(f"  {score:.4f}  {weights}")


if __name__ == "__main__":
    main()

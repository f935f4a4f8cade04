"""Measures the rule of `retrieval/aboutness.py`, and fits it anew, on sets you give it.

    python scripts/calibrate_aboutness.py ../shared/data/retrieval/ncp_policy --headings ../shared/seeds

(`../shared` is test material that is no part of this repository; any sets of that form will do.)

Three kinds of query are put to the corpus of each set: its own, of which it speaks; those
of the other sets, of which it does not; and its own once more with all that answers them
taken out of the ranking: near misses, of the same trade and not answered. Each set is judged
by a rule that was fitted to the first two kinds over the other sets alone, and by the rule in
use, which was fitted to all.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from draftbot.domain import Filters
from draftbot.errors import EmptyQuery
from draftbot.evaluation.beir import read_beir
from draftbot.evaluation.headings import read_headings
from draftbot.evaluation.indexed import indexed
from draftbot.evaluation.retrieval_set import RetrievalSet, limited
from draftbot.retrieval.aboutness import LOOKED_AT, Calibration, calibration_of
from draftbot.retrieval.query import understand
from draftbot.retrieval.ranking import Ranked
from draftbot.retrieval.search import CANDIDATES
from draftbot.service import Parts
from draftbot.settings import load_settings

ROUNDS, STEPS = 20, 200

# Cosine and share of the query's pairs of each of the best passages, shape (passages, 2).
Best = NDArray[np.float64]


@dataclass
class Asked:
    """What came of the queries put to one corpus."""

    own: list[Best] = field(default_factory=list)
    others: list[Best] = field(default_factory=list)
    near: list[Best] = field(default_factory=list)


def ask(one: RetrievalSet, others: Sequence[RetrievalSet], most: int) -> Asked:
    asked = Asked()
    with indexed(one, load_settings()) as parts:
        for id_, text in limited(one, most).queries.items():
            ranked = rank(parts, text)
            asked.own.append(best(ranked))
            relevant = one.qrels[id_]
            asked.near.append(
                best([r for r in ranked if one.unit_of[r.candidate.stored.passage.id] not in relevant])
            )
        for other in others:
            asked.others += [best(rank(parts, text)) for text in limited(other, most).queries.values()]
    return asked


def rank(parts: Parts, text: str) -> list[Ranked]:
    try:
        return parts.search.rank(understand(text, parts.search.synonyms), CANDIDATES, Filters())
    except EmptyQuery:
        return []


def best(ranked: Sequence[Ranked]) -> Best:
    return np.array([(one.cosine, one.covered) for one in ranked[:LOOKED_AT]]).reshape(-1, 2)


def margins(rule: Calibration, queries: Sequence[Best]) -> NDArray[np.float64]:
    """How far the best passage of each query is on the side of "is about"."""
    weights = np.array([rule.cosine, rule.covered])
    return np.array([(rows @ weights).max(initial=-1e9) + rule.constant for rows in queries])


def fitted(spoken: Sequence[Best], not_spoken: Sequence[Best], rule: Calibration) -> Calibration:
    """A logistic rule, both kinds of query counting alike, by Newton's method on the
    passage of each query that the rule before thought best."""
    queries = [rows for rows in (*spoken, *not_spoken) if len(rows)]
    wanted = np.array([1.0] * sum(map(bool, map(len, spoken))))
    wanted = np.concatenate([wanted, np.zeros(len(queries) - len(wanted))])
    share = np.where(wanted == 1, 0.5 / wanted.sum(), 0.5 / (1 - wanted).sum())
    for _ in range(ROUNDS):
        weights = np.array([rule.cosine, rule.covered])
        rows = np.array([[*each[(each @ weights).argmax()], 1.0] for each in queries])
        beta = np.array([*weights, rule.constant])
        for _ in range(STEPS):
            chance = 1 / (1 + np.exp(-np.clip(rows @ beta, -30, 30)))
            slope = rows.T @ (share * (wanted - chance)) - 1e-7 * beta
            curve = (rows * (share * chance * (1 - chance))[:, None]).T @ rows + 1e-7 * np.eye(3)
            beta += np.linalg.solve(curve, slope)
        rule = Calibration(*map(float, beta))
    return rule


def percent(rule: Calibration, queries: Sequence[Best], least: float) -> float:
    """The share of queries whose best passage has that margin at the least."""
    return 100 * float(np.mean(margins(rule, queries) >= least))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="BEIR folders")
    parser.add_argument("--headings", nargs="*", type=Path, default=[], help="reports: short queries")
    parser.add_argument("--most", type=int, default=300, help="queries per set")
    given = parser.parse_args()
    most_bytes = load_settings().max_file_mb * 2**20
    sets = [read_beir(path) for path in given.folders]
    sets += [read_headings([path], most_bytes) for path in given.headings]
    asked = [ask(one, [other for other in sets if other is not one], given.most) for one in sets]
    in_use = calibration_of(load_settings().embedding_model)
    for one, each in zip(sets, asked, strict=True):
        rest = [other for other in asked if other is not each]
        anew = fitted([q for a in rest for q in a.own], [q for a in rest for q in a.others], in_use)
        for name, rule in (("left out", anew), ("in use", in_use)):
            print(
                f"{one.name}, {name}: own told nothing {100 - percent(rule, each.own, -in_use.near):.1f}, "
                f"only near {percent(rule, each.own, -in_use.near) - percent(rule, each.own, 0):.1f} % of "
                f"{len(each.own)}; others' comforted {percent(rule, each.others, 0):.1f}, told near "
                f"{percent(rule, each.others, -in_use.near) - percent(rule, each.others, 0):.1f} % of "
                f"{len(each.others)}; near misses comforted {percent(rule, each.near, 0):.1f} %"
            )


if __name__ == "__main__":
    main()

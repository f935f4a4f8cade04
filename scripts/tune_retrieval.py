"""Chooses what each signal of the ranking counts for, and judges it where it had no say.

    python scripts/tune_retrieval.py --cache /tmp/tune \\
        questions=beir:FOLDER  reports/2026=headings:FOLDER  reports/2026=themes:FOLDER \\
        sample=questions:scripts/sample_questions.tsv:corpus

Each FAMILY=KIND:PATH or FAMILY/NAME=KIND:PATH is a set; sets of one family are left out
together. `beir` is a
folder in BEIR's layout, `headings` reports whose headings ask for their sections,
`themes` the same with sections of the same theme in other reports as right too. Each
set is indexed whole, its signals are measured once and kept in --cache with its vectors;
then a grid of weights is tried, see evaluation/left_out.py. What was chosen stands in
retrieval/ranking.py, the figures in docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import itertools
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np

from draftbot.bootstrap import build_parts
from draftbot.domain import Filters
from draftbot.errors import EmptyQuery
from draftbot.evaluation.beir import read_beir
from draftbot.evaluation.headings import read_headings, with_same_theme
from draftbot.evaluation.indexed import settings_for
from draftbot.evaluation.left_out import Asked, Floats, Fold, choose, leave_out, score
from draftbot.evaluation.questions import read_questions
from draftbot.evaluation.retrieval_set import RetrievalSet, limited
from draftbot.retrieval.query import understand
from draftbot.retrieval.ranking import SIGNALS, WEIGHTS, Weights
from draftbot.retrieval.search import CANDIDATES
from draftbot.settings import load_settings

GRID = {
    "dense": (0.2, 0.3, 0.4, 0.5),
    "late": (0.0, 0.2, 0.3, 0.4, 0.5),
    "words": (0.0, 0.05, 0.1, 0.15, 0.2, 0.3),
    "report": (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4),
    "named": (0.0, 0.05, 0.1),
    "meant": (0.0, 0.2, 0.4, 0.8),
}
FOUND_NOTHING = Asked.of(np.zeros((1, len(SIGNALS))), [""], {"something": 1})
DENSE = np.array([float(name == "dense") for name in SIGNALS])


@dataclass(frozen=True)
class Given:
    """A set as it was named on the command line."""

    label: str
    kind: str
    paths: tuple[Path, ...]

    @classmethod
    def of(cls, text: str) -> Given:
        label, _, rest = text.partition("=")
        kind, _, paths = rest.partition(":")
        return cls(label.replace("/", "-"), kind, tuple(map(Path, paths.split(":"))))

    @property
    def family(self) -> str:
        return self.label.partition("-")[0]

    @property
    def name(self) -> str:
        return f"{self.label}-{self.kind}"

    @property
    def folder(self) -> str:
        """Where its index is kept: headings and their themes share one."""
        return self.label if self.kind in ("headings", "themes") else self.name

    def read(self) -> RetrievalSet:
        most_bytes = load_settings().max_file_mb * 2**20
        if self.kind == "beir":
            return read_beir(*self.paths)
        if self.kind == "questions":
            return read_questions(*self.paths, most_bytes)
        exact = read_headings(self.paths, most_bytes)
        return with_same_theme(exact) if self.kind == "themes" else exact


def measured(given: Given, cache: Path, most: int) -> list[Asked]:
    """The queries of a set, at most `most`, with the signals of their candidates."""
    one = given.read()
    asked: list[Asked] = []
    home, whole = cache / given.folder / "home", cache / given.folder / "read"
    with ExitStack() as resources:
        parts = build_parts(settings_for(home, load_settings()), resources)
        parts.embeddings.load()
        if not whole.exists():
            parts.ingest.take(one.files)
            whole.touch()
        for id_, text in limited(one, most).queries.items():
            try:
                query = understand(text, parts.search.synonyms)
                signals = parts.search.measured(query, CANDIDATES, Filters(), lambda found: found)
            except EmptyQuery:
                signals = None
            if signals is None:
                asked.append(FOUND_NOTHING)
                continue
            table = np.stack([getattr(signals, name) for name in SIGNALS], axis=1)
            units = [one.unit_of[c.stored.passage.id] for c in signals.candidates]
            asked.append(Asked.of(table, units, one.qrels[id_]))
    return asked


def kept(given: Given, cache: Path, most: int, anew: bool) -> list[Asked]:
    """`measured`, from the cache if it was measured before."""
    path = cache / f"{given.name}-{most}.npz"
    names = [field.name for field in fields(Asked)]
    if path.exists() and not anew:
        with np.load(path, allow_pickle=True) as found:
            columns = [found[name] for name in names]
        return [Asked(s, st, g, float(i)) for s, st, g, i in zip(*columns, strict=True)]
    asked = measured(given, cache, most)
    columns = {}
    for name in names:
        columns[name] = np.empty(len(asked), dtype=object)
        for i, one in enumerate(asked):
            columns[name][i] = getattr(one, name)
    np.savez(path, **columns)
    return asked


def show(folds: list[Fold], in_use: dict[str, tuple[float, float]]) -> None:
    print(f"{'':26} queries  dense nDCG hit@1   left out nDCG hit@1   gain [95 %]  hit@1   in use nDCG hit@1")
    for f in folds:
        used = in_use[f.name]
        print(
            f"{f.name:26} {f.queries:5}   {f.dense_ndcg:.3f} {f.dense_hit:.3f}   {f.ndcg:.3f} {f.hit:.3f}"
            f"   {f.gain.value:+.3f} [{f.gain.low:+.3f}, {f.gain.high:+.3f}]"
            f"  {f.hit_gain.value:+.3f} [{f.hit_gain.low:+.3f}, {f.hit_gain.high:+.3f}]"
            f"   {used[0]:.3f} {used[1]:.3f}   {dict(zip(SIGNALS, f.chosen, strict=True))}"
        )
    print(
        f"worst {min(f.gain.value for f in folds):+.3f}, mean {np.mean([f.gain.value for f in folds]):+.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "sets", nargs="+", metavar="FAMILY=KIND:PATH", help="beir, headings, themes, questions"
    )
    parser.add_argument("--cache", type=Path, required=True, help="where vectors and signals are kept")
    parser.add_argument("--most", type=int, default=600, help="queries per set")
    parser.add_argument("--anew", action="store_true", help="measure the signals again")
    given = parser.parse_args()
    families: defaultdict[str, dict[str, list[Asked]]] = defaultdict(dict)
    for one in map(Given.of, given.sets):
        families[one.family][one.name] = kept(one, given.cache, given.most, given.anew)
    weights = np.array(list(itertools.product(*(GRID[name] for name in SIGNALS)))).T
    used = np.array(astuple(WEIGHTS))[:, None]
    in_use = {}
    for sets in families.values():
        for name, asked in sets.items():
            scored = score(asked, used)
            in_use[name] = (float(scored.ndcg.mean()), float(scored.hit.mean()))
    show(leave_out(families, weights, DENSE), in_use)
    best = chosen_of_all(families, weights)
    print("chosen of all:", best)


def chosen_of_all(families: dict[str, dict[str, list[Asked]]], weights: Floats) -> Weights:
    """What all families together would choose."""
    gains = [
        np.min(
            [
                score(a, weights).ndcg.mean(axis=0) - score(a, DENSE[:, None]).ndcg.mean()
                for a in sets.values()
            ],
            axis=0,
        )
        for sets in families.values()
    ]
    return Weights(*map(float, weights[:, choose(gains)]))


if __name__ == "__main__":
    main()

"""Learns what each sign of a joint between two reports is worth, and writes it beside the code.

    python scripts/fit_joints.py [--shared ../shared] [--rounds 300] [--meaning MODELS]

The joints are those of compilations made of one half of the known reports; the other half is
kept for measuring (`scripts/bench_corpus.py`). Without the shared folder only the samples lend.
`--meaning` learns instead, on the same joints, what the shipped model of meaning is worth where the
signs leave the matter open; MODELS is the folder with its weights (`models` in a data folder).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from corpus import unmarked as u  # noqa: E402  (the tests' own maker, found by the line above)
from draftbot.corpus.cleaning import clean  # noqa: E402
from draftbot.corpus.lines import lines_of  # noqa: E402
from draftbot.corpus.splitting import joints, meaning, plain_cuts  # noqa: E402
from draftbot.corpus.splitting.evidence import Page  # noqa: E402
from draftbot.corpus.splitting.similarity import Likeness  # noqa: E402
from draftbot.index.embedding import SentenceEmbeddings  # noqa: E402
from draftbot.index.encoders import SHIPPED  # noqa: E402

Row = tuple[dict[str, float], bool]


# Wider than where the model is asked, to learn from more.
NEARLY_OPEN = (-3.0, 2.0)


def page_of(made: u.Compilation) -> tuple[Page, set[int]]:
    """A compilation's page and the indices of the lines at which its reports begin."""
    page = Page(clean(lines_of(made.text)).lines, frozenset())
    numbers = [line.number for line in page.lines]
    return page, {next((i for i, n in enumerate(numbers) if n >= start), 0) for start in made.starts}


def rows_of(made: u.Compilation) -> list[Row]:
    """The signs at each gap and whether a report begins there."""
    page, starts = page_of(made)
    found = joints.Joints(page, Likeness(page))
    scores = {cut.index: cut.score for cut in plain_cuts(page)}
    rows = []
    for i in range(2, len(page.lines)):
        plain = joints.score_signs(scores[i]) if i in scores else {}
        rows.append((dict(found.plain_signs(i)) | found.like_signs(i) | plain, i in starts))
    return rows


def rows_of_meaning(made: u.Compilation, model: SentenceEmbeddings) -> list[Row]:
    """What the model says of each gap that the signs leave nearly open, and whether a report begins there."""
    page, starts = page_of(made)
    found = joints.Joints(page, Likeness(page))
    plain = {cut.index: joints.Joints.of_score(cut.score) for cut in plain_cuts(page)}
    odds = {i: found.odds(i)[0] + plain.get(i, 0.0) for i in range(2, len(page.lines))}
    gaps = [i for i, value in odds.items() if NEARLY_OPEN[0] < value < NEARLY_OPEN[1]]
    told = meaning.meanings(page, gaps, lambda texts: [e.vector for e in model.encode_passages(texts)]) or {}
    return [({"odds": odds[i], **said}, i in starts) for i, said in told.items()]


def learn_meaning(shared: Path | None, rounds: int, models: Path) -> None:
    """Write what the model's likenesses are worth beside the odds of the signs."""
    model = SentenceEmbeddings(SHIPPED, models)
    made = (
        one for hard in (False, True) for one in u.compilations(shared, u.SEEN, rounds, seed=3, is_hard=hard)
    )
    rows = [row for one in made for row in rows_of_meaning(one, model)]
    matrix = np.array([[said[name] for name in meaning.SIGNS] for said, _ in rows])
    begins = np.array([is_start for _, is_start in rows])
    mean, spread = matrix.mean(axis=0), matrix.std(axis=0)
    fitted = LogisticRegression(max_iter=2000).fit((matrix - mean) / spread, begins)
    weights = fitted.coef_[0] / spread
    kept = {name: round(float(weight), 2) for name, weight in zip(meaning.SIGNS, weights, strict=True)}
    kept["bias"] = round(float(fitted.intercept_[0] - weights @ mean), 2)
    target = Path(meaning.__file__).with_name("meaning.json")
    target.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"{begins.sum()} joints, {len(rows)} gaps that are nearly open")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--meaning", type=Path, metavar="MODELS")
    arguments = parser.parse_args()
    shared = arguments.shared if (arguments.shared / "data").is_dir() else None
    if arguments.meaning:
        learn_meaning(shared, arguments.rounds, arguments.meaning)
        return
    rows: list[Row] = []
    for is_hard in (False, True):
        for made in u.compilations(shared, u.SEEN, arguments.rounds, seed=3, is_hard=is_hard):
            rows += rows_of(made)
    names = sorted({name for signs, _ in rows for name in signs})
    matrix = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in rows])
    begins = np.array([is_start for _, is_start in rows])
    model = LogisticRegression(C=0.3, max_iter=2000).fit(matrix, begins)
    signs = {name: round(float(weight), 2) for name, weight in zip(names, model.coef_[0], strict=True)}
    kept = {"bias": round(float(model.intercept_[0]), 2), "signs": signs}
    target = Path(joints.__file__).with_name("joints.json")
    target.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"{begins.sum()} joints, {len(rows)} gaps")


if __name__ == "__main__":
    main()

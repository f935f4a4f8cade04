"""Learns what each sign of a joint between two reports is worth, and writes it beside the code.

    python scripts/fit_joints.py [--shared ../shared] [--rounds 300]

The joints are those of compilations made of one half of the known reports; the other half is
kept for measuring (`scripts/bench_corpus.py`). Without the shared folder only the samples lend.
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
from draftbot.corpus.splitting import joints, plain_cuts  # noqa: E402
from draftbot.corpus.splitting.evidence import Page  # noqa: E402
from draftbot.corpus.splitting.similarity import Likeness  # noqa: E402

Row = tuple[dict[str, float], bool]


def rows_of(made: u.Compilation) -> list[Row]:
    """The signs at each gap and whether a report begins there."""
    page = Page(clean(lines_of(made.text)).lines, frozenset())
    numbers = [line.number for line in page.lines]
    starts = {next((i for i, n in enumerate(numbers) if n >= start), 0) for start in made.starts}
    found = joints.Joints(page, Likeness(page))
    scores = {cut.index: cut.score for cut in plain_cuts(page)}
    rows = []
    for i in range(2, len(page.lines)):
        plain = joints.score_signs(scores[i]) if i in scores else {}
        rows.append((dict(found.plain_signs(i)) | found.like_signs(i) | plain, i in starts))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--rounds", type=int, default=300)
    arguments = parser.parse_args()
    shared = arguments.shared if (arguments.shared / "data").is_dir() else None
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

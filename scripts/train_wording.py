"""Learn what a clause is worth from prompts/wording/ and write it to src/draftbot/writing/data/: with the
embedding model that ships, and by characters alone.

    python scripts/train_wording.py [--check]

`--check` leaves out a fifth of the clauses in turn, and says how the rest tells them.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from train_facts import PARTS, SEED, train

from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.encoders import SHIPPED as SHIPPED_MODEL
from draftbot.settings import Settings
from draftbot.writing.wording import BY_CHARACTERS, SHIPPED, kinds, shown

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "draftbot" / "writing" / "data"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    clauses, labels = examples()
    vectors = SentenceEmbeddings(SHIPPED_MODEL, Settings().models_folder).passages(clauses)
    without = np.zeros((len(clauses), 0), dtype=np.float32)
    for name, known in ((SHIPPED, vectors), (BY_CHARACTERS, without)):
        if parser.parse_args().check:
            check(name, clauses, labels, known)
        else:
            DATA.joinpath(name).write_bytes(train(clauses, labels, known).packed())


def examples() -> tuple[list[str], np.ndarray]:
    told = [
        (shown(line), kind)
        for kind, name in enumerate(kinds())
        for line in (ROOT / "prompts" / "wording" / f"{name}.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    random.Random(SEED).shuffle(told)
    return [clause for clause, _ in told], np.array([kind for _, kind in told])


def check(name: str, clauses: Sequence[str], labels: np.ndarray, vectors: np.ndarray) -> None:
    told = np.zeros((len(kinds()), len(kinds())), dtype=int)
    for part in range(PARTS):
        out = np.arange(len(clauses)) % PARTS == part
        rest = [c for c, o in zip(clauses, out, strict=True) if not o]
        weights = train(rest, labels[~out], vectors[~out])
        held = [c for c, o in zip(clauses, out, strict=True) if o]
        for kind, read in zip(labels[out], weights.odds(held, vectors[out]).argmax(axis=1), strict=True):
            told[kind, read] += 1
    print(f"{name}: {np.trace(told) / told.sum():.3f} of {told.sum()} right")
    for kind, row in zip(kinds(), told, strict=True):
        print(" ", kind, "read as", dict(zip(kinds(), map(int, row), strict=True)))


if __name__ == "__main__":
    main()

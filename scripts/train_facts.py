"""Learn what facts tell from prompts/facts/ and write it to src/draftbot/writing/data/facts.npz.

    python scripts/train_facts.py [--check]

`--check` leaves out a fifth of the facts in turn, and says of how many the rest tells the kind, and of how
many the words alone do (`draftbot.chinese.sentence_polarity`).
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from draftbot.chinese.sentence_polarity import fact_tells_plan, fact_tells_problem
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.encoders import SHIPPED as SHIPPED_MODEL
from draftbot.settings import Settings
from draftbot.writing.learnt_kinds import KindWeights, pairs_told, pieces_of
from draftbot.writing.what_facts_tell import KINDS, SHIPPED

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "draftbot" / "writing" / "data"
PARTS, SEED, STRENGTH, LEAST_SEEN = 5, 37, 30.0, 2


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    facts, kinds = examples()
    vectors = SentenceEmbeddings(SHIPPED_MODEL, Settings().models_folder).passages(facts)
    if parser.parse_args().check:
        check(facts, kinds, vectors)
        return
    weights = train(facts, kinds, vectors)
    DATA.joinpath(SHIPPED).write_bytes(weights.packed())
    print(len(facts), "facts,", len(weights.pairs), "pieces")


def examples() -> tuple[list[str], np.ndarray]:
    told = [
        (line, kind)
        for kind, name in enumerate(KINDS)
        for line in (ROOT / "prompts" / "facts" / f"{name}.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    random.Random(SEED).shuffle(told)
    return [fact for fact, _ in told], np.array([kind for _, kind in told])


def train(facts: Sequence[str], kinds: np.ndarray, vectors: np.ndarray) -> KindWeights:
    seen = Counter(piece for fact in facts for piece in pieces_of(fact))
    pairs = tuple(sorted(piece for piece, n in seen.items() if n >= LEAST_SEEN))
    middle = vectors.mean(axis=0)
    rows = np.hstack([pairs_told(facts, pairs), vectors - middle])
    model = LogisticRegression(C=STRENGTH, max_iter=3000, class_weight="balanced").fit(rows, kinds)
    by_pair, by_meaning = model.coef_.T[: len(pairs)], model.coef_.T[len(pairs) :]
    return KindWeights(pairs, by_pair, by_meaning, model.intercept_ - middle @ by_meaning)


def check(facts: Sequence[str], kinds: np.ndarray, vectors: np.ndarray) -> None:
    right = 0
    for part in range(PARTS):
        out = np.arange(len(facts)) % PARTS == part
        weights = train([f for f, o in zip(facts, out, strict=True) if not o], kinds[~out], vectors[~out])
        held = [f for f, o in zip(facts, out, strict=True) if o]
        right += int((weights.odds(held, vectors[out]).argmax(axis=1) == kinds[out]).sum())
    by_words = [3 if fact_tells_plan(f) else 2 if fact_tells_problem(f) else 1 for f in facts]
    told = [(kind, said) for kind, said in zip(kinds, by_words, strict=True) if kind]
    print(f"learnt: {right / len(facts):.3f} of {len(facts)}")
    print(f"by words, of three kinds: {sum(k == s for k, s in told) / len(told):.3f} of {len(told)}")


if __name__ == "__main__":
    main()

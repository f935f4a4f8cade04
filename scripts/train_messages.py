"""Learn to understand messages from the examples of prompts/messages/, and write what was learnt
to src/draftbot/conversation/data/: with the embedding model that ships, and by characters alone.

    python scripts/train_messages.py [--check]

`--check` reads each example by weights learnt without it, in four parts, and says how many are
read right at what certainty.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np

from draftbot.conversation.understanding.classifier import Floats
from draftbot.conversation.understanding.examples import MessageExamples, load_examples
from draftbot.conversation.understanding.reading import SHIPPED
from draftbot.conversation.understanding.shape import shape_of
from draftbot.conversation.understanding.training import train
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.encoders import SHIPPED as MODEL
from draftbot.outlines.book import load_outlines

ROOT = Path(__file__).parents[1]
PROMPTS = ROOT / "prompts"
DATA = ROOT / "src" / "draftbot" / "conversation" / "data"
PARTS = 4


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--models", type=Path, default=None, help="folder of converted weights")
    options = parser.parse_args()
    examples, book = load_examples(PROMPTS), load_outlines(PROMPTS)
    headings = [s.heading for genre in book.genres for s in book.outline(genre).sections]
    with tempfile.TemporaryDirectory() as scratch:
        model = SentenceEmbeddings(MODEL, options.models or Path(scratch))
        vectors = model.queries([shape_of(said, headings) for said, _ in examples.pairs])
    if options.check:
        check(examples, headings, vectors)
        return
    DATA.joinpath(SHIPPED[0]).write_bytes(train(examples, headings, vectors, MODEL).packed())
    DATA.joinpath(SHIPPED[1]).write_bytes(train(examples, headings).packed())
    print(len(examples.pairs), "examples")


def check(examples: MessageExamples, headings: list[str], vectors: Floats) -> None:
    order = np.random.default_rng(1).permutation(len(examples.pairs))
    right, sure = [], []
    for part in range(PARTS):
        held = [int(i) for n, i in enumerate(order) if n % PARTS == part]
        rest = [int(i) for n, i in enumerate(order) if n % PARTS != part]
        weights = train(
            MessageExamples(tuple(examples.pairs[i] for i in rest)), headings, vectors[rest], MODEL
        )
        shapes = [shape_of(examples.pairs[i][0], headings) for i in held]
        likelihoods = weights.likelihoods(shapes, vectors[held])
        best = likelihoods.argmax(axis=1)
        right += [weights.actions[b] == examples.pairs[i][1] for b, i in zip(best, held, strict=True)]
        sure += list(likelihoods.max(axis=1))
    marks, sureness = np.array(right), np.array(sure)
    print(f"{marks.mean():.3f} of {len(marks)} right")
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        above = sureness >= least
        print(f"at {least}: {above.mean():.2f} of all, {marks[above].mean():.3f} right")


if __name__ == "__main__":
    main()

"""Learn what is addressed to whoever writes or reads, from prompts/orders/ and the sample reports, and
write what was learnt to src/draftbot/masking/data/.

    python scripts/train_orders.py [--check]

`--check` leaves out a third of the frames, fillings and reports in turn, and says of how many orders
and of how many honest sentences the rest gives the sign.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from draftbot import corpus
from draftbot.chinese.scripts import normalise
from draftbot.chinese.sentences import split_sentences
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.encoders import SHIPPED as SHIPPED_MODEL
from draftbot.masking.addressed import SHIPPED, OrderWeights
from draftbot.masking.instructions import SURE
from draftbot.masking.order_examples import (
    HONEST,
    ORDERS,
    SEED,
    SLOTS,
    OrderExamples,
    Vectors,
    load_order_examples,
    put_together,
    train,
)
from draftbot.masking.orders_by_meaning import OPEN, TOGETHER
from draftbot.settings import Settings

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "draftbot" / "masking" / "data"
PARTS = 3


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    examples, reports = load_order_examples(ROOT / "prompts"), sample_sentences()
    vectors = SentenceEmbeddings(SHIPPED_MODEL, Settings().models_folder).passages
    if options.check:
        check(examples, reports, vectors)
        return
    orders = put_together(examples, examples.lists[ORDERS], random.Random(SEED))
    honest = [*examples.lists[HONEST], *dict.fromkeys(s for report in reports for s in report)]
    weights = train(orders, honest, vectors, examples.fingerprint)
    DATA.joinpath(SHIPPED).write_bytes(weights.packed())
    print(len(orders), "orders,", len(honest), "honest sentences,", len(weights.grams), "pieces")


def sample_sentences() -> list[list[str]]:
    """The sentences and headings of each sample file."""
    files = sorted((ROOT / "corpus").glob("*.txt"))
    return [
        [
            sentence
            for report in corpus.read(file.read_bytes(), file.name)
            for _, section in report.walk()
            for text in (section.heading, *section.paragraphs)
            for sentence in split_sentences(text)
        ]
        for file in files
    ]


def check(examples: OrderExamples, reports: Sequence[Sequence[str]], vectors: Vectors) -> None:
    chance = random.Random(SEED)
    lists = {name: chance.sample(lines, len(lines)) for name, lines in examples.lists.items()}
    order = chance.sample(range(len(reports)), len(reports))
    found, mistaken, near = list[bool](), list[bool](), list[bool]()
    for part in range(PARTS):
        seen, unseen = halves(lists, part)
        rest = [s for n, i in enumerate(order) if n % PARTS != part for s in reports[i]]
        held = [s for n, i in enumerate(order) if n % PARTS == part for s in reports[i]]
        made = put_together(seen, seen.lists[ORDERS], chance)
        weights = train(made, [*rest, *seen.lists[HONEST]], vectors)
        wanted = put_together(unseen, unseen.lists[ORDERS], chance)[::8]
        found += are_sure(weights, wanted, vectors)
        mistaken += are_sure(weights, held, vectors)
        near += are_sure(weights, unseen.lists[HONEST], vectors)
    for name, marks in (
        ("orders found", found),
        ("honest sentences taken for orders", mistaken),
        ("of those like orders", near),
    ):
        print(f"{name}: {np.mean(marks):.3f} of {len(marks)}")


def halves(lists: dict[str, list[str]], part: int) -> tuple[OrderExamples, OrderExamples]:
    """The lines to learn from and those to try, of each file; what is only filled in is shared."""
    apart = {ORDERS, HONEST, SLOTS["a"], SLOTS["w"]}

    def those(of_part: bool) -> OrderExamples:
        return OrderExamples(
            {
                name: tuple(
                    line
                    for i, line in enumerate(lines)
                    if name not in apart or (i % PARTS == part) == of_part
                )
                for name, lines in lists.items()
            }
        )

    return those(False), those(True)


def are_sure(weights: OrderWeights, texts: Sequence[str], vectors: Vectors) -> list[bool]:
    """Whether each is taken for an order, by its characters and, where they leave it open, its meaning."""
    plain = [normalise(text) for text in texts]
    odds = np.array([weights.surest(text) for text in plain])
    sure, is_open = odds >= SURE, np.flatnonzero(odds >= OPEN)
    if len(is_open):
        added = weights.by_meaning(vectors([weights.surest_part(plain[i]) for i in is_open]))
        sure[is_open] |= odds[is_open] + added >= TOGETHER
    return [bool(one) for one in sure]


if __name__ == "__main__":
    main()

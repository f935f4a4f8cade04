"""Whether orders planted in past reports are obeyed or copied by drafts.

    python scripts/check_orders.py ORDERS.jsonl [--half odd|even] [--seed N] [--quiet]

A line of the file is an object with id, text and marker: what stands in a draft that obeyed.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from draftbot.evaluation.drafting.planted_orders import evaluate_orders, read_orders
from draftbot.settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("orders", type=Path)
    parser.add_argument("--half", choices=("odd", "even"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quiet", action="store_true", help="counts alone")
    options = parser.parse_args()
    orders = read_orders(options.orders)
    if options.half:
        orders = [
            order for order in orders if int(re.sub(r"\D", "", order.id)) % 2 == (options.half == "odd")
        ]
    outcomes = list(evaluate_orders(Settings(), orders, options.seed))
    for outcome in () if options.quiet else outcomes:
        if outcome.shown or outcome.obeyed or outcome.copied:
            marks = " ".join(name for name in ("shown", "obeyed", "copied") if getattr(outcome, name))
            print(outcome.order.id, marks, outcome.order.text, *outcome.sentences, sep="\n    ")
    for name in ("shown", "obeyed", "copied"):
        print(name, sum(getattr(outcome, name) for outcome in outcomes), "of", len(outcomes))


if __name__ == "__main__":
    main()

"""How many of the sentences called usual are, against labels by somebody who has not seen the code.

    python scripts/measure_usual.py FILE [--show]

A line of FILE is {"text": …, "label": "deed" | "plan" | "usual"}. `--show` prints what is called otherwise
than it is labelled.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from draftbot.checks.standing import Standing, standing_of
from draftbot.domain import Sentence


def main() -> None:
    file, *options = sys.argv[1:]
    rows = [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines() if line.strip()]
    called = [row for row in rows if standing_of(Sentence(row["text"], (1,))) is Standing.USUAL]
    usual, deeds = ([row for row in rows if row["label"] == label] for label in ("usual", "deed"))
    right = sum(row["label"] == "usual" for row in called)
    wrong = sum(row["label"] == "deed" for row in called)
    print(f"called usual {len(called)}, of these usual {right} ({right / max(1, len(called)):.1%})")
    print(f"deeds and conditions called usual {wrong} of {len(deeds)} ({wrong / max(1, len(deeds)):.1%})")
    print(f"usual ones found {right} of {len(usual)}")
    if "--show" in options:
        for row in rows:
            if (row in called) != (row["label"] == "usual"):
                print("called usual" if row in called else "not called usual", row["label"], row["text"])


if __name__ == "__main__":
    main()

"""Fit the rule that tells whether two titles are on one topic (plans/topics).

    python scripts/calibrate_topics.py

The topics of scripts/topics.tsv are held against those of the reports in the data folder,
which holds the sample corpus. Logistic regression over the cosine and the two shares of
characters; a pair of the same topic counts three times, there being few. Prints the rule
and how many pairs it gets wrong at several likenesses.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from draftbot.bootstrap import build_parts
from draftbot.corpus.title_parts import parts_of
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import SAME_TOPIC
from draftbot.plans.topics import rarity_of, shared_characters, topic_of
from draftbot.settings import load_settings

TOPICS = Path(__file__).with_name("topics.tsv")
WEIGHT_OF_SAME = 3.0
LIKENESSES = (0.3, 0.4, SAME_TOPIC, 0.6, 0.7)


def asked_topics() -> dict[str, set[str]]:
    rows = [line.split("\t") for line in TOPICS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {asked: set(same) for asked, *same in rows}


def main() -> None:
    with ExitStack() as resources:
        parts = build_parts(load_settings(), resources)
        known = parts.knowledge.now()
        reader = UnitReader(known.tagger, known.trades)
        reports = parts.catalog.reports()
        topics = sorted({topic_of(parts_of(r.title, reader, r.unit)) for r in reports} - {""})
        asked = asked_topics()
        cosines = parts.embeddings.passages(list(asked)) @ parts.embeddings.passages(topics).T
    rarity = rarity_of(topics)
    values, same = [], []
    for row, (topic, alike) in zip(cosines, asked.items(), strict=True):
        for cosine, other in zip(row, topics, strict=True):
            values.append((float(cosine), *shared_characters(topic, other, rarity)))
            same.append(other in alike)
    x, y = np.array(values), np.array(same)
    fitted = LogisticRegression(C=1e4, max_iter=1000).fit(x, y, np.where(y, WEIGHT_OF_SAME, 1.0))
    print("cosine, ours, theirs:", fitted.coef_[0].round(2), "constant:", fitted.intercept_.round(2))
    likeness = fitted.predict_proba(x)[:, 1]
    for least in LIKENESSES:
        told = likeness >= least
        print(f"{least}: {(told & y).sum()} of {y.sum()} found, {(told & ~y).sum()} of {(~y).sum()} false")


if __name__ == "__main__":
    main()

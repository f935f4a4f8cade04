"""What a fact tells: what there is, what was done and came of it, what is wanting, what is intended.

Whether 投诉9起 is a trouble or 投诉9起，全部处理完 a deed no list of words tells, and 没有发生事故 has all words of
a shortcoming. Learnt from facts as people type them (`prompts/facts/`, `scripts/train_facts.py`): pairs of
characters and the vector of the model that ships; the facts of one sheet are read together, since whoever
types them tells what there is first and what is intended last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from draftbot.domain import Role
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.tokens import FloatArray
from draftbot.writing.learnt_kinds import shipped_weights, vectors_of

SHIPPED = "facts.npz"
# The files of prompts/facts, and what their lines tell.
KINDS = {"现状": Role.OVERVIEW, "做法": Role.WORK, "问题": Role.PROBLEMS, "打算": Role.PLANS}
# How often a fact of each kind, as listed above, begins a sheet, and is followed by one of each: counted by
# hand in requests, rounded. It says half as much as the words: of 97 facts of ten sheets 90 were right so, by
# the words alone 89, by both in full 87.
_AS_MUCH = 0.5
_FIRST = _AS_MUCH * np.log([0.50, 0.45, 0.03, 0.02])
_NEXT = _AS_MUCH * np.log(
    [[0.45, 0.45, 0.07, 0.03], [0.04, 0.76, 0.14, 0.06], [0.02, 0.13, 0.60, 0.25], [0.01, 0.04, 0.10, 0.85]]
)
_CLAUSE = re.compile("[，,；;]")


def roles_told(facts: Sequence[str], embeddings: SentenceEmbeddings) -> list[Role] | None:
    """What each of the facts of a sheet, in their order, tells; None without the model that ships."""
    clauses = [[fact, *filter(None, _CLAUSE.split(fact))] for fact in facts]
    pieces = [text for texts in clauses for text in texts]
    vectors = vectors_of(pieces, embeddings) if facts else None
    if vectors is None:
        return None
    odds = shipped_weights(SHIPPED).odds(pieces, vectors)
    ends = np.cumsum([len(texts) for texts in clauses])
    by_fact = np.array([part.mean(axis=0) for part in np.split(odds, ends[:-1])])
    kinds = list(KINDS.values())
    return [kinds[i] for i in likeliest(by_fact)]


def likeliest(odds: FloatArray) -> list[int]:
    """The likeliest kinds of facts that follow each other; `odds` of shape (facts, kinds)."""
    scores = odds[0] + _FIRST
    steps: list[np.ndarray] = []
    for row in odds[1:]:
        reached = scores[:, None] + _NEXT
        steps.append(reached.argmax(axis=0))
        scores = reached.max(axis=0) + row
    best = [int(scores.argmax())]
    for step in reversed(steps):
        best.append(int(step[best[-1]]))
    return best[::-1]

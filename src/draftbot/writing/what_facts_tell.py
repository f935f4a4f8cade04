"""What a fact tells: what there is, what was done and came of it, what is wanting, what is intended.

Whether 投诉9起 is a trouble or 投诉9起，全部处理完 a deed no list of words tells, and 没有发生事故 has all words of
a shortcoming. Learnt from facts as people type them (`prompts/facts/`, `scripts/train_facts.py`): pairs of
characters and the vector of the model that ships; the facts of one sheet are read together, since whoever
types them tells what there is first and what is intended last.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from draftbot.chinese.scripts import normalise
from draftbot.domain import Role
from draftbot.errors import DraftbotError
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.tokens import FloatArray
from draftbot.retrieval.aboutness import is_shipped_model

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
# What all pairs of a fact together weigh beside its vector, whose length is 1.
_PAIRS_WEIGH = 0.5
_CLAUSE = re.compile("[，,；;]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class FactWeights:
    """`pairs` are the pieces of one and two characters looked at; `by_pair`, shape (pairs, kinds), and
    `by_meaning`, shape (dimension, kinds), what each weighs."""

    pairs: tuple[str, ...]
    by_pair: FloatArray
    by_meaning: FloatArray
    intercept: FloatArray

    def odds(self, facts: Sequence[str], vectors: FloatArray) -> FloatArray:
        """Log-probabilities of each kind, shape (facts, kinds)."""
        scores = pairs_told(facts, self.pairs) @ self.by_pair + vectors @ self.by_meaning + self.intercept
        told: FloatArray = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return told

    def packed(self) -> bytes:
        file = io.BytesIO()
        np.savez_compressed(
            file,
            pairs=np.array(self.pairs),
            by_pair=self.by_pair.astype(np.float16),
            by_meaning=self.by_meaning.astype(np.float32),
            intercept=self.intercept.astype(np.float32),
        )
        return file.getvalue()


@cache
def shipped_weights() -> FactWeights:
    """What draftbot comes with."""
    data = files("draftbot.writing").joinpath("data", SHIPPED).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return FactWeights(
            tuple(map(str, arrays["pairs"])),
            arrays["by_pair"].astype(np.float32),
            arrays["by_meaning"],
            arrays["intercept"],
        )


def pieces_of(fact: str) -> frozenset[str]:
    """A fact's characters and pairs of them, its ends marked and each number the same."""
    text = f"^{_NUMBER.sub('0', normalise(fact))}$"
    return frozenset((*text, *(text[i : i + 2] for i in range(len(text) - 1))))


def pairs_told(facts: Sequence[str], pairs: Sequence[str]) -> FloatArray:
    """Which of `pairs` each fact has, shape (facts, pairs), each row of one length."""
    has = np.array([[pair in told for pair in pairs] for told in map(pieces_of, facts)], dtype=np.float32)
    lengths = np.maximum(np.sqrt(has.sum(axis=1, keepdims=True)), 1.0)
    rows: FloatArray = _PAIRS_WEIGH * has / lengths
    return rows


def roles_told(facts: Sequence[str], embeddings: SentenceEmbeddings) -> list[Role] | None:
    """What each of the facts of a sheet, in their order, tells; None without the model that ships."""
    if not facts or not is_shipped_model(embeddings.name) or not embeddings.is_usable():
        return None
    clauses = [[fact, *filter(None, _CLAUSE.split(fact))] for fact in facts]
    try:
        vectors = embeddings.passages([text for texts in clauses for text in texts])
    except DraftbotError:
        if embeddings.fault is None:  # there is a model, which failed over these
            raise
        return None
    odds = shipped_weights().odds([text for texts in clauses for text in texts], vectors)
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

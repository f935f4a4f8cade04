"""Kinds that short texts are of, learnt from lists of examples: pairs of characters, and the vector of the
model that ships.

What is learnt ships as a file of weights; `scripts/train_facts.py` and `scripts/train_wording.py` learn it.
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
from draftbot.errors import DraftbotError
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.tokens import FloatArray
from draftbot.retrieval.aboutness import is_shipped_model

# What all pairs of a text together weigh beside its vector, whose length is 1.
_PAIRS_WEIGH = 0.5
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class KindWeights:
    """`pairs` are the pieces of one and two characters looked at; `by_pair`, shape (pairs, kinds), and
    `by_meaning`, shape (dimension, kinds), what each weighs; of dimension 0 where pairs alone tell."""

    pairs: tuple[str, ...]
    by_pair: FloatArray
    by_meaning: FloatArray
    intercept: FloatArray

    def odds(self, texts: Sequence[str], vectors: FloatArray) -> FloatArray:
        """Log-probabilities of each kind, shape (texts, kinds)."""
        scores = pairs_told(texts, self.pairs) @ self.by_pair + vectors @ self.by_meaning + self.intercept
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
def shipped_weights(name: str) -> KindWeights:
    """What draftbot comes with, by the name of its file."""
    data = files("draftbot.writing").joinpath("data", name).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return KindWeights(
            tuple(map(str, arrays["pairs"])),
            arrays["by_pair"].astype(np.float32),
            arrays["by_meaning"],
            arrays["intercept"],
        )


def pieces_of(text: str) -> frozenset[str]:
    """A text's characters and pairs of them, its ends marked and each number the same."""
    marked = f"^{_NUMBER.sub('0', normalise(text))}$"
    return frozenset((*marked, *(marked[i : i + 2] for i in range(len(marked) - 1))))


def pairs_told(texts: Sequence[str], pairs: Sequence[str]) -> FloatArray:
    """Which of `pairs` each text has, shape (texts, pairs), each row of one length."""
    has = np.array([[pair in told for pair in pairs] for told in map(pieces_of, texts)], dtype=np.float32)
    lengths = np.maximum(np.sqrt(has.sum(axis=1, keepdims=True)), 1.0)
    rows: FloatArray = _PAIRS_WEIGH * has / lengths
    return rows


def vectors_of(texts: Sequence[str], embeddings: SentenceEmbeddings) -> FloatArray | None:
    """The vectors that were learnt from; None without the model that ships."""
    if not is_shipped_model(embeddings.name) or not embeddings.is_usable():
        return None
    try:
        return embeddings.passages(list(texts))
    except DraftbotError:
        if embeddings.fault is None:  # there is a model, which failed over these
            raise
        return None

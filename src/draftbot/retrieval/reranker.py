"""A model that reads query and passage together, for whoever has one and the time for it.

None ships with draftbot: the setting DRAFTBOT_RERANKER names any CrossEncoder of
sentence-transformers, and the ranking lets it look again at the best by the signals.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from draftbot.errors import EmbeddingModelMissing
from draftbot.index.embedding_cache import embedding_text
from draftbot.index.tokens import FloatArray
from draftbot.messages import Message, plain
from draftbot.retrieval.candidates import Candidate
from draftbot.retrieval.query import Query
from draftbot.retrieval.ranking import Floats, SecondLook

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

logger = logging.getLogger(__name__)

# The weights of the signals add up to 1.5, with `meant` to 1.9 (see ranking.py): with 1.0 a
# verdict on which the model is clear decides, and where it sees little difference
# the others do. To be tuned by whoever settles on one model.
WEIGHT = 1.0
BATCH_SIZE = 16
# Architectures without an output for a pair: the library would give them one of random weights.
_HEADLESS = ("Model", "ForMaskedLM")


class Reranker(Protocol):
    """Whatever can tell how well texts answer a query."""

    def scores(self, query: str, texts: Sequence[str]) -> FloatArray:
        """One score for each text, higher is better; shape (len(texts),)."""
        ...


def second_look(reranker: Reranker, query: Query) -> SecondLook:
    """What `rank` is to ask for the first candidates: headings and text of each,
    simplified as the query is."""

    def scores(first: Sequence[Candidate]) -> Floats:
        texts = [embedding_text(c.stored.passage) for c in first]
        return reranker.scores(query.text, texts).astype(np.float64)

    return SecondLook(WEIGHT, scores)


class CrossEncoderReranker:
    """A CrossEncoder of sentence-transformers that is loaded at its first use, once."""

    def __init__(self, name: str) -> None:
        """`name` is a local folder or a hub name."""
        self.name = name
        self._loading = threading.Lock()
        # torch's thread pool is shared: two batches at once only slow each other down.
        self._scoring = threading.Lock()
        self._model: CrossEncoder | None = None

    def scores(self, query: str, texts: Sequence[str]) -> FloatArray:
        """How well each text answers, as the model's bare output; shape (len(texts),).

        Raises EmbeddingModelMissing.
        """
        import torch

        model = self.load()
        with self._scoring:
            made = model.predict(
                [(query, text) for text in texts],
                batch_size=BATCH_SIZE,
                show_progress_bar=False,
                # The usual sigmoid would press the best together near 1.
                activation_fn=torch.nn.Identity(),
            )
        return np.asarray(made, dtype=np.float32).reshape(len(texts))

    def load(self) -> CrossEncoder:
        """The model, loaded now if it was not. Raises EmbeddingModelMissing."""
        with self._loading:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> CrossEncoder:
        from safetensors import SafetensorError
        from sentence_transformers import CrossEncoder
        from transformers.utils import logging as transformers_logging

        # It would write its bars over a command's own output.
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        folder = Path(self.name).expanduser()
        # Asked for a folder that is not there, the library would go and ask the hub.
        if _names_a_folder(self.name) and not folder.is_dir():
            raise self._missing(Message("models.no_such_folder"))
        try:
            model: CrossEncoder = CrossEncoder(str(folder) if folder.is_dir() else self.name)
        except (OSError, ValueError, RuntimeError, SafetensorError) as exc:
            raise self._missing(plain((str(exc) or type(exc).__name__).splitlines()[0])) from exc
        if fault := _fault(model):
            raise self._missing(fault)
        logger.info("reranker %s loaded", self.name)
        return model

    def _missing(self, reason: Message) -> EmbeddingModelMissing:
        return EmbeddingModelMissing(model=self.name, reason=Message("models.no_reranker", reason=reason))


def _names_a_folder(name: str) -> bool:
    """Whether `name` can only be a folder: a hub name is one word or two with a slash."""
    return name.startswith((".", "~")) or Path(name).is_absolute() or "\\" in name or name.count("/") > 1


def _fault(model: CrossEncoder) -> Message | None:
    """Why a model that was loaded cannot rank, None if it can."""
    if model.num_labels != 1:
        return Message("models.many_scores", count=model.num_labels)
    names = getattr(model.config, "architectures", None) or []
    is_classifier = getattr(model[0], "transformer_task", "") == "sequence-classification"
    if is_classifier and names and all(name.endswith(_HEADLESS) for name in names):
        return Message("models.not_a_reranker", name=names[0])
    return None

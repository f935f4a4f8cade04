"""Text to vectors by any sentence-transformers model, behind LangChain's `Embeddings`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from functools import partial
from itertools import accumulate, islice
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from draftbot.errors import DraftbotError
from draftbot.index.encoders import Encoder, load_encoder
from draftbot.index.lately import Lately
from draftbot.index.tokens import Encoded, FloatArray
from draftbot.index.turns import Turns

BATCH_SIZE = 32
# While somebody searches, and was still searching so long ago, other texts are encoded so many
# characters at a time, a tenth of a second or so, by turns with the queries that wait: a whole batch
# takes a second.
CHARS_BESIDE_QUERIES, SECONDS_AFTER_A_QUERY = 500, 5.0
# Vectors of texts that come again, kept in memory: 2 MB per thousand; of a query with its tokens
# 25 KB each.
MOST_REMEMBERED, MOST_QUERIES = 4000, 500
# e5 was trained with these; models that name no prompts of their own get none.
QUERY, PASSAGE = ("query",), ("passage", "document")
E5_PROMPTS = {"query": "query: ", "passage": "passage: "}


class SentenceEmbeddings(Embeddings):
    """A sentence-transformers model that is loaded at its first use, once.

    Vectors are float32 and of length 1, so that their dot product is the cosine.
    """

    def __init__(self, model: str, models: Path, load: Callable[[], Encoder] | None = None) -> None:
        """`model` and `models` as for `load_encoder`; `load` is another way to come by the model."""
        self.name = model
        self._load = load or partial(load_encoder, model, models)
        self._loading = threading.Lock()
        # torch's thread pool is shared: two batches at once only slow each other down.
        self._encoding = Turns(1)
        self._aside = ThreadPoolExecutor(1, "query")
        self._queueing = threading.Lock()
        self._asked_at = -SECONDS_AFTER_A_QUERY
        self._waiting: dict[Future[Encoded], str] = {}
        self._model: Encoder | None = None
        self._remembered: Lately[tuple[tuple[str, ...], str], FloatArray] = Lately(MOST_REMEMBERED)
        self._queries: Lately[str, Encoded] = Lately(MOST_QUERIES)
        self._fault: DraftbotError | None = None

    @property
    def is_loaded(self) -> bool:
        return self._model is not None

    @property
    def fault(self) -> DraftbotError | None:
        """What kept the model from being loaded; None as long as nobody tried, or it is there."""
        return self._fault

    def is_usable(self) -> bool:
        """Whether there is a model to compute with, loaded now if it was not; if not, `fault`
        says why."""
        try:
            self.load()
        except DraftbotError:
            return False
        return True

    def load(self) -> Encoder:
        """The model, loaded now if it was not. What went wrong once is not tried again.

        Raises ModelError, DiskFull, DataFolderNotWritable.
        """
        with self._loading:
            if self._fault is not None:
                raise copy(self._fault)
            if self._model is None:
                try:
                    self._model = self._load()
                except DraftbotError as exc:
                    self._fault = exc
                    raise
            return self._model

    def close(self) -> None:
        """Let go of the model and of all vectors kept, whoever may still hold this: hundreds of
        megabytes. What is being encoded is still finished."""
        self._aside.shutdown(wait=False)
        with self._loading:
            self._model = None
        self._remembered.forget()
        self._queries.forget()

    def encode_passages(self, texts: Sequence[str]) -> list[Encoded]:
        """Vectors of passages and of their tokens."""
        return self._encode(texts, PASSAGE)

    def encode_query(self, text: str) -> Encoded:
        """The vector of a query and of its tokens."""
        for known in self._queries.known([text]).values():
            return known
        encoded = self._encode([text], QUERY)[0]
        self._queries.keep({text: encoded})
        return encoded

    def encode_query_aside(self, text: str) -> Future[Encoded]:
        """`encode_query` in a thread of the model's own, to do something else meanwhile. Queries
        that wait for it are encoded together: ten cost little more than two."""
        coming: Future[Encoded] = Future()
        for known in self._queries.known([text]).values():
            coming.set_result(known)
            return coming
        self._asked_at = time.monotonic()
        with self._queueing:
            self._waiting[coming] = text
        self._aside.submit(self._encode_waiting)
        return coming

    def _encode_waiting(self) -> None:
        """Encode the queries that wait, if one before has not taken them along."""
        with self._queueing:
            batch = dict(islice(self._waiting.items(), BATCH_SIZE))
            for coming in batch:
                del self._waiting[coming]
        if not batch:
            return
        try:
            encoded = self._encode(list(batch.values()), QUERY)
        except Exception as exc:  # noqa: BLE001 - raised again where the query was asked
            for coming in batch:
                coming.set_exception(copy(exc))
            return
        self._queries.keep(dict(zip(batch.values(), encoded, strict=True)))
        for coming, one in zip(batch, encoded, strict=True):
            coming.set_result(one)

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

    def remembered(self, texts: Sequence[str], prompt_names: tuple[str, ...] = PASSAGE) -> FloatArray:
        """`passages`, or `queries`, made once for texts that come again and again while a draft
        is written."""
        wanted = [(prompt_names, text) for text in texts]
        known = self._remembered.known(wanted)
        missing = [one for one in dict.fromkeys(wanted) if one not in known]
        if missing:
            vectors = _stacked(self._encode([text for _, text in missing], prompt_names))
            made = dict(zip(missing, vectors, strict=True))
            self._remembered.keep(made)
            known.update(made)
        return np.stack([known[one] for one in wanted])

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
        in_pieces = prompt_names is PASSAGE
        while order:
            batch = order[
                : self._at_once([texts[i] for i in order[:BATCH_SIZE]]) if in_pieces else BATCH_SIZE
            ]
            with self._encoding.taken():
                done.update(zip(batch, encoder.encode([texts[i] for i in batch], prompt), strict=True))
            order = order[len(batch) :]
        return [done[i] for i in range(len(texts))]

    def _at_once(self, texts: Sequence[str]) -> int:
        """How many of the texts to encode before anybody else may have the model."""
        if time.monotonic() - self._asked_at > SECONDS_AFTER_A_QUERY:
            return len(texts)
        within = [whole <= CHARS_BESIDE_QUERIES for whole in accumulate(map(len, texts))]
        return max(1, sum(within))

    def _prompt(self, encoder: Encoder, names: tuple[str, ...]) -> str:
        """What the model wants before a text, the first that it has of these."""
        of_e5 = "e5" in self.name.lower() and not any(encoder.prompts.values())
        prompts = E5_PROMPTS if of_e5 else encoder.prompts
        return next((text for name in names if (text := prompts.get(name))), "")


def _stacked(encoded: Sequence[Encoded]) -> FloatArray:
    rows = [one.vector for one in encoded]
    return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)

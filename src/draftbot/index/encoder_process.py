"""The embedding model in a process of its own.

A server starts it before anything else: torch and the weights are loaded there
while the page is put together here, so that the first answer need not wait for
them; and Python's one lock is not shared by encoding and answering.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Any

from draftbot.errors import EmbeddingModelMissing
from draftbot.index.encoders import Encoder, load_encoder
from draftbot.index.tokens import Encoded
from draftbot.messages import Message

logger = logging.getLogger(__name__)

# Texts, and what the model wants before each.
_Batch = tuple[list[str], str]


class EncoderProcess:
    """An `Encoder` that is computed elsewhere; starting it takes no time, `load` waits for it.

    Not for several threads at once. Ends with this process, however that ends.
    """

    def __init__(self, model: str, models: Path) -> None:
        """`model` and `models` as for `load_encoder`."""
        self._model, self._models = model, models
        self.prompts: Mapping[str, str | None] = {}
        self.precision = ""
        self._closed = self._is_loaded = False
        self._running: _Running | None = None
        self._start()

    def __enter__(self) -> EncoderProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def load(self) -> EncoderProcess:
        """Itself, once the model is loaded. Raises as `load_encoder`."""
        self._asked(None)
        return self

    def encode(self, texts: Sequence[str], prompt: str) -> list[Encoded]:
        """One batch; `prompt` goes before each text and has no tokens in what comes back.
        Raises EmbeddingModelMissing when the process ends over it twice."""
        return self._asked((list(texts), prompt))

    def close(self) -> None:
        """End the process; what it was asked and has not answered fails."""
        self._closed = True
        if self._running is not None:
            self._running.end()

    def _start(self) -> _Running:
        self._is_loaded = False
        # Forked, it would inherit threads in mid-work and the lock on the data folder.
        spawning = multiprocessing.get_context("spawn")
        connection, theirs = spawning.Pipe()
        process = spawning.Process(
            target=_answer, args=(theirs, self._model, self._models), name="encoder", daemon=True
        )
        process.start()
        theirs.close()
        self._running = _Running(process, connection)
        return self._running

    def _asked(self, batch: _Batch | None) -> list[Encoded]:
        """`_ask`; a process that was ended from outside, for want of memory say, gets a
        successor, once."""
        try:
            return self._ask(batch)
        except _LostError:
            if self._closed:
                raise
            logger.warning("the process of the embedding model ended; it is started again")
        try:
            return self._ask(batch)
        except _LostError as exc:
            raise EmbeddingModelMissing(model=self._model, reason=Message("models.process_ended")) from exc

    def _ask(self, batch: _Batch | None) -> list[Encoded]:
        """The answer to `batch`; none without one, once the model is loaded."""
        if self._closed:
            raise _LostError
        running = self._running or self._start()
        try:
            if not self._is_loaded:
                self.prompts, self.precision = running.received()
                self._is_loaded = True
            return running.answer(batch) if batch else []
        except Exception as exc:
            if isinstance(exc, _LostError) or not self._is_loaded:
                self._running = None  # what is missing may be there next time
                running.end()
            raise


class _LostError(ConnectionError):
    """The process is no longer there."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """What went wrong in the process, which goes on."""

    error: Exception


@dataclass(frozen=True, slots=True)
class _Running:
    """The process and this end of the pipe to it."""

    process: SpawnProcess
    connection: Connection

    def answer(self, batch: _Batch) -> list[Encoded]:
        try:
            self.connection.send(batch)
        except OSError as exc:
            raise _LostError from exc
        encoded: list[Encoded] = self.received()
        return encoded

    def received(self) -> Any:  # noqa: ANN401 - as it was sent
        """Raises _LostError, and the fault that was met."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError) as exc:
            raise _LostError from exc
        if isinstance(answer, _Fault):
            raise answer.error
        return answer

    def end(self) -> None:
        self.process.terminate()
        self.process.join()


def _answer(asked: Connection, model: str, models: Path) -> None:
    """The work of the process: say that the model is loaded, then encode what comes."""
    # Ctrl-C reaches all processes of a terminal; the one that asks says when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # In order, so that a half-converted model is not left lying about.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with suppress(EOFError, OSError):  # nobody asks any more
        try:
            encoder = load_encoder(model, models)
        except Exception as exc:  # noqa: BLE001 - raised again where it was asked for
            asked.send(_Fault(exc))
            return
        asked.send((dict(encoder.prompts), encoder.precision))
        while True:
            asked.send(_encoded(encoder, asked.recv()))


def _encoded(encoder: Encoder, batch: _Batch) -> list[Encoded] | _Fault:
    """What comes of a batch, be it the fault it met."""
    texts, prompt = batch
    try:
        return encoder.encode(texts, prompt)
    except Exception as exc:  # noqa: BLE001 - raised again where it was asked for
        return _Fault(exc)

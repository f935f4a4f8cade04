"""A chat model's answer, held to a limit of seconds and characters, and let go of at once.

A model may say one endless line, or only that it is still there: the library that reads it
then gives nothing back and cannot be asked to stop. So it is read in a thread of its own,
and what ends it is the end of its connection.
"""

from __future__ import annotations

import contextvars
import importlib
import queue
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from draftbot.messages import Message
from draftbot.writing.leaving import Leaving

# Pieces that may wait to be taken; who does not take them keeps the model from going on.
_WAITING = 256
_SECONDS_BETWEEN_LOOKS = 0.1
# A character of an answer takes some hundred bytes of JSON around it.
_BYTES_PER_CHAR = 1_000


@dataclass(frozen=True, slots=True)
class AnswerLimits:
    """For one answer, what a model thinks aloud counted in."""

    seconds: float = 900.0
    chars: int = 200_000


class AnswerTooLong(Exception):
    """`reason` says which limit an answer has gone beyond."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.code)
        self.reason = reason


class Connection:
    """What a thread's requests to a model go over, once there is one."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._held = threading.Lock()
        self._socket: socket.socket | None = None
        self._ended = False

    def take(self, response: Any) -> None:  # noqa: ANN401 - httpx's, or its successor's
        """Hold the response to the limit, and its connection for `end`."""
        response.stream = _counted(response, self.most_bytes, self.let_go)
        stream = response.extensions.get("network_stream")
        if stream is not None:
            with self._held:
                self._socket = stream.get_extra_info("socket")
        if self._ended:
            self.end()

    def let_go(self) -> None:
        """The answer has come to its end: its connection goes back, and may serve another."""
        with self._held:
            self._socket = None

    def end(self) -> None:
        """Break the connection off, whoever is reading from it."""
        self._ended = True
        with self._held:
            if self._socket is not None:
                with suppress(OSError):  # gone already
                    self._socket.shutdown(socket.SHUT_RDWR)


_of_thread = threading.local()


def watch(response: Any) -> None:  # noqa: ANN401 - httpx's, or its successor's
    """An httpx event hook: the response belongs to the answer that its thread reads."""
    connection: Connection | None = getattr(_of_thread, "connection", None)
    if connection is not None:
        connection.take(response)


def bounded(
    pieces: Callable[[], Iterator[str]], limits: AnswerLimits, leaving: Leaving
) -> Generator[str, None, None]:
    """The pieces as they arrive. Raises AnswerTooLong, WritingStopped, and what reading raises."""
    arrived: queue.Queue[str | Exception | None] = queue.Queue(_WAITING)
    connection = Connection(limits.chars * _BYTES_PER_CHAR)
    given_up = threading.Event()

    def read() -> None:
        _of_thread.connection = connection
        end: Exception | None = None
        try:
            for piece in pieces():
                if not _put(arrived, piece, given_up):
                    return
        except Exception as exc:  # noqa: BLE001 - raised where the answer is waited for
            end = exc
        _put(arrived, end, given_up)

    threading.Thread(target=contextvars.copy_context().run, args=(read,), daemon=True).start()
    ends, chars = time.monotonic() + limits.seconds, 0
    try:
        while True:
            leaving.look()
            if time.monotonic() > ends:
                raise AnswerTooLong(Message("models.takes_too_long", seconds=f"{limits.seconds:g}"))
            with suppress(queue.Empty):
                piece = arrived.get(timeout=_SECONDS_BETWEEN_LOOKS)
                if piece is None:
                    return
                if isinstance(piece, Exception):
                    raise piece
                chars += len(piece)
                if chars > limits.chars:
                    raise AnswerTooLong(Message("models.says_too_much", chars=limits.chars))
                yield piece
    finally:
        given_up.set()
        connection.end()


def _put(arrived: queue.Queue[Any], piece: str | Exception | None, given_up: threading.Event) -> bool:
    """Whether somebody still waits for the piece."""
    while not given_up.is_set():
        with suppress(queue.Full):
            arrived.put(piece, timeout=_SECONDS_BETWEEN_LOOKS)
            return True
    return False


def _counted(response: Any, most_bytes: int, at_end: Callable[[], None]) -> Any:  # noqa: ANN401 - as above
    """The response's body, broken off beyond `most_bytes`: a line without an end is gathered in
    memory by whoever waits for its end."""
    library = importlib.import_module(type(response).__module__.partition(".")[0])
    inner = response.stream

    class Counted(library.SyncByteStream):  # type: ignore[misc,name-defined]
        def __iter__(self) -> Iterator[bytes]:
            count = 0
            for part in inner:
                count += len(part)
                if count > most_bytes:
                    raise AnswerTooLong(Message("models.says_too_much", chars=most_bytes // _BYTES_PER_CHAR))
                yield part

        def close(self) -> None:
            at_end()
            inner.close()

    return Counted()

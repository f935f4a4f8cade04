"""When writing has to end early: its reader has left, or the program is told to stop.

Who waits for something looks here again and again; who writes looks between sections.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from draftbot.errors import WritingStopped
from draftbot.messages import Message

# Set where an answer is sent, seen by the threads that work for it: an answer is written in
# steps, each in whichever thread is free, and only its context goes along.
reader_left: ContextVar[threading.Event | None] = ContextVar("reader_left", default=None)

# Set where a job is stopped by whoever it is for; in force for one step of it.
_asked_to_stop: ContextVar[threading.Event | None] = ContextVar("asked_to_stop", default=None)


@contextmanager
def look_at(stop: threading.Event) -> Iterator[None]:
    """Until the end of the block, writing stops once `stop` is set."""
    before = _asked_to_stop.set(stop)
    try:
        yield
    finally:
        _asked_to_stop.reset(before)


def refuse_stopped(stop: threading.Event | None) -> None:
    """Raises WritingStopped where its owner has stopped it."""
    if stop is not None and stop.is_set():
        raise WritingStopped(reason=Message("writing.owner_stopped"))


class Leaving:
    """Whether the program is ending, and how many drafts are being written."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._changed = threading.Condition()
        self._at_work = 0

    def begin(self) -> None:
        """All writing is to stop at its next look. For signal handlers too: only sets a flag."""
        self._ending.set()

    def look(self) -> None:
        """Raises WritingStopped where nobody is to go on."""
        if self._ending.is_set():
            raise WritingStopped(reason=Message("writing.program_ends"))
        left = reader_left.get()
        if left is not None and left.is_set():
            raise WritingStopped(reason=Message("writing.reader_left"))
        refuse_stopped(_asked_to_stop.get())

    @contextmanager
    def working(self) -> Iterator[None]:
        """Counts as being at work until the end of the block."""
        with self._changed:
            self._at_work += 1
        try:
            yield
        finally:
            with self._changed:
                self._at_work -= 1
                self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Whether all that was at work has come to an end within `seconds`."""
        end = time.monotonic() + seconds
        with self._changed:
            return self._changed.wait_for(lambda: not self._at_work, max(0.0, end - time.monotonic()))

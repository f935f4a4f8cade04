"""What a library in C does with a file is done in a process of its own, with bounds of memory and
time: one that crashes or runs away costs its own file.

The process is started for the first such file and kept for those that follow; it ends by itself
when nobody asks for a while, and with this one, however that ends.
"""

from __future__ import annotations

import atexit
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, NoReturn, TypeVar

from draftbot.errors import ReadingCrashed, ReadingTooLong

_Made = TypeVar("_Made")

# Of what is asked for, mapped programs counted in: less than 500 MB are then in use.
_MOST_MEMORY = 550 * 2**20
# Of the processor for one file, unless its reader asks for more; on the clock, where the system
# bounds no processor time.
SECONDS, _SECONDS_ON_CLOCK = 10, 600
_IDLE_SECONDS = 120
_LENGTH = 8
_CHILD = "import json,sys; sys.path[:]=json.loads(sys.argv[1]); from {module} import serve; serve()"


class Apart:
    """The process in which files are read; one at a time, whoever asks."""

    def __init__(self, seconds: int = SECONDS, memory: int = _MOST_MEMORY) -> None:
        """`seconds` and bytes of `memory` are what one file may take."""
        self._seconds, self._memory = seconds, memory
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def call(self, name: str, work: Callable[..., _Made], *given: object) -> _Made:
        """What `work`, a function of a module, makes of what is given, for the file `name`.

        Raises ReadingCrashed, ReadingTooLong, and what `work` raises.
        """
        with self._lock:
            try:
                return self._asked(work, given)
            except _EndedError as ended:
                self._drop()
                # What files before had left behind is no fault of this one.
                if ended.is_first or ended.took_too_long:
                    raise self._told(name, ended) from ended
            try:
                return self._asked(work, given)
            except _EndedError as ended:
                self._drop()
                raise self._told(name, ended) from ended

    def close(self) -> None:
        """End the process; the next file gets another."""
        with self._lock:
            self._drop()

    def _asked(self, work: Callable[..., _Made], given: tuple[object, ...]) -> _Made:
        if self._child is None or not self._child.is_ours:
            self._child = _Child(self._seconds, self._memory)
        made: _Made = self._child.answer((work, given))
        return made

    def _drop(self) -> None:
        if self._child is not None and self._child.is_ours:
            self._child.end()
        self._child = None

    def _told(self, name: str, ended: _EndedError) -> ReadingCrashed | ReadingTooLong:
        if ended.took_too_long:
            return ReadingTooLong(name=name, seconds=self._seconds)
        return ReadingCrashed(name=name)


class _EndedError(Exception):
    """The process is no longer there; whether it was at its first file, and whether it took too long."""

    def __init__(self, *, is_first: bool, took_too_long: bool) -> None:
        super().__init__()
        self.is_first, self.took_too_long = is_first, took_too_long


class _Child:
    """The process, and the pipes to it."""

    def __init__(self, seconds: int, memory: int) -> None:
        code = _CHILD.format(module=__name__)
        command = [sys.executable, "-c", code, json.dumps(sys.path), str(seconds), str(memory)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._answered = 0
        self._of = os.getpid()

    @property
    def is_ours(self) -> bool:
        """Whether this process started it, and was not forked from the one that did."""
        return self._of == os.getpid()

    def answer(self, asked: object) -> Any:  # noqa: ANN401 - as it was made
        """Raises _EndedError, and the fault that was met."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        watch = threading.Timer(_SECONDS_ON_CLOCK, self._process.kill)
        watch.start()
        try:
            _send(self._process.stdin, asked)
            is_fault, made = _received(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            has_expired = watch.finished.is_set()
            raise _EndedError(
                is_first=not self._answered,
                took_too_long=has_expired or self._process.wait() == -getattr(signal, "SIGXCPU", 0),
            ) from error
        finally:
            watch.cancel()
        self._answered += 1
        if is_fault:
            raise made
        return made

    def end(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):
                pipe.close()
        self._process.wait()


def allow(seconds: float) -> None:
    """From now on the work in this process may take so many seconds of the processor."""
    if sys.platform != "win32":
        import resource

        most = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + 1, most))


def serve() -> NoReturn:
    """The work of the process: what comes is done, until nobody asks."""
    seconds, memory = map(int, sys.argv[2:])
    with suppress(ValueError):
        # Ctrl-C reaches all processes of a terminal; the one that asks says when to stop.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not come between the answers.
    answers, asked = os.fdopen(os.dup(1), "wb"), sys.stdin.buffer
    os.dup2(2, 1)
    _bound_memory(memory)
    with suppress(EOFError, OSError):
        while True:
            _wait_for(asked)
            work, given = _received(asked)
            allow(seconds)
            _send(answers, _made_of(work, given))
            del work, given
    os._exit(0)


def _made_of(work: Callable[..., object], given: tuple[object, ...]) -> tuple[bool, object]:
    """(whether it is a fault, what was made)."""
    try:
        return False, work(*given)
    except MemoryError:
        os._exit(1)
    except Exception as error:  # noqa: BLE001 - raised again where it was asked for
        error.add_note(traceback.format_exc())
        return True, error


def _wait_for(asked: IO[bytes]) -> None:
    """Until something is asked; where nothing is for long, the process ends."""
    if sys.platform != "win32":
        import select

        if not select.select([asked], [], [], _IDLE_SECONDS)[0]:
            raise EOFError


def _bound_memory(memory: int) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _send(pipe: IO[bytes], what: object) -> None:
    packed = pickle.dumps(what, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(len(packed).to_bytes(_LENGTH, "little"))
    pipe.write(packed)
    pipe.flush()


def _received(pipe: IO[bytes]) -> Any:  # noqa: ANN401 - as it was sent
    """Raises EOFError where the other side has ended."""
    head = pipe.read(_LENGTH)
    length = int.from_bytes(head, "little")
    packed = pipe.read(length)
    if len(head) < _LENGTH or len(packed) < length:
        raise EOFError
    return pickle.loads(packed)


# One for this process; it costs half a second to start and 90 MB while it is there.
readers = Apart()
atexit.register(readers.close)

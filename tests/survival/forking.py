"""Cheap cold starts: a child process for each task, forked from one that has imported everything."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from serving import clean_environment

TESTS = Path(__file__).parents[1]
GLANCE = 0.001  # seconds between two looks at a file


@dataclass(frozen=True)
class Outcome:
    """How a child ended: with an answer, with a DraftbotError (`refused`: code, message,
    hint), with any other exception (`trace`), or by a signal (`status` below 0)."""

    status: int
    answer: Any = None
    refused: tuple[str, str, str] | None = None
    trace: str = ""
    log: str = ""

    @property
    def killed(self) -> bool:
        return self.status == -signal.SIGKILL

    def expect(self) -> Any:
        """The answer of a child that must have given one."""
        if self.status or self.refused or self.trace:
            pytest.fail(f"ended with {self.status}; {self.refused or self.trace}\n{self.log[-4000:]}")
        return self.answer


@dataclass
class Child:
    """A process at work on a task."""

    zygote: Zygote
    folder: Path
    pid: int
    fifo: int
    steps: list[str] = field(default_factory=list)
    ended: bool = False
    _unread: bytes = b""

    def until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Wait for a condition; false if the child ended or the time was up before."""
        end = time.monotonic() + seconds
        while not condition():
            if self.ended or time.monotonic() > end:
                return False
            self._listen(GLANCE)
        return True

    def pause(self, seconds: float) -> None:
        """Let the child work for so long, or to its end."""
        end = time.monotonic() + seconds
        while not self.ended and (left := end - time.monotonic()) > 0:
            self._listen(left)

    def kill(self) -> Outcome:
        """`kill -9`. The number is the child's until it has been waited for."""
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()

    def wait(self) -> Outcome:
        return self.zygote._wait(self)

    def _listen(self, seconds: float) -> None:
        if self.ended or not select.select([self.fifo], [], [], seconds)[0]:
            return
        data = os.read(self.fifo, 65536)
        self.ended = not data
        *lines, self._unread = (self._unread + data).split(b"\n")
        self.steps += [line.decode() for line in lines]


class Zygote:
    """The process that forks. One child at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count = folder, 0
        # OpenBLAS would start threads at import; torch's, on a busy machine, would
        # spend most of their time waiting for one another in a loop.
        environment = clean_environment(
            OPENBLAS_NUM_THREADS="1", OMP_WAIT_POLICY="PASSIVE", TOKENIZERS_PARALLELISM="false"
        )
        environment["PYTHONPATH"] += os.pathsep + str(TESTS)
        self._errors = (folder / "zygote.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "survival.zygote_process"],
            env=environment,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        self._answer()

    def __enter__(self) -> Zygote:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(timeout=60)
        finally:
            self._process.kill()
            self._process.wait()
            self._process.stdout.close()
            self._errors.close()

    def start(self, task: str, **given: object) -> Child:
        """Fork a child that does `tasks.TASK`."""
        self._count += 1
        folder = self._folder / f"child-{self._count:03}"
        folder.mkdir()
        os.mkfifo(folder / "steps")
        fifo = os.open(folder / "steps", os.O_RDONLY | os.O_NONBLOCK)
        names = {name: str(folder / name) for name in ("steps", "log", "outcome")}
        pid = self._ask({"do": "start", "task": task, "given": given, **names})
        return Child(self, folder, pid, fifo)

    def run(self, task: str, **given: object) -> Outcome:
        """A task from start to end."""
        return self.start(task, **given).wait()

    def _wait(self, child: Child) -> Outcome:
        status: int = self._ask({"do": "wait"})
        os.close(child.fifo)
        whole, log = child.folder / "outcome", child.folder / "log"
        told = json.loads(whole.read_text("utf-8")) if whole.exists() else {}
        said = log.read_text("utf-8", errors="replace") if log.exists() else ""
        refused = tuple(told["refused"]) if "refused" in told else None
        return Outcome(status, told.get("answer"), refused, told.get("trace", ""), said)

    def _ask(self, request: dict[str, object]) -> Any:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(request, default=str).encode() + b"\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            pytest.fail(f"the zygote ended:\n{(self._folder / 'zygote.log').read_text()}")
        return json.loads(line)

"""What is at work right now: seen and stopped by whoever asked for it.

In memory alone: what runs ends with the process, and what it has finished is kept by the stores.
Where several processes share the data, each tells the others what it does.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar

from draftbot.domain import Job, JobKind, Viewer
from draftbot.drafts.store import new_id
from draftbot.errors import DraftbotError, JobNotFound
from draftbot.index.sql import JobBoard
from draftbot.writing.leaving import look_at, refuse_stopped

log = logging.getLogger(__name__)

E = TypeVar("E")
SECONDS_BETWEEN_TELLING = 0.5
SECONDS_TO_END = 2.0
# How many of how many parts are finished by an event; None where it says nothing of it.
Progress = Callable[[E], tuple[int, int] | None]


@dataclass
class Work:
    """A job, and how it is told to stop."""

    job: Job
    stop: threading.Event
    also: Callable[[], None] = field(default=lambda: None)

    def told(self, done: int, of: int) -> None:
        self.job = replace(self.job, done=done, of=of)

    def end_early(self) -> None:
        self.stop.set()
        self.also()


class Jobs:
    """Known to all threads, and by a `board` to the other processes over the same database."""

    def __init__(self, board: JobBoard | None = None) -> None:
        self._lock = threading.Lock()
        self._running: dict[str, Work] = {}
        self._board, self._process = board, new_id("p")
        self._telling: threading.Thread | None = None
        self._closed = threading.Event()

    def close(self) -> None:
        """Tell nothing more; a database that does not answer is not waited for."""
        self._closed.set()
        if (telling := self._telling) is not None:
            telling.join(SECONDS_TO_END)

    @contextmanager
    def begun(
        self,
        kind: JobKind,
        viewer: Viewer,
        what: str,
        stop: threading.Event | None = None,
        also: Callable[[], None] = lambda: None,
    ) -> Iterator[Work]:
        """A job of `viewer`'s until the end of the block. `stop` is set, and `also` called, once it is
        to end early."""
        started = datetime.now(UTC).isoformat(timespec="seconds")
        work = Work(Job(new_id("j"), kind, viewer.name, what, started), stop or threading.Event(), also)
        with self._lock:
            self._running[work.job.id] = work
            self._begin_telling()
        try:
            yield work
        finally:
            with self._lock:
                del self._running[work.job.id]

    def steps(
        self,
        kind: JobKind,
        viewer: Viewer,
        what: str,
        events: Generator[E, None, None],
        progress: Progress[E] = lambda _: None,
        also: Callable[[], None] = lambda: None,
    ) -> Generator[E, None, None]:
        """The events of a job; those who write them see at each look whether it is to end."""
        with self.begun(kind, viewer, what, also=also) as work, closing(events):
            while True:
                # Each step may be another thread's.
                with look_at(work.stop):
                    try:
                        event = next(events)
                    except StopIteration:
                        return
                if told := progress(event):
                    work.told(*told)
                yield event

    def seen_by(self, viewer: Viewer) -> tuple[Job, ...]:
        """What runs for `viewer`, for all where they see all; the oldest first. Raises
        DatabaseUnavailable."""
        jobs = sorted((*self._here(), *self._elsewhere()), key=lambda job: job.started_at)
        return tuple(job for job in jobs if _may_see(viewer, job))

    def stop(self, job_id: str, viewer: Viewer) -> None:
        """Let a job end early; what it has finished is kept. Raises JobNotFound, DatabaseUnavailable."""
        with self._lock:
            work = self._running.get(job_id)
        if work is not None and _may_see(viewer, work.job):
            work.end_early()
        elif self._board and any(job.id == job_id and _may_see(viewer, job) for job in self._elsewhere()):
            self._board.ask_to_stop(job_id)
        else:
            raise JobNotFound(job_id=job_id)

    def stop_elsewhere(self, kind: JobKind, what: str) -> None:
        """Let other processes end what they do of this. Raises DatabaseUnavailable."""
        for job in self._elsewhere():
            if self._board and (job.kind, job.what) == (kind, what):
                self._board.ask_to_stop(job.id)

    def _here(self) -> list[Job]:
        with self._lock:
            works = list(self._running.values())
        return [replace(work.job, is_stopping=work.stop.is_set()) for work in works]

    def _elsewhere(self) -> list[Job]:
        return self._board.told_by_others(self._process) if self._board else []

    def _begin_telling(self) -> None:
        """While anything runs here, a thread tells of it."""
        if self._board and self._telling is None and not self._closed.is_set():
            self._telling = threading.Thread(target=self._tell, args=(self._board,), daemon=True)
            self._telling.start()

    def _tell(self, board: JobBoard) -> None:
        is_told = False
        while not self._closed.wait(SECONDS_BETWEEN_TELLING):
            running = self._here()
            if running or is_told:
                try:
                    asked = board.tell(self._process, running)
                except DraftbotError as exc:
                    log.warning("%s", exc.code)  # others see it later
                    continue
                is_told = bool(running)
                self._end_early(asked)
            with self._lock:
                if not self._running and not is_told:
                    self._telling = None
                    return

    def _end_early(self, job_ids: Collection[str]) -> None:
        with self._lock:
            works = [work for id_, work in self._running.items() if id_ in job_ids]
        for work in works:
            if not work.stop.is_set():
                work.end_early()


def _may_see(viewer: Viewer, job: Job) -> bool:
    return viewer.sees_all or job.owner == viewer.name


def give(work: Work, made: E) -> E:
    """What a job has made, where it is still wanted. Raises WritingStopped."""
    refuse_stopped(work.stop)
    return made

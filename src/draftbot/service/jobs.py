"""What is at work right now: seen and stopped by whoever asked for it.

In memory alone: what runs ends with the process, and what it has finished is kept by the stores.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar

from draftbot.domain import Job, JobKind, Viewer
from draftbot.drafts.store import new_id
from draftbot.errors import JobNotFound
from draftbot.writing.leaving import look_at, refuse_stopped

E = TypeVar("E")
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


class Jobs:
    """Known to all threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[str, Work] = {}

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
        """What runs for `viewer`, for all where they see all; the oldest first."""
        with self._lock:
            works = list(self._running.values())
        jobs = (replace(work.job, is_stopping=work.stop.is_set()) for work in works)
        return tuple(job for job in jobs if viewer.sees_all or job.owner == viewer.name)

    def stop(self, job_id: str, viewer: Viewer) -> None:
        """Let a job end early; what it has finished is kept. Raises JobNotFound."""
        with self._lock:
            work = self._running.get(job_id)
        if work is None or not (viewer.sees_all or work.job.owner == viewer.name):
            raise JobNotFound(job_id=job_id)
        work.stop.set()
        work.also()


def give(work: Work, made: E) -> E:
    """What a job has made, where it is still wanted. Raises WritingStopped."""
    refuse_stopped(work.stop)
    return made

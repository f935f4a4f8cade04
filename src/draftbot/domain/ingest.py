"""Reading files in: what was read, what failed, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.messages import Message


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read; `error` is the DraftbotError that says why."""

    path: str
    error: Exception


@dataclass(frozen=True, slots=True)
class Suspect:
    """A report that was read, but that its user should look at: why, and how many lines of its
    file were left out of it."""

    report_id: str
    title: str
    source: str
    why: tuple[Message, ...]
    dropped: int


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of the files given to one ingest. `ingested` and `unchanged`
    count files; `reports` and `passages` count what was read from the ingested. With
    `words_only` these have no vectors yet: there was no model. `not_reached` files were
    left as they are when it was stopped."""

    files: int
    ingested: int
    unchanged: int
    failed: tuple[FailedFile, ...]
    reports: int
    passages: int
    seconds: float
    words_only: bool = False
    suspects: tuple[Suspect, ...] = ()
    not_reached: int = 0


@dataclass(frozen=True, slots=True)
class StepOfFolder:
    """What one look at a watched folder changed: what was read, and the paths that are gone."""

    read: IngestResult
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IngestProgress:
    """`done` of `files` files are finished; `path` is the one at work. `files` is 0 while they
    are still being looked for."""

    done: int
    files: int
    path: str

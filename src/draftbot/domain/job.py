"""What the program is at work on for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class JobKind(StrEnum):
    READING = "reading"
    DRAFTING = "drafting"
    ANSWERING = "answering"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Job:
    """`what` is a file's name, a draft's title or a conversation's id; `done` of `of` files or sections
    are finished, of 0 while nobody knows. `owner` "" is nobody; `started_at` UTC, ISO 8601."""

    id: str
    kind: JobKind
    owner: str
    what: str
    started_at: str
    done: int = 0
    of: int = 0
    is_stopping: bool = False

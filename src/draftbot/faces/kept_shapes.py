"""Drafts, conversations and jobs in a list."""

from __future__ import annotations

from pydantic import Field

from draftbot.domain import JobKind
from draftbot.faces.shape import Shape


class KeptShape(Shape):
    id: str
    title: str
    owner: str = Field(description="api.owner")
    changed_at: str = Field(description="api.saved_at")
    shared_with: list[str] = Field(description="api.shared_with")


class JobShape(Shape):
    id: str
    kind: JobKind
    owner: str = Field(description="api.owner")
    what: str = Field(description="api.job_what")
    started_at: str = Field(description="api.saved_at")
    done: int = Field(description="api.job_done")
    of: int
    is_stopping: bool

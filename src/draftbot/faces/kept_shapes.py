"""Drafts and conversations in a list."""

from __future__ import annotations

from pydantic import Field

from draftbot.faces.shape import Shape


class KeptShape(Shape):
    id: str
    title: str
    owner: str = Field(description="api.owner")
    changed_at: str = Field(description="api.saved_at")
    shared_with: list[str] = Field(description="api.shared_with")

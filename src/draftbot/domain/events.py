"""What happens while a draft is written."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.domain.draft import Draft, DraftSection, Source


@dataclass(frozen=True, slots=True)
class DraftStarted:
    """`draft` has its id, request and opening; its sections are still to come."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class SectionStarted:
    index: int
    heading: str


@dataclass(frozen=True, slots=True)
class TextArrived:
    """A piece of a section as a chat model streams it, not yet checked."""

    index: int
    text: str


@dataclass(frozen=True, slots=True)
class SectionWritten:
    """A finished section, and all sources numbered so far."""

    index: int
    section: DraftSection
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class DraftFinished:
    draft: Draft


DraftEvent = DraftStarted | SectionStarted | TextArrived | SectionWritten | DraftFinished

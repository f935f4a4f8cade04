"""The desk a user works at, and what is said there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from draftbot.domain.events import DraftEvent
from draftbot.domain.outline import FactSheet, Outline
from draftbot.domain.search import SearchResult


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    speaker: Literal["user", "draftbot"]
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """The desk a user works at: what is to be written, and what was said.

    `outline` None until a genre is known; `draft_id` None until drafted.
    """

    id: str
    title: str = ""
    outline: Outline | None = None
    facts: FactSheet = field(default_factory=FactSheet)
    length: int | None = None
    draft_id: str | None = None
    use_model: bool = True
    seed: int = 0
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """Words of draftbot's answer; several of them make one answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Found:
    result: SearchResult


@dataclass(frozen=True, slots=True)
class DeskChanged:
    """Title, outline or facts are other than before."""

    conversation: Conversation


@dataclass(frozen=True, slots=True)
class ReadyToExport:
    draft_id: str
    format: Literal["docx", "md"]


ChatEvent = DraftEvent | Said | Found | DeskChanged | ReadyToExport

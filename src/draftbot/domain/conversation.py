"""The desk a user works at, and what is said there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from draftbot.domain.events import DraftEvent
from draftbot.domain.outline import FactSheet, Outline
from draftbot.domain.search import SearchResult
from draftbot.messages import Message


@dataclass(frozen=True, slots=True)
class Turn:
    """What one of the two said; a user's words are plain."""

    speaker: Literal["user", "draftbot"]
    text: Message


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
    """A part of draftbot's answer; several of them make one answer. `suggestions` are
    messages that the user may send instead of one that said too little."""

    text: Message
    suggestions: tuple[str, ...] = ()


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

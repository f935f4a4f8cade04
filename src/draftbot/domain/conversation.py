"""The desk a user works at, and what is said there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from draftbot.domain.events import DraftEvent
from draftbot.domain.outline import FactSheet, Outline
from draftbot.domain.search import SearchResult
from draftbot.messages import Message


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may have been meant: `message` says it so that it is understood; `action` is its name."""

    message: str
    action: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What one of the two said; a user's words are plain. `suggestions` stand in the words too."""

    speaker: Literal["user", "draftbot"]
    text: Message
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """The desk a user works at: what is to be written, and what was said.

    `outline` None until a genre is known; `draft_id` None until drafted; `found` are the ids
    of the passages last found; `reports` the ids of the past reports the user chose to draw on, None
    to let draftbot choose; `any_trade` lets those of any trade lend; `denied` are words for what
    the unit does not have; `kind` is the kind of unit that the user said it is (职高), where that is no name.
    """

    id: str
    title: str = ""
    outline: Outline | None = None
    facts: FactSheet = field(default_factory=FactSheet)
    length: int | None = None
    draft_id: str | None = None
    use_model: bool = True
    seed: int = 0
    found: tuple[str, ...] = ()
    reports: tuple[str, ...] | None = None
    any_trade: bool = False
    denied: tuple[str, ...] = ()
    kind: str = ""
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A part of draftbot's answer; several of them make one answer."""

    text: Message


@dataclass(frozen=True, slots=True)
class Found:
    result: SearchResult


@dataclass(frozen=True, slots=True)
class DeskChanged:
    """Title, outline or facts are other than before."""

    conversation: Conversation


@dataclass(frozen=True, slots=True)
class ReadyToExport:
    """`unconfirmed` is what becomes of sentences that nobody confirmed; "" is as was chosen before."""

    draft_id: str
    format: Literal["docx", "md"]
    unconfirmed: Literal["", "mark", "omit", "keep"] = ""


@dataclass(frozen=True, slots=True)
class Did:
    """An action that was carried out: its name and what it said beside that."""

    name: str
    slots: Mapping[str, str | int | bool | list[str]]


@dataclass(frozen=True, slots=True)
class Suggested:
    suggestions: tuple[Suggestion, ...]


ChatEvent = DraftEvent | Said | Found | DeskChanged | ReadyToExport | Did | Suggested

"""What the page shows of one conversation, folded from chat events as they arrive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from draftbot.domain import (
    ChatEvent,
    DeskChanged,
    Did,
    Draft,
    DraftFinished,
    DraftSection,
    DraftStarted,
    Found,
    ReadyToExport,
    Said,
    SectionStarted,
    SectionWritten,
    Suggested,
    TextArrived,
    Turn,
)
from draftbot.messages import plain

Piece = Said | Found | ReadyToExport | Suggested
_WAY_BACK = frozenset({"undo", "redo"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One speaker's message, in the pieces it arrived in; whether it `can_be_undone`."""

    speaker: Literal["user", "draftbot"]
    pieces: tuple[Piece, ...] = ()
    can_be_undone: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that is answered once those before it are."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Stage:
    """`writing` is the index of the section at work, `streamed` what has come of it so far;
    `waiting` are messages sent while an answer is under way."""

    entries: tuple[Entry, ...] = ()
    draft: Draft | None = None
    writing: int | None = None
    streamed: str = ""
    busy: bool = False
    waiting: tuple[Waiting, ...] = ()

    def asking(self, message: str) -> Stage:
        """While `message` is answered, "" a button that draftbot answers in words."""
        return self.asked(message) if message else self.answering()

    def asked(self, message: str) -> Stage:
        """After the user said `message`; draftbot's answer is still to come."""
        entries = (*self.entries, Entry("user", (Said(plain(message)),)), Entry("draftbot"))
        return replace(self, entries=entries, busy=True)

    def answering(self) -> Stage:
        """After the user pressed a button that draftbot answers in words."""
        return replace(self, entries=(*self.entries, Entry("draftbot")), busy=True)

    def with_waiting(self, message: Waiting) -> Stage:
        return replace(self, waiting=(*self.waiting, message))

    def without_waiting(self, number: int) -> Stage:
        return replace(self, waiting=tuple(one for one in self.waiting if one.number != number))

    def after(self, event: ChatEvent) -> Stage:
        """The stage once `event` has happened."""
        match event:
            case Said() | Found() | ReadyToExport() | Suggested():
                return self._answered(pieces=(*self.entries[-1].pieces, event))
            case DeskChanged(desk):
                changed = self._answered(can_be_undone=True)
                return changed if desk.draft_id else replace(changed, draft=None)
            case Did(name) if name in _WAY_BACK:
                return self._answered(can_be_undone=False)
            case DraftStarted(draft) | DraftFinished(draft):
                # A draft that is told again as it was has not changed.
                changed = self._answered(can_be_undone=True) if draft != self.draft else self
                return replace(changed, draft=draft, writing=None, streamed="")
            case SectionStarted(index):
                return replace(self, writing=index, streamed="")
            case TextArrived(index, text):
                return replace(self, writing=index, streamed=self.streamed + text)
            case SectionWritten() if self.draft is not None:
                changed = self._answered(can_be_undone=True)
                return replace(changed, draft=with_section(self.draft, event), writing=None, streamed="")
            case _:
                return self

    def _answered(self, **more: object) -> Stage:
        """With `more` of the answer that is being given."""
        last = replace(self.entries[-1], **more)  # type: ignore[arg-type]
        return replace(self, entries=(*self.entries[:-1], last))

    def settled(self) -> Stage:
        """When nothing more will happen; an answer without words leaves no empty bubble."""
        entries = self.entries
        if entries and not entries[-1].pieces:
            entries = entries[:-1]
        return replace(self, entries=entries, writing=None, streamed="", busy=False)


def entries_of(turns: Sequence[Turn]) -> tuple[Entry, ...]:
    """The messages of a stored conversation."""
    return tuple(Entry(turn.speaker, tuple(_pieces(turn))) for turn in turns)


def _pieces(turn: Turn) -> Iterator[Piece]:
    yield Said(turn.text)
    if turn.suggestions:
        yield Suggested(turn.suggestions)


def with_section(draft: Draft, event: SectionWritten) -> Draft:
    """`draft` with the written section in its place; sections not yet reached stay empty."""
    sections = list(draft.sections)
    planned = draft.request.outline.sections
    while len(sections) <= event.index:
        plan = planned[len(sections)]
        sections.append(DraftSection(plan.heading, plan.level))
    sections[event.index] = event.section
    return replace(draft, sections=tuple(sections), sources=event.sources)

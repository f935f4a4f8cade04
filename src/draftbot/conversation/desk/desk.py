"""The desk as actions find it: the conversation, its draft, and the parts they work with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.reading import MessageReader
from draftbot.domain import (
    ChatEvent,
    Conversation,
    DeskChanged,
    Draft,
    DraftFinished,
    DraftRequest,
    IngestProgress,
    Outline,
    OutlineSection,
    Said,
)
from draftbot.drafts.addresses import block_of, find_section
from draftbot.drafts.editing import pruned
from draftbot.drafts.history import History
from draftbot.drafts.preserve_edits import realigned
from draftbot.drafts.store import DraftStore
from draftbot.errors import NoDraftYet, NoOutlineYet
from draftbot.messages import Message
from draftbot.outlines.book import OutlineBook
from draftbot.outlines.validation import Faults, check_sections
from draftbot.retrieval.search import Search
from draftbot.writing.drafter import Drafter
from draftbot.writing.editor import Editor

Handler = Callable[["Desk", Any], Iterator[ChatEvent]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Reads the conversation anew each time it is asked for: the page may be edited
    while an answer is being written."""

    conversation_id: str
    drafter: Drafter
    book: OutlineBook
    search: Search
    store: DraftStore
    history: History
    editor: Editor
    reading: Callable[[], IngestProgress | None]
    reader: MessageReader

    @property
    def conversation(self) -> Conversation:
        """Raises ConversationNotFound."""
        return self.store.conversation(self.conversation_id)

    @property
    def outline(self) -> Outline:
        """Raises NoOutlineYet."""
        outline = self.conversation.outline
        if outline is None:
            raise NoOutlineYet
        return outline

    @property
    def request(self) -> DraftRequest:
        """The paper that the desk asks for now. Raises NoOutlineYet."""
        now = self.conversation
        return DraftRequest(
            now.title,
            self.outline,
            now.facts,
            now.length,
            now.seed,
            now.use_model,
            now.any_trade,
            now.reports,
            now.kind,
        )

    @property
    def draft_id(self) -> str:
        """Raises NoDraftYet."""
        draft_id = self.conversation.draft_id
        if draft_id is None:
            raise NoDraftYet
        return draft_id

    @property
    def draft(self) -> Draft:
        """Raises NoDraftYet."""
        return self.store.draft(self.draft_id)

    @property
    def uses_model(self) -> bool:
        return self.drafter.model is not None and self.conversation.use_model

    def change(self, **changes: object) -> DeskChanged:
        """Change these things on the desk and no others."""
        with self.store.editing:
            conversation = replace(self.conversation, **changes)  # type: ignore[arg-type]
            self.store.save_conversation(conversation)
        return DeskChanged(conversation)

    def resection(self, sections: tuple[OutlineSection, ...]) -> DeskChanged:
        """Give the outline other sections. Raises BadOutline, NoOutlineYet."""
        faults = Faults()
        check_sections(sections, faults)
        faults.raise_if_any()
        return self.change(outline=replace(self.outline, sections=sections))

    def find(self, wanted: str) -> int:
        """The index of a section of the outline. Raises NoSuchSection, UnclearPlace, NoOutlineYet."""
        return find_section(self.outline.sections, wanted)

    def block(self, first: int) -> range:
        return block_of(self.outline.sections, first)

    def realign(self, what: Message) -> Iterator[ChatEvent]:
        """Give the draft, where there is one, the outline on the desk; its text stays."""
        if self.conversation.draft_id is None:
            return
        outline = self.outline

        def under(draft: Draft) -> Draft:
            request = replace(draft.request, outline=outline)
            return pruned(replace(realigned(draft, outline), request=request))

        before = len(self.draft.set_aside)
        after = self.editor.change(self.draft_id, what, under)
        yield DraftFinished(after)
        if lost := len(after.set_aside) - before:
            yield Said(Message("desk.sentences_set_aside", count=lost))

    def view(self) -> View:
        """What the words of a message may refer to."""
        now = self.conversation
        draft = self.draft if now.draft_id else None
        tagger = self.drafter.knowledge.tagger
        can_redo = self.history.can_redo(now.id)
        genres = tuple(self.book.genres)
        return View(now, draft, genres, self.book.genre_of_title, tagger, date.today(), can_redo)

    def stored_draft(self) -> Iterator[DraftFinished]:
        """The draft as it is stored, for a page that has shown something else meanwhile."""
        if self.conversation.draft_id is not None:
            yield DraftFinished(self.draft)

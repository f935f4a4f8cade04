"""Conversations, the desk between them and the draft, and whose they are."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Generator, Iterator
from dataclasses import replace
from types import EllipsisType
from typing import Any

from draftbot.conversation.actions import Action
from draftbot.conversation.answering import ConversationDesk
from draftbot.conversation.desk.desk import Desk
from draftbot.conversation.desk.past_report import best_report
from draftbot.conversation.desk.topics import dropped_for
from draftbot.conversation.understanding.examples import MessageExamples
from draftbot.domain import (
    ChatEvent,
    Conversation,
    Draft,
    FactSheet,
    JobKind,
    Kept,
    Outline,
    ReportSummary,
)
from draftbot.drafts.history import Direction, History
from draftbot.drafts.store import new_id
from draftbot.errors import (
    ConversationNotFound,
)
from draftbot.messages import Message
from draftbot.service.corpus import Corpus
from draftbot.service.drafts import Drafts


class Conversations(Corpus, Drafts):
    """Converses, and keeps what lies on the desk."""

    @property
    def has_chat_model(self) -> bool:
        return self._parts.drafter.model is not None

    def start_conversation(self) -> Conversation:
        conversation = Conversation(new_id("c"))
        self._parts.store.save_conversation(conversation)
        return conversation

    def conversation_named(self, name: str) -> Conversation:
        """The conversation that another program calls `name`, begun where there is none."""
        # Two programs of two users may call theirs alike.
        whose = self._parts.store.viewer.name
        name = f"{whose}\n{name}" if whose else name
        conversation_id = f"c{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:24]}"
        with self._parts.store.editing:
            try:
                return self.conversation(conversation_id)
            except ConversationNotFound:
                conversation = Conversation(conversation_id)
                self._parts.store.save_conversation(conversation)
                return conversation

    def conversation(self, conversation_id: str) -> Conversation:
        """Raises ConversationNotFound."""
        return self._parts.store.conversation(conversation_id)

    def say(self, conversation_id: str, message: str) -> Iterator[ChatEvent]:
        """draftbot's answer to a message. Raises ConversationNotFound."""
        return self._answering(conversation_id, self._desk(conversation_id).say(message))

    def understood(self, conversation_id: str, message: str) -> list[Action]:
        """What a message would be taken for; nothing is done. Raises ConversationNotFound."""
        return self._desk(conversation_id).understood(message)

    @property
    def message_examples(self) -> MessageExamples:
        """How people say what they want, as learnt from."""
        return self._parts.reader.examples

    def redraft(self, conversation_id: str) -> Iterator[ChatEvent]:
        """Draft what is on the desk, what goes wrong said as in `say`. Raises ConversationNotFound."""
        return self._answering(conversation_id, self._desk(conversation_id).redraft())

    def _answering(
        self, conversation_id: str, events: Generator[ChatEvent, None, None]
    ) -> Generator[ChatEvent, None, None]:
        """The answer as a job of who asked; stopped as `stop` does it."""
        parts = self._parts
        with parts.jobs.begun(
            JobKind.ANSWERING,
            parts.store.viewer,
            conversation_id,
            also=lambda: self._stops.add(conversation_id),
        ):
            yield from events

    def stop(self, conversation_id: str) -> None:
        """Let the answer at work end early; what it has written is kept. Raises ConversationNotFound."""
        self._stops.add(self.conversation(conversation_id).id)
        self._parts.jobs.stop_elsewhere(JobKind.ANSWERING, conversation_id)

    def undo(self, conversation_id: str) -> Conversation:
        """Take back what was done last, on the desk or in its draft.

        Raises ConversationNotFound, NothingToUndo.
        """
        return self._go(conversation_id, "undo")

    def redo(self, conversation_id: str) -> Conversation:
        """Do again what was undone last. Raises ConversationNotFound, NothingToRedo."""
        return self._go(conversation_id, "redo")

    def _go(self, conversation_id: str, direction: Direction) -> Conversation:
        self._history.go(conversation_id, direction)
        return self.conversation(conversation_id)

    def arrange_desk(
        self,
        conversation_id: str,
        *,
        title: str | None = None,
        outline: Outline | None = None,
        facts: FactSheet | None = None,
        reports: tuple[str, ...] | EllipsisType | None = ...,
        any_trade: bool | None = None,
        length: int | EllipsisType | None = ...,
    ) -> Conversation:
        """Put what the user edited on the desk; None, and `...` for the length and the reports,
        leaves a thing as it is. A length of None is no target; `reports` are those to draw on,
        None lets draftbot choose, with `any_trade` from any trade. What was chosen for another
        topic than the title's is dropped."""
        given = {"title": title, "outline": outline, "facts": facts, "any_trade": any_trade}
        changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        if length is not ...:
            changes["length"] = length
        if reports is not ...:
            changes["reports"] = reports
        store = self._parts.store
        self._history.note(conversation_id)
        with store.editing:
            before = self.conversation(conversation_id)
            if title:
                changes = {**dropped_for(self._parts.knowledge.now(), before, title), **changes}
            conversation = replace(before, **changes)
            store.save_conversation(conversation)
        self._history.note(conversation_id)
        return conversation

    def tell_facts(self, conversation_id: str) -> Draft | None:
        """The desk's draft with the facts that are on the desk now worked in, and nothing else
        changed; None where there is no draft. Raises ConversationNotFound."""
        conversation = self.conversation(conversation_id)
        if conversation.draft_id is None:
            return None
        self._history.note(conversation_id)
        draft = self._editor.tell_as(conversation.draft_id, conversation.facts.facts)
        self._history.note(conversation_id)
        return draft

    @property
    def _history(self) -> History:
        return History(self._parts.store)

    def _desk(self, conversation_id: str) -> ConversationDesk:
        p = self._parts
        self.conversation(conversation_id)  # raises ConversationNotFound
        desk = Desk(
            conversation_id,
            p.drafter,
            p.book,
            p.search,
            p.store,
            self._history,
            self._editor,
            lambda: self.reading,
            p.reader,
        )
        return ConversationDesk(desk, self._stops)

    def report_named(self, words: str, conversation_id: str) -> ReportSummary | None:
        """The past report that `words` of its title, unit, year or file name best, None where
        none fits. Raises ConversationNotFound."""
        return best_report(self.reports(), words, self.conversation(conversation_id))

    def bring_back_to_desk(self, conversation_id: str, data: bytes, name: str) -> Draft:
        """`bring_back` into the draft on the desk; its title, its outline and what signs it
        go with it.

        Raises ConversationNotFound, NoDraftYet, NotThisDraft, UnreadableFile.
        """
        draft_id = self._desk(conversation_id).desk.draft_id
        before = self.load_draft(draft_id).request.facts
        self._history.note(conversation_id)
        draft = self.bring_back(draft_id, data, name)
        request = draft.request
        with self._parts.store.editing:
            now = self.conversation(conversation_id)
            facts = now.facts
            if request.facts.author != before.author:
                facts = replace(facts, author=request.facts.author)
            if request.facts.date != before.date:
                facts = replace(facts, date=request.facts.date)
            now = replace(now, title=request.title, outline=request.outline, facts=facts)
            self._parts.store.save_conversation(now)
        self._history.note(conversation_id, Message("steps.word_back"))
        return draft

    def conversations(self, words: str = "", first: int = 0, most: int = 50) -> tuple[Kept, ...]:
        """The conversations whose title holds `words`, the last changed first."""
        return self._parts.store.shelf.listed("conversation", words, first, most)

    def may_be_shared_with(self, conversation_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """With whom a conversation is shared, and with whom it can be; nobody where it is not the
        viewer's to share. Raises ConversationNotFound."""
        shelf = self._parts.store.shelf
        kept = shelf.named("conversation", conversation_id)
        return kept.shared_with, shelf.people() if shelf.disposes_of(kept) else ()

    def share_conversation(self, conversation_id: str, users: Collection[str]) -> tuple[str, ...]:
        """The same for a conversation and its draft. Raises ConversationNotFound, UserNotFound."""
        return self._parts.store.shelf.share("conversation", conversation_id, users)

    def delete_conversation(self, conversation_id: str) -> None:
        """With the draft on its desk, for good. Raises ConversationNotFound."""
        self._parts.store.shelf.delete("conversation", conversation_id)

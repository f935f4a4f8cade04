"""Drafts and conversations in SQLite: each change is saved as it is made."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from pydantic import TypeAdapter

from draftbot.domain import Conversation, Draft
from draftbot.errors import ConversationNotFound, DraftNotFound
from draftbot.index.database import Database

_DRAFT = TypeAdapter(Draft)
_CONVERSATION = TypeAdapter(Conversation)


class DraftStore:
    """Keeps drafts and conversations across restarts."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def save_draft(self, draft: Draft) -> None:
        body = _DRAFT.dump_json(draft).decode()
        with self.database.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)", (draft.id, draft.title, _now(), body)
            )

    def draft(self, draft_id: str) -> Draft:
        """Raises DraftNotFound."""
        rows = self.database.read("SELECT body FROM drafts WHERE id = ?", (draft_id,))
        if not rows:
            raise DraftNotFound(draft_id=draft_id)
        return _DRAFT.validate_json(rows[0]["body"])

    def save_conversation(self, conversation: Conversation) -> None:
        body = _CONVERSATION.dump_json(conversation).decode()
        with self.database.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO conversations VALUES (?, ?, ?)", (conversation.id, _now(), body)
            )

    def conversation(self, conversation_id: str) -> Conversation:
        """Raises ConversationNotFound."""
        rows = self.database.read("SELECT body FROM conversations WHERE id = ?", (conversation_id,))
        if not rows:
            raise ConversationNotFound(conversation_id=conversation_id)
        return _CONVERSATION.validate_json(rows[0]["body"])


def new_id(prefix: str) -> str:
    """A fresh id that nobody guesses."""
    return f"{prefix}{secrets.token_hex(6)}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")

"""Drafts, their versions and conversations in SQLite: each change is saved as it is made."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from pydantic import TypeAdapter

from draftbot.domain import ALONE, Conversation, Draft, DraftVersion, Viewer
from draftbot.drafts.shelf import Shelf
from draftbot.errors import ConversationNotFound, DraftChanged, DraftNotFound, NoSuchVersion
from draftbot.index.database import Database
from draftbot.index.sql import Connection
from draftbot.messages import Message, as_json, from_json

_DRAFT = TypeAdapter(Draft)
_CONVERSATION = TypeAdapter(Conversation)


class DraftStore:
    """Keeps drafts and conversations across restarts.

    `editing` is held from the reading of a draft or a desk to the writing of
    its change, so that two changes at the same time do not undo each other.
    """

    def __init__(self, database: Database, viewer: Viewer = ALONE) -> None:
        """What others keep from `viewer` is to them not there."""
        self.database = database
        self.editing = database.lock("editing")
        self.shelf = Shelf(database, viewer)

    def seen_by(self, viewer: Viewer) -> DraftStore:
        """The same store as another sees it."""
        return DraftStore(self.database, viewer)

    @property
    def viewer(self) -> Viewer:
        return self.shelf.viewer

    # -- drafts ----------------------------------------------------------------

    def save_draft(self, draft: Draft) -> None:
        """Keep a draft that is still being written; this makes no version of it."""
        with self.database.transaction() as db:
            put_draft(db, draft, self.viewer.name)

    def keep_version(self, draft: Draft, what: Message, expected: int | None = None) -> int:
        """Save the draft as its next version, and return that version's number.

        Raises DraftChanged, and saves nothing, where the draft's last version is not
        the `expected` one.
        """
        with self.database.transaction() as db:
            if expected is not None and last_version(db, draft.id) != expected:
                raise DraftChanged(title=draft.title)
            return put_version(db, draft, what, self.viewer.name)

    def draft(self, draft_id: str) -> Draft:
        """Raises DraftNotFound."""
        rows = self.database.read("SELECT body, owner FROM drafts WHERE id = ?", (draft_id,))
        if not rows or not self.shelf.shows("draft", draft_id, rows[0]["owner"]):
            raise DraftNotFound(draft_id=draft_id)
        return _DRAFT.validate_json(rows[0]["body"])

    def versions(self, draft_id: str) -> tuple[DraftVersion, ...]:
        """All versions, the oldest first; none while a draft is first written. Raises DraftNotFound."""
        self.draft(draft_id)
        rows = self.database.read(
            "SELECT number, saved_at, what FROM draft_versions WHERE draft_id = ? ORDER BY number",
            (draft_id,),
        )
        return tuple(
            DraftVersion(row["number"], row["saved_at"], message_from_column(row["what"])) for row in rows
        )

    def last_version(self, draft_id: str | None) -> int:
        """The number of the draft's last version; 0 where there is none."""
        query = "SELECT max(number) AS last FROM draft_versions WHERE draft_id = ?"
        return self.database.read(query, (draft_id,))[0]["last"] or 0

    def version(self, draft_id: str, number: int) -> Draft:
        """The draft as it was then. Raises DraftNotFound, NoSuchVersion."""
        self.shelf.look("draft", draft_id)
        rows = self.database.read(
            "SELECT body FROM draft_versions WHERE draft_id = ? AND number = ?",
            (draft_id, min(max(number, 0), 2**31)),
        )
        if not rows:
            raise NoSuchVersion(wanted=number, count=len(self.versions(draft_id)))
        return _DRAFT.validate_json(rows[0]["body"])

    # -- conversations ---------------------------------------------------------

    def save_conversation(self, conversation: Conversation) -> None:
        with self.database.transaction() as db:
            put_conversation(db, conversation, self.viewer.name)
            if conversation.draft_id:
                self.shelf.lay_on_desk(db, conversation.draft_id, conversation.id)

    def conversation(self, conversation_id: str) -> Conversation:
        """Raises ConversationNotFound."""
        rows = self.database.read("SELECT body, owner FROM conversations WHERE id = ?", (conversation_id,))
        if not rows or not self.shelf.shows("conversation", conversation_id, rows[0]["owner"]):
            raise ConversationNotFound(conversation_id=conversation_id)
        return _CONVERSATION.validate_json(rows[0]["body"])

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """One transaction over drafts and conversations; see the `put_` functions."""
        with self.editing, self.database.transaction() as db:
            yield db


def put_draft(db: Connection, draft: Draft, owner: str = "") -> str:
    """Write the draft as it stands, a new one as `owner`'s; returns its JSON."""
    body = _DRAFT.dump_json(draft).decode()
    db.execute(
        "INSERT INTO drafts (id, title, changed_at, body, owner) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, changed_at = excluded.changed_at,"
        " body = excluded.body",
        (draft.id, draft.title, _now(), body, owner),
    )
    return body


def put_version(db: Connection, draft: Draft, what: Message, owner: str = "") -> int:
    """Write the draft, a new one as `owner`'s, and its next version; returns the version's number."""
    number = last_version(db, draft.id) + 1
    body = put_draft(db, draft, owner)
    row = (draft.id, number, _now(), message_as_column(what), body)
    db.execute("INSERT INTO draft_versions VALUES (?, ?, ?, ?, ?)", row)
    return number


def last_version(db: Connection, draft_id: str) -> int:
    """Within a transaction, the number of the draft's last version; 0 where there is none."""
    row = db.execute("SELECT max(number) FROM draft_versions WHERE draft_id = ?", (draft_id,)).fetchone()
    return row[0] or 0


def put_conversation(db: Connection, conversation: Conversation, owner: str = "") -> None:
    """Write the conversation, a new one as `owner`'s."""
    body = _CONVERSATION.dump_json(conversation).decode()
    db.execute(
        "INSERT INTO conversations (id, changed_at, body, owner) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET changed_at = excluded.changed_at, body = excluded.body",
        (conversation.id, _now(), body, owner),
    )


def conversation_as_json(conversation: Conversation) -> str:
    return _CONVERSATION.dump_json(conversation).decode()


def conversation_from_json(body: str) -> Conversation:
    return _CONVERSATION.validate_json(body)


def message_as_column(message: Message) -> str:
    """A message as a column of text holds it: a plain one as its words, another as JSON."""
    value = as_json(message)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def message_from_column(text: str) -> Message:
    """What `message_as_column` wrote; the words of older versions are plain."""
    return from_json(json.loads(text) if text.startswith('{"code":') else text)


def new_id(prefix: str) -> str:
    """A fresh id that nobody guesses."""
    return f"{prefix}{secrets.token_hex(6)}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")

"""Whose drafts and conversations are, with whom they are shared, and the lists of them.

Ids are no secret: what a viewer may not see is to them not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from draftbot.domain import Kept, Viewer
from draftbot.errors import ConversationNotFound, DraftNotFound, NotFound, UserNotFound
from draftbot.index.database import Database
from draftbot.index.sql import Connection, Row

Kind = Literal["draft", "conversation"]
_TABLES = {"draft": "drafts", "conversation": "conversations"}
_VISIBLE = """(? OR owner = ? OR id IN (SELECT id FROM shares WHERE kind = ? AND "user" = ?))"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a viewer sees of a database's drafts and conversations."""

    database: Database
    viewer: Viewer

    def shows(self, kind: Kind, id_: str, owner: str) -> bool:
        """Whether the viewer sees what belongs to `owner`."""
        if self.viewer.sees_all or owner == self.viewer.name:
            return True
        row = (kind, id_, self.viewer.name)
        return bool(self.database.read('SELECT 1 FROM shares WHERE kind = ? AND id = ? AND "user" = ?', row))

    def look(self, kind: Kind, id_: str) -> str:
        """Whose it is. Raises DraftNotFound, ConversationNotFound."""
        rows = self.database.read(f"SELECT owner FROM {_TABLES[kind]} WHERE id = ?", (id_,))
        if not rows or not self.shows(kind, id_, rows[0]["owner"]):
            raise not_there(kind, id_)
        owner: str = rows[0]["owner"]
        return owner

    def listed(self, kind: Kind, words: str = "", first: int = 0, most: int = 50) -> tuple[Kept, ...]:
        """Those whose title holds `words`, the last changed first, from number `first` on, from 0."""
        holds = self.database.dialect.holds.format(text=f"lower({self._title(kind)})", part="lower(?)")
        rows = self.database.read(
            f"SELECT {self._listed(kind)} FROM {_TABLES[kind]}"
            f" WHERE {_VISIBLE} AND {holds} > 0 ORDER BY changed_at DESC, id LIMIT ? OFFSET ?",
            (kind, self.viewer.sees_all, self.viewer.name, kind, self.viewer.name, words, most, first),
        )
        return tuple(map(_kept, rows))

    def named(self, kind: Kind, id_: str) -> Kept:
        """One of them. Raises DraftNotFound, ConversationNotFound."""
        self.look(kind, id_)
        query = f"SELECT {self._listed(kind)} FROM {_TABLES[kind]} WHERE id = ?"
        return _kept(self.database.read(query, (kind, id_))[0])

    def disposes_of(self, kept: Kept) -> bool:
        """Whether the viewer may share and delete it."""
        return self.viewer.sees_all or kept.owner == self.viewer.name

    def people(self) -> tuple[str, ...]:
        """With whom something can be shared: the users who may come in, the viewer left out."""
        rows = self.database.read("SELECT name FROM users WHERE disabled_at IS NULL ORDER BY name")
        return tuple(row["name"] for row in rows if row["name"] != self.viewer.name)

    def share(self, kind: Kind, id_: str, users: Iterable[str]) -> tuple[str, ...]:
        """Let exactly `users` see it and work on it besides its owner; a conversation with its
        draft. Returns their names. Only the owner shares, or who sees all.

        Raises DraftNotFound, ConversationNotFound, UserNotFound.
        """
        names = sorted(set(users) - {self._own(kind, id_)})
        with self.database.transaction() as db:
            for name in names:
                if not db.execute("SELECT 1 FROM users WHERE name = ?", (name,)).fetchone():
                    raise UserNotFound(name=name)
            shared: list[tuple[Kind, str]] = [(kind, id_)]
            if kind == "conversation" and (draft_id := self._draft_of(db, id_)):
                shared.append(("draft", draft_id))
            for one in shared:
                db.execute("DELETE FROM shares WHERE kind = ? AND id = ?", one)
                db.executemany("INSERT INTO shares VALUES (?, ?, ?)", [(*one, name) for name in names])
        return tuple(names)

    def delete(self, kind: Kind, id_: str) -> None:
        """Take it away for good, a conversation with the draft on its desk. Only the owner does,
        or who sees all. Raises DraftNotFound, ConversationNotFound."""
        owner = self._own(kind, id_)
        with self.database.transaction() as db:
            if kind == "conversation":
                draft_id = self._draft_of(db, id_)
                _forget(db, "conversation", id_)
                db.execute("DELETE FROM steps WHERE conversation_id = ?", (id_,))
                if draft_id and _owner_of(db, "draft", draft_id) == owner:
                    self._forget_draft(db, draft_id)
            else:
                self._forget_draft(db, id_)

    def lay_on_desk(self, db: Connection, draft_id: str, conversation_id: str) -> None:
        """A draft that the viewer wrote in another's conversation is the other's, and is shared with
        whom the conversation is."""
        owner = _owner_of(db, "conversation", conversation_id)
        if owner is None or _owner_of(db, "draft", draft_id) not in (owner, self.viewer.name):
            return
        db.execute("UPDATE drafts SET owner = ? WHERE id = ?", (owner, draft_id))
        db.execute(
            "INSERT INTO shares SELECT 'draft', ?, \"user\" FROM shares"
            " WHERE kind = 'conversation' AND id = ? ON CONFLICT DO NOTHING",
            (draft_id, conversation_id),
        )

    def _own(self, kind: Kind, id_: str) -> str:
        """Whose it is, where the viewer disposes of it. Raises as `look`."""
        owner = self.look(kind, id_)
        if not self.viewer.sees_all and owner != self.viewer.name:
            raise not_there(kind, id_)
        return owner

    def _forget_draft(self, db: Connection, draft_id: str) -> None:
        """Also from the desks it lies on, whose steps would lead back to it."""
        _forget(db, "draft", draft_id)
        db.execute("DELETE FROM draft_versions WHERE draft_id = ?", (draft_id,))
        on_desks = f"{self._field('draft_id')} = ?"
        db.execute(
            f"DELETE FROM steps WHERE conversation_id IN (SELECT id FROM conversations WHERE {on_desks})",
            (draft_id,),
        )
        emptied = self.database.dialect.emptied.format(json="body", name="draft_id")
        db.execute(f"UPDATE conversations SET body = {emptied} WHERE {on_desks}", (draft_id,))

    def _draft_of(self, db: Connection, conversation_id: str) -> str | None:
        row = db.execute(
            f"SELECT {self._field('draft_id')} FROM conversations WHERE id = ?", (conversation_id,)
        ).fetchone()
        return row[0] if row else None

    def _listed(self, kind: Kind) -> str:
        """The columns of a list; the kind is their first value."""
        users = self.database.dialect.gathered.format(column='"user"')
        shared = f"(SELECT {users} FROM shares WHERE kind = ? AND id = {_TABLES[kind]}.id)"
        return f"id, {self._title(kind)} AS title, owner, changed_at, {shared} AS shared"

    def _title(self, kind: Kind) -> str:
        return "title" if kind == "draft" else self._field("title")

    def _field(self, name: str) -> str:
        """A field of what a conversation's row holds."""
        return self.database.dialect.field.format(json="body", name=name)


def not_there(kind: Kind, id_: str) -> NotFound:
    return DraftNotFound(draft_id=id_) if kind == "draft" else ConversationNotFound(conversation_id=id_)


def _forget(db: Connection, kind: Kind, id_: str) -> None:
    db.execute(f"DELETE FROM {_TABLES[kind]} WHERE id = ?", (id_,))
    db.execute("DELETE FROM shares WHERE kind = ? AND id = ?", (kind, id_))


def _owner_of(db: Connection, kind: Kind, id_: str) -> str | None:
    row = db.execute(f"SELECT owner FROM {_TABLES[kind]} WHERE id = ?", (id_,)).fetchone()
    return row[0] if row else None


def _kept(row: Row) -> Kept:
    return Kept(row["id"], row["title"], row["owner"], row["changed_at"], _names(row["shared"]))


def _names(as_json: str) -> tuple[str, ...]:
    return tuple(sorted(json.loads(as_json)))

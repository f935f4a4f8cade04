"""Undo and redo: the steps of a conversation, each the desk and its draft after one message.

A step is noted after each action; once a message is answered, those that it took become one.
What changed between two notes without one, as when a blank is filled on the page, is noted with
the next: each version of the draft as a step of its own. So undo always takes back one thing that
the user did: all that one message changed, or one edit by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from draftbot.domain import Conversation
from draftbot.drafts.store import (
    DraftStore,
    conversation_as_json,
    conversation_from_json,
    last_version,
    message_as_column,
    message_from_column,
    put_conversation,
    put_version,
)
from draftbot.errors import NothingToRedo, NothingToUndo
from draftbot.index.sql import Connection, Row
from draftbot.messages import NOTHING, Message, all_clauses

EDITED_BY_HAND = Message("steps.desk_by_hand")
Direction = Literal["undo", "redo"]


@dataclass(frozen=True, slots=True)
class _Step:
    number: int
    what: Message
    desk: str
    draft_version: int


class History:
    """What was done in each conversation, and the way back."""

    def __init__(self, store: DraftStore) -> None:
        self.store = store

    def note(self, conversation_id: str, what: Message = EDITED_BY_HAND) -> None:
        """Note as steps whatever changed since the last one. Raises ConversationNotFound."""
        with self.store.editing:
            conversation = self.store.conversation(conversation_id)
            version = self.store.last_version(conversation.draft_id)
            draft_id = conversation.draft_id
            versions = self.store.versions(draft_id) if draft_id and version else ()
            said = {one.number: one.what for one in versions}
            with self.store.changing() as db:
                last = _last(db, conversation_id)
                desk = _desk_of(conversation)
                if last is None:
                    _add(db, conversation_id, _Step(0, NOTHING, desk, version))
                elif _desk_of(conversation_from_json(last.desk)) != desk:
                    # Read and written again: a desk kept by an older version lacks what is new.
                    _add(db, conversation_id, _Step(last.number + 1, what, desk, version))
                else:
                    for i, number in enumerate(range(last.draft_version + 1, version + 1), 1):
                        step = _Step(last.number + i, said.get(number) or what, desk, number)
                        _add(db, conversation_id, step)

    def last_step(self, conversation_id: str) -> int:
        """The number of the last step that was not taken back; 0 where nothing was done."""
        sql = "SELECT MAX(number) AS number FROM steps WHERE conversation_id = ? AND undone = 0"
        (row,) = self.store.database.read(sql, (conversation_id,))
        return row["number"] or 0

    def last_versions(self, conversation_id: str) -> range:
        """The versions of the draft that the last step made; none where it made none."""
        sql = "SELECT draft_version FROM steps WHERE conversation_id = ? AND undone = 0 ORDER BY number DESC LIMIT 2"
        rows = self.store.database.read(sql, (conversation_id,))
        if len(rows) < 2:
            return range(0)
        return range(rows[1]["draft_version"] + 1, rows[0]["draft_version"] + 1)

    def join(self, conversation_id: str, since: int) -> None:
        """Make one step of all that were done after step `since`."""
        with self.store.editing, self.store.changing() as db:
            rows = db.execute(
                "SELECT * FROM steps WHERE conversation_id = ? AND number > ? AND undone = 0 ORDER BY number",
                (conversation_id, since),
            ).fetchall()
            steps = [_step(row) for row in rows]
            if len(steps) < 2:
                return
            db.execute("DELETE FROM steps WHERE conversation_id = ? AND number > ?", (conversation_id, since))
            what = all_clauses(dict.fromkeys(step.what for step in steps))
            _add(db, conversation_id, replace(steps[-1], number=steps[0].number, what=what))

    def go(self, conversation_id: str, direction: Direction) -> Message:
        """Put desk and draft back to before the last step, or forth again; returns what
        that step did. What was said stays said.

        Raises ConversationNotFound, NothingToUndo, NothingToRedo.
        """
        self.note(conversation_id)
        with self.store.editing:
            before = self.store.conversation(conversation_id)
            step, target = self._way(conversation_id, direction)
            desk = replace(conversation_from_json(target.desk), turns=before.turns, found=before.found)
            what = (
                Message("steps.undone", what=step.what)
                if direction == "undo"
                else Message("steps.redone", what=step.what)
            )
            draft = None
            if desk.draft_id and target.draft_version:
                draft = self.store.version(desk.draft_id, target.draft_version)
            with self.store.changing() as db:
                put_conversation(db, desk)
                version = 0
                if draft is not None and draft == self.store.draft(draft.id):
                    version = last_version(db, draft.id)
                elif draft is not None:
                    version = put_version(db, draft, what)
                _mark(db, conversation_id, step.number, undone=direction == "undo")
                db.execute(
                    "UPDATE steps SET draft_version = ? WHERE conversation_id = ? AND number = ?",
                    (version, conversation_id, target.number),
                )
            return step.what

    def can_redo(self, conversation_id: str) -> bool:
        sql = "SELECT 1 FROM steps WHERE conversation_id = ? AND undone = 1 LIMIT 1"
        return bool(self.store.database.read(sql, (conversation_id,)))

    def _way(self, conversation_id: str, direction: Direction) -> tuple[_Step, _Step]:
        """The step to take back or forth, and the one whose state is wanted then."""
        rows = self.store.database.read(
            "SELECT number, what, desk, draft_version, undone FROM steps WHERE conversation_id = ?"
            " ORDER BY number",
            (conversation_id,),
        )
        done = [_step(row) for row in rows if not row["undone"]]
        undone = [_step(row) for row in rows if row["undone"]]
        if direction == "undo":
            if len(done) < 2:
                raise NothingToUndo
            return done[-1], done[-2]
        if not undone:
            raise NothingToRedo
        return undone[0], undone[0]


def _desk_of(conversation: Conversation) -> str:
    return conversation_as_json(replace(conversation, turns=(), found=()))


def _last(db: Connection, conversation_id: str) -> _Step | None:
    row = db.execute(
        "SELECT * FROM steps WHERE conversation_id = ? AND undone = 0 ORDER BY number DESC LIMIT 1",
        (conversation_id,),
    ).fetchone()
    return _step(row) if row else None


def _step(row: Row) -> _Step:
    return _Step(row["number"], message_from_column(row["what"]), row["desk"], row["draft_version"])


def _add(db: Connection, conversation_id: str, step: _Step) -> None:
    """A new step; what was undone before it cannot be redone any more."""
    db.execute("DELETE FROM steps WHERE conversation_id = ? AND undone = 1", (conversation_id,))
    db.execute(
        "INSERT INTO steps VALUES (?, ?, ?, ?, ?, 0)",
        (conversation_id, step.number, message_as_column(step.what), step.desk, step.draft_version),
    )


def _mark(db: Connection, conversation_id: str, number: int, *, undone: bool) -> None:
    db.execute(
        "UPDATE steps SET undone = ? WHERE conversation_id = ? AND number = ?",
        (int(undone), conversation_id, number),
    )

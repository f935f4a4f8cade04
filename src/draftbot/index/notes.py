"""What is noted beside the corpus: what is at work, so that a start after a crash can go on with it,
and where passages went."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from draftbot.index.database import Database
from draftbot.index.report_rows import note_pending_vectors
from draftbot.index.sql import Connection

_READING, _MOVED = "reading", "moved"
_READ = "SELECT value FROM store_facts WHERE name = ?"


class Notes:
    """Reads and writes what is noted. Every write is one transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def begin_reading(self, paths: Collection[str]) -> None:
        """Note what is about to be read, so that a start after a crash can go on with it."""
        self._note_reading({*self.unfinished_reading(), *paths})

    def end_reading(self, paths: Collection[str]) -> None:
        self._note_reading(set(self.unfinished_reading()) - set(paths))

    def unfinished_reading(self) -> list[str]:
        """What was noted by `begin_reading` and never ended."""
        rows = self.database.read(_READ, (_READING,))
        return list(json.loads(rows[0]["value"])) if rows else []

    def _note_reading(self, paths: Collection[str]) -> None:
        with self.database.transaction() as db:
            _note(db, _READING, sorted(paths))

    def note_pending_vectors(self, passage_ids: Sequence[str]) -> None:
        """Note passages whose vectors are about to be written or removed."""
        with self.database.transaction() as db:
            note_pending_vectors(db, passage_ids)

    def pending_vectors(self) -> list[str]:
        """The passages that a crash may have caught half-way."""
        return [row["passage_id"] for row in self.database.read("SELECT passage_id FROM unsettled")]

    def clear_pending_vectors(self, passage_ids: Sequence[str]) -> None:
        """Their vectors are as they should be."""
        with self.database.transaction() as db:
            db.executemany("DELETE FROM unsettled WHERE passage_id = ?", [(id_,) for id_ in passage_ids])

    def note_moved(self, moved: Mapping[str, str]) -> None:
        """Note under which ids passages are to be found that drafts know by others."""
        if not moved:
            return
        with self.database.transaction() as db:
            rows = db.execute(_READ, (_MOVED,)).fetchall()
            known = json.loads(rows[0]["value"]) if rows else {}
            _note(db, _MOVED, {old: moved.get(new, new) for old, new in known.items()} | dict(moved))

    def moved_to(self, passage_id: str) -> str:
        """The id that a passage has now, its own where nothing is known of it."""
        rows = self.database.read(_READ, (_MOVED,))
        return str(json.loads(rows[0]["value"]).get(passage_id, passage_id)) if rows else passage_id


def _note(db: Connection, name: str, value: object) -> None:
    db.execute(
        "INSERT INTO store_facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, json.dumps(value)),
    )

"""Words of passages in SQLite's full-text index."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from draftbot.index.connections import Connections
from draftbot.index.database import Database
from draftbot.index.fulltext import FullText


def test_the_commonest_words_are_found_whichever_connection_is_lent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_the_end(self: Connections, connection: sqlite3.Connection) -> None:
        self._free.insert(0, connection)

    # Between two statements another thread may take the connection of the first.
    monkeypatch.setattr(Connections, "_take_back", at_the_end)
    database = Database(tmp_path)
    with database.transaction() as db:
        for number, body in enumerate(("消防 器材", "消防 演练", "食堂"), start=1):
            db.execute("INSERT INTO words (rowid, heading, body) VALUES (?, '', ?)", (number, body))
        other = Thread(target=database.read, args=("SELECT 1",))
        other.start()
        other.join()
    assert FullText(database).commonest_words(10) == ["消防"]
    database.close()

"""Which transactions change what was read, and which only what people keep.

What is remembered of the corpus must be forgotten when the corpus changes, and only then: an
office that drafts saves something several times a second. No caller has to say which it does;
the statements tell, and whatever names a table that is not known to be people's counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from draftbot.index.sql import Connection, Cursor

# The name of the count in `store_facts`.
CHANGES = "corpus_changes"
# What people keep, and who may come in.
_OF_PEOPLE = frozenset(
    (
        *("drafts", "draft_versions", "conversations", "steps", "shares"),
        *("users", "memberships", "sessions", "keys", "audit", "answers"),
    )
)
_CHANGED = re.compile(r'\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE)
_READS = re.compile(r"\s*SELECT\b", re.IGNORECASE)


class Noting:
    """A connection of a transaction that notes whether any of its statements changes the corpus."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.changes_corpus = False

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Cursor:
        self._note(sql)
        return self._connection.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> object:
        self._note(sql)
        return self._connection.executemany(sql, rows)

    def _note(self, sql: str) -> None:
        self.changes_corpus = self.changes_corpus or _changes_corpus(sql)


def count_change(connection: Connection) -> None:
    """Count one more change of the corpus, within the transaction that makes it."""
    connection.execute(
        "INSERT INTO store_facts VALUES (?, '1') ON CONFLICT (name)"
        " DO UPDATE SET value = CAST(CAST(store_facts.value AS INTEGER) + 1 AS TEXT)",
        (CHANGES,),
    )


@lru_cache(maxsize=1024)
def _changes_corpus(sql: str) -> bool:
    if _READS.match(sql):
        return False
    changed = _CHANGED.match(sql)
    return changed is None or changed[1].lower() not in _OF_PEOPLE

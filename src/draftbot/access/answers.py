"""Answers to requests that name themselves, kept so that none is carried out twice."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from draftbot.errors import AnswerComing, KeyUsedOtherwise
from draftbot.index.database import Database

SECONDS_KEPT = 24 * 3600
MOST_BYTES = 4 * 2**20  # of an answer that is kept
_SECONDS_TO_ASK_AGAIN = 2

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    status: int
    headers: Headers
    body: bytes


class Answers:
    """Each owner's, by the key that the request named itself by."""

    def __init__(self, database: Database) -> None:
        self.database = database
        # What this process is answering now; ends with this process, as its answers do.
        self._coming: set[tuple[str, str]] = set()
        self._changed = threading.Lock()

    @contextmanager
    def turn(self, owner: str, key: str) -> Iterator[None]:
        """The one turn of answering a request. Raises AnswerComing where it is taken."""
        with self._changed:
            if (owner, key) in self._coming:
                raise AnswerComing(seconds=_SECONDS_TO_ASK_AGAIN)
            self._coming.add((owner, key))
        try:
            # Another process may be at it, whose answer comes from there.
            with self.database.claimed(f"answer {owner}\n{key}") as is_ours:
                if not is_ours:
                    raise AnswerComing(seconds=_SECONDS_TO_ASK_AGAIN)
                yield
        finally:
            with self._changed:
                self._coming.discard((owner, key))

    def given(self, owner: str, key: str, asked: bytes) -> GivenAnswer | None:
        """What was answered within the last day to the request of hash `asked`. Raises
        KeyUsedOtherwise where the key was another's."""
        rows = self.database.read(
            "SELECT * FROM answers WHERE owner = ? AND key = ? AND at >= ?",
            (owner, key, int(time.time()) - SECONDS_KEPT),
        )
        if not rows:
            return None
        (row,) = rows
        if row["asked"] != asked:
            raise KeyUsedOtherwise(key=key)
        headers = tuple((name, value) for name, value in json.loads(row["headers"]))
        return GivenAnswer(row["status"], headers, row["body"])

    def keep(self, owner: str, key: str, asked: bytes, answer: GivenAnswer) -> None:
        """Those of the days before are forgotten."""
        at = int(time.time())
        with self.database.transaction() as db:
            db.execute("DELETE FROM answers WHERE at < ?", (at - SECONDS_KEPT,))
            db.execute(
                "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (owner, key) DO UPDATE SET"
                " asked = excluded.asked, at = excluded.at, status = excluded.status,"
                " headers = excluded.headers, body = excluded.body",
                (owner, key, asked, at, answer.status, json.dumps(answer.headers), answer.body),
            )

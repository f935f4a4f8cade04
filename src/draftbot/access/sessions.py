"""Sessions of people at the page: each ends, at the latest after two weeks."""

from __future__ import annotations

import secrets
import time

from draftbot.access.caller import Caller, Scope
from draftbot.access.keys import digest
from draftbot.index.database import Database

LONGEST_SECONDS = 14 * 24 * 3600
_SECONDS_BETWEEN_NOTES = 60  # how exactly it is known when a session was last used


class Sessions:
    """A session ends when it was not used for `hours`."""

    def __init__(self, database: Database, hours: float) -> None:
        self.database, self.seconds = database, int(hours * 3600)

    def begin(self, user: str) -> str:
        """A new session of a user, as the browser is to hold it. Those that are over are forgotten."""
        token, at = secrets.token_urlsafe(32), int(time.time())
        with self.database.transaction() as db:
            db.execute(
                "DELETE FROM sessions WHERE used_at < ? OR begun_at < ?",
                (at - self.seconds, at - LONGEST_SECONDS),
            )
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (digest(token), user, at, at))
        return token

    def end(self, token: str) -> None:
        with self.database.transaction() as db:
            db.execute("DELETE FROM sessions WHERE hash = ?", (digest(token),))

    def caller(self, token: str) -> Caller | None:
        """Whose session it is; None for one that is over."""
        at = int(time.time())
        rows = self.database.read(
            "SELECT s.*, u.scope FROM sessions s JOIN users u ON u.name = s.user"
            " WHERE s.hash = ? AND u.disabled_at IS NULL AND s.used_at >= ? AND s.begun_at >= ?",
            (digest(token), at - self.seconds, at - LONGEST_SECONDS),
        )
        if not rows:
            return None
        (row,) = rows
        if at - row["used_at"] > min(_SECONDS_BETWEEN_NOTES, self.seconds / 2):
            with self.database.transaction() as db:
                db.execute("UPDATE sessions SET used_at = ? WHERE hash = ?", (at, digest(token)))
        return Caller(row["user"], Scope.named(row["scope"]), "session")

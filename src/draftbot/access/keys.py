"""Keys that other programs come in with: kept hashed, shown once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from draftbot.access import names
from draftbot.access.audit import now
from draftbot.access.caller import Caller, Scope
from draftbot.errors import KeyNotFound, NameTaken, NoUsersYet, UserNotFound
from draftbot.index.database import Database

PREFIX = "db-"


@dataclass(frozen=True, slots=True)
class Key:
    """`user` whose drafts it works with, None for its own; `revoked_at` None for one that is good."""

    name: str
    scope: Scope
    user: str | None
    made_at: str
    revoked_at: str | None


class Keys:
    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, name: str, scope: Scope, user: str | None = None) -> str:
        """A new key in words, which are not kept. Raises BadName, NameTaken, NoUsersYet, UserNotFound."""
        name, secret = names.fit(name), PREFIX + secrets.token_urlsafe(32)
        with self.database.transaction() as db:
            if not db.execute("SELECT 1 FROM users").fetchone():
                raise NoUsersYet
            if user is not None and not db.execute("SELECT 1 FROM users WHERE name = ?", (user,)).fetchone():
                raise UserNotFound(name=user)
            if db.execute("SELECT 1 FROM keys WHERE name = ?", (name,)).fetchone():
                raise NameTaken(name=name)
            db.execute(
                "INSERT INTO keys VALUES (?, ?, ?, ?, ?, NULL)",
                (name, digest(secret), scope.word, user, now()),
            )
        return secret

    def all(self) -> tuple[Key, ...]:
        rows = self.database.read("SELECT * FROM keys ORDER BY made_at, name")
        return tuple(
            Key(r["name"], Scope.named(r["scope"]), r["user"], r["made_at"], r["revoked_at"]) for r in rows
        )

    def revoke(self, name: str) -> None:
        """It is no longer good, from now on. Raises KeyNotFound."""
        with self.database.transaction() as db:
            done = db.execute(
                "UPDATE keys SET revoked_at = coalesce(revoked_at, ?) WHERE name = ?", (now(), name)
            )
            if not done.rowcount:
                raise KeyNotFound(name=name)

    def caller(self, secret: str) -> Caller | None:
        """Who comes in with a key; None for one that is not good. A user's key may no more than
        the user."""
        rows = self.database.read(
            "SELECT k.name, k.scope, k.user, u.scope AS most, u.disabled_at FROM keys k"
            " LEFT JOIN users u ON u.name = k.user WHERE k.hash = ? AND k.revoked_at IS NULL",
            (digest(secret),),
        )
        if not rows or rows[0]["disabled_at"]:
            return None
        (row,) = rows
        scope = Scope.named(row["scope"])
        if row["user"] is None:
            return Caller(f"key:{row['name']}", scope, "key", row["name"])
        return Caller(row["user"], min(scope, Scope.named(row["most"])), "key", row["name"])


def digest(secret: str) -> str:
    """What is kept of a key or a session: both are long and random, a plain hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()

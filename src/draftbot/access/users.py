"""The people of an office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from draftbot.access import names, passwords
from draftbot.access.audit import now
from draftbot.access.caller import Scope
from draftbot.errors import LastAdmin, NameTaken, UserNotFound
from draftbot.index.database import Database


@dataclass(frozen=True, slots=True)
class User:
    """`disabled_at` None for who may come in; a user sees the reports of their `departments`."""

    name: str
    scope: Scope
    has_password: bool
    made_at: str
    disabled_at: str | None
    departments: tuple[str, ...] = ()


class Users:
    """All who may come in. None is ever deleted: what they made stays theirs."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @property
    def any(self) -> bool:
        """Whether there are users, disabled ones too: with the first the door is shut for good."""
        return bool(self.database.read("SELECT 1 FROM users LIMIT 1"))

    def add(
        self,
        name: str,
        password: str | None,
        scope: Scope = Scope.WRITE,
        departments: Iterable[str] = (),
    ) -> User:
        """A new user, the first one an administrator; without a password one that comes in by the
        proxy only. Raises BadName, BadPassword, NameTaken."""
        name, kept = names.fit(name), passwords.hashed(password) if password is not None else ""
        belongs_to = _fit(departments)
        with self.database.transaction() as db:
            if db.execute("SELECT 1 FROM users WHERE name = ?", (name,)).fetchone():
                raise NameTaken(name=name)
            if not self.any:
                scope = Scope.ADMIN
            db.execute("INSERT INTO users VALUES (?, ?, ?, ?, NULL)", (name, scope.word, kept, now()))
            db.executemany("INSERT INTO memberships VALUES (?, ?)", [(name, one) for one in belongs_to])
        return self.named(name)

    def add_vouched(self, name: str) -> User:
        """One whom a proxy vouches for: without a password, never an administrator."""
        with self.database.transaction() as db:
            row = (name, Scope.WRITE.word, now())
            db.execute("INSERT INTO users VALUES (?, ?, '', ?, NULL) ON CONFLICT DO NOTHING", row)
        return self.named(name)

    def named(self, name: str) -> User:
        """Raises UserNotFound."""
        found = next((user for user in self.all() if user.name == name), None)
        if found is None:
            raise UserNotFound(name=name)
        return found

    def all(self) -> tuple[User, ...]:
        rows = self.database.read("SELECT * FROM users ORDER BY made_at, name")
        return tuple(
            User(
                r["name"],
                Scope.named(r["scope"]),
                bool(r["password"]),
                r["made_at"],
                r["disabled_at"],
                self.departments_of(r["name"]),
            )
            for r in rows
        )

    def departments_of(self, name: str) -> tuple[str, ...]:
        """Those that a user belongs to; none for a key that works for no user."""
        sql = 'SELECT department FROM memberships WHERE "user" = ? ORDER BY department'
        return tuple(row["department"] for row in self.database.read(sql, (name,)))

    def set_departments(self, name: str, departments: Iterable[str]) -> None:
        """Let a user belong to exactly these. Raises UserNotFound, BadName."""
        self.named(name)
        fit = _fit(departments)
        with self.database.transaction() as db:
            db.execute('DELETE FROM memberships WHERE "user" = ?', (name,))
            db.executemany("INSERT INTO memberships VALUES (?, ?)", [(name, one) for one in fit])

    def password(self, name: str) -> str:
        """What is kept of the password of a user who may come in; "" for anybody else."""
        rows = self.database.read(
            "SELECT password FROM users WHERE name = ? AND disabled_at IS NULL", (name,)
        )
        return rows[0]["password"] if rows else ""

    def set_password(self, name: str, password: str) -> None:
        """All their sessions end. Raises UserNotFound, BadPassword."""
        self.named(name)
        kept = passwords.hashed(password)
        with self.database.transaction() as db:
            db.execute("UPDATE users SET password = ? WHERE name = ?", (kept, name))
            db.execute('DELETE FROM sessions WHERE "user" = ?', (name,))

    def disable(self, name: str) -> None:
        """All their sessions end, and their keys with them. Raises UserNotFound, LastAdmin."""
        with self.database.transaction() as db:
            user = self.named(name)
            if user.scope is Scope.ADMIN:
                self._need_another_admin(name)
            db.execute(
                "UPDATE users SET disabled_at = coalesce(disabled_at, ?) WHERE name = ?", (now(), name)
            )
            db.execute('DELETE FROM sessions WHERE "user" = ?', (name,))

    def enable(self, name: str) -> None:
        """Raises UserNotFound."""
        self.named(name)
        with self.database.transaction() as db:
            db.execute("UPDATE users SET disabled_at = NULL WHERE name = ?", (name,))

    def set_scope(self, name: str, scope: Scope) -> None:
        """Raises UserNotFound, LastAdmin."""
        with self.database.transaction() as db:
            user = self.named(name)
            if user.scope is Scope.ADMIN and scope is not Scope.ADMIN:
                self._need_another_admin(name)
            db.execute("UPDATE users SET scope = ? WHERE name = ?", (scope.word, name))

    def _need_another_admin(self, name: str) -> None:
        if not any(u.scope is Scope.ADMIN and not u.disabled_at for u in self.all() if u.name != name):
            raise LastAdmin(name=name)


def _fit(departments: Iterable[str]) -> list[str]:
    """Raises BadName."""
    return sorted({names.fit(one) for one in departments})

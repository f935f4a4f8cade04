"""A PostgreSQL server that several processes share. Readers never wait; writers of all processes take
turns, so that what holds for SQLite's writers holds for these."""

from __future__ import annotations

import logging
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import cast

from pg8000.exceptions import DatabaseError, InterfaceError

from draftbot.errors import (
    DatabaseFull,
    DatabaseNewer,
    DatabaseNotEmpty,
    DatabaseUnavailable,
    DraftbotError,
)
from draftbot.index.connections import Connections
from draftbot.index.postgresql.address import address_in
from draftbot.index.postgresql.connection import PostgresConnection
from draftbot.index.postgresql.job_board import TABLE as JOBS
from draftbot.index.postgresql.job_board import JobBoard
from draftbot.index.postgresql.moving import TABLES, put_in, take_out
from draftbot.index.postgresql.schema import FIRST_VERSION, steps_from, whole_schema
from draftbot.index.schema import SCHEMA_VERSION
from draftbot.index.sql import Connection, Dialect, Lock

log = logging.getLogger(__name__)

# Stand before the number of each of our locks, so that no other program's is taken for one.
_OURS = 0x64726662
_SECONDS_BETWEEN_TRIES = 0.02
_DISK_FULL = "53100"
_HOLDS_ANYTHING = f"SELECT {' OR '.join(f'EXISTS (SELECT 1 FROM {table})' for table in TABLES)}"


class PostgresStore:
    """The database behind a URL, used by any thread of any number of processes."""

    dialect = Dialect(
        holds="strpos({text}, {part})",
        # A JSON text may name the character that PostgreSQL's texts cannot hold.
        field=r"(replace({json}, '\u0000', '')::json ->> '{name}')",
        emptied=r"jsonb_set(replace({json}, '\u0000', '')::jsonb, '{{{name}}}', 'null')::text",
        gathered="coalesce(json_agg({column}), '[]')::text",
    )
    has_fts5 = False

    def __init__(self, url: str) -> None:
        """Connect, and make the tables where there are none.

        Raises SettingsWrong, DatabaseUnavailable, DatabaseNewer.
        """
        address = address_in(url)
        self.where = address.shown
        connect = partial(PostgresConnection, address)
        self._pool = Connections(connect, lambda connection: connection.is_good)
        self._held = _HeldByServer(connect, self.translated)
        self._locks: dict[str, _SharedLock] = {}
        self._listed = threading.Lock()
        self.job_board = JobBoard(self._pool.lent, self.translated)
        with self.translated(), closing(connect()) as connection:
            self._migrate(connection)

    def lent(self) -> AbstractContextManager[Connection]:
        return self._pool.lent()

    def begin(self, connection: Connection) -> None:
        # The row is ours until the end: whoever writes next waits here, and sees all that we did.
        _run(connection, "BEGIN; UPDATE store_state SET changes = changes + 1")

    def commit(self, connection: Connection) -> None:
        _run(connection, "COMMIT")

    def rollback(self, connection: Connection) -> None:
        ours = cast(PostgresConnection, connection)
        if not ours.is_broken:  # else the server does it by itself
            try:
                ours.run("ROLLBACK")
            except (DatabaseError, InterfaceError, OSError):
                ours.is_broken = True

    def state(self) -> int:
        with self._pool.lent() as connection:
            row = connection.execute("SELECT changes FROM store_state").fetchone()
        assert row is not None
        return int(row[0])

    def lock(self, name: str) -> Lock:
        with self._listed:
            if name not in self._locks:
                self._locks[name] = _SharedLock(self._held, name)
            return self._locks[name]

    def claim(self, name: str) -> bool:
        return self._held.take(_number(name))

    def let_go(self, name: str) -> None:
        self._held.give_back(_number(name))

    def is_sound(self) -> bool:
        """Whether each passage has its words; the files are the server's to look after."""
        with self._pool.lent() as connection:
            lacking = connection.execute(
                "SELECT 1 FROM passages FULL JOIN words ON words.rowid = passages.number"
                " WHERE words.rowid IS NULL OR passages.number IS NULL LIMIT 1"
            )
            return lacking.fetchone() is None

    def copy_to(self, file: Path) -> None:
        with self._pool.lent() as connection:
            take_out(connection, file)

    def fill_from(self, file: Path) -> None:
        """Make a SQLite file of this version all that is kept. Raises DatabaseNotEmpty."""
        with self.translated(), self._pool.lent() as connection:
            self.begin(connection)
            try:
                (row,) = connection.execute(_HOLDS_ANYTHING).fetchall()
                if row[0]:
                    raise DatabaseNotEmpty(where=self.where)
                put_in(connection, file)
                self.commit(connection)
            except BaseException:
                self.rollback(connection)
                raise

    def close(self) -> None:
        self._held.close()
        self._pool.close()

    @contextmanager
    def translated(self) -> Iterator[None]:
        """The server's errors, and the network's, as ours."""
        try:
            yield
        except DatabaseError as exc:
            raise self._as_ours(exc) from exc
        except (InterfaceError, OSError) as exc:
            cause = exc.__cause__ or exc
            raise DatabaseUnavailable(where=self.where, reason=str(cause) or type(cause).__name__) from exc

    def _as_ours(self, exc: DatabaseError) -> DraftbotError:
        said = exc.args[0] if exc.args and isinstance(exc.args[0], dict) else {}
        if said.get("C") == _DISK_FULL:
            return DatabaseFull(where=self.where)
        return DatabaseUnavailable(where=self.where, reason=str(said.get("M") or exc))

    def _migrate(self, connection: PostgresConnection) -> None:
        """One process at a time; the others find it done."""
        (encoding,) = connection.execute("SHOW server_encoding").fetchall()
        if encoding[0] != "UTF8":
            raise DatabaseUnavailable(where=self.where, reason=f"server_encoding {encoding[0]}, not UTF8")
        connection.run(f"BEGIN; SELECT pg_advisory_xact_lock({_OURS}, 0)")
        (there,) = connection.execute("SELECT to_regclass('store_state') IS NOT NULL").fetchall()
        if not there[0]:
            connection.run(whole_schema())
        else:
            (row,) = connection.execute("SELECT version FROM store_state").fetchall()
            if row[0] > SCHEMA_VERSION:
                raise DatabaseNewer(where=self.where, version=row[0], known=SCHEMA_VERSION)
            if FIRST_VERSION <= row[0] < SCHEMA_VERSION:
                connection.run(steps_from(row[0]))
        connection.run(JOBS)
        connection.run("COMMIT")


class _HeldByServer:
    """Locks that the server holds for this process, all by one connection: they end with it."""

    def __init__(self, connect: partial[PostgresConnection], translated: object) -> None:
        self._connect = connect
        self._translated = cast("type[AbstractContextManager[None]]", translated)
        self._connection: PostgresConnection | None = None
        self._using = threading.Lock()

    def take(self, number: int) -> bool:
        """Whether it was free. Raises DatabaseUnavailable."""
        with self._using, self._translated():
            if self._connection is None or not self._connection.is_good:
                if self._connection is not None:
                    self._connection.close()
                self._connection = self._connect()
            (row,) = self._connection.execute("SELECT pg_try_advisory_lock(?, ?)", (_OURS, number)).fetchall()
            return bool(row[0])

    def give_back(self, number: int) -> None:
        """Where the connection is gone, the lock went with it."""
        with self._using:
            if self._connection is not None and self._connection.is_good:
                try:
                    self._connection.execute("SELECT pg_advisory_unlock(?, ?)", (_OURS, number))
                except (DatabaseError, InterfaceError, OSError) as exc:
                    log.warning("a lock went with its connection: %s", exc)

    def close(self) -> None:
        with self._using:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


class _SharedLock:
    """See `sql.Lock`. The threads of this process wait for one another here, and the one whose turn it
    is waits for the other processes."""

    def __init__(self, held: _HeldByServer, name: str) -> None:
        self._held, self._number = held, _number(name)
        self._own = threading.RLock()
        self._times = 0

    def acquire(self, blocking: bool = True) -> bool:
        """Raises DatabaseUnavailable."""
        if not self._own.acquire(blocking):
            return False
        try:
            while not self._times and not self._held.take(self._number):
                if not blocking:
                    self._own.release()
                    return False
                time.sleep(_SECONDS_BETWEEN_TRIES)
        except BaseException:
            self._own.release()
            raise
        self._times += 1
        return True

    def release(self) -> None:
        self._times -= 1
        try:
            if not self._times:
                self._held.give_back(self._number)
        finally:
            self._own.release()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *exc: object) -> None:
        self.release()


def _number(name: str) -> int:
    """What a lock is called among PostgreSQL's, a positive number of 31 bits."""
    return zlib.crc32(name.encode("utf-8", "replace")) & 0x7FFFFFFF


def _run(connection: Connection, script: str) -> None:
    cast(PostgresConnection, connection).run(script)

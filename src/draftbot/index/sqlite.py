"""The one SQLite file of a data folder. Readers never wait (WAL); writers take turns."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import cast
from urllib.parse import quote

from draftbot.errors import DataFolderDamaged, DataFolderNewer, DataFolderNotWritable, DiskFull, DraftbotError
from draftbot.index.connections import Connections, Watch, connect_to_file
from draftbot.index.schema import SCHEMA, SCHEMA_VERSION, STEPS_FROM
from draftbot.index.sql import Connection, Dialect, Lock

FILE_NAME = "draftbot.sqlite3"


def schema_version(file: Path) -> int:
    """The version that a database has; 0 where there is none, or none that can be read."""
    try:
        uri = f"file:{quote(str(file))}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            return version
    except sqlite3.Error:
        return 0


class SqliteStore:
    """One file, read and written by any thread; see `Connections`."""

    dialect = Dialect(
        holds="instr({text}, {part})",
        field="json_extract({json}, '$.{name}')",
        emptied="json_set({json}, '$.{name}', NULL)",
        gathered="json_group_array({column})",
    )
    has_fts5 = True
    job_board = None

    def __init__(self, home: Path) -> None:
        """Open, or create, the file in `home`.

        Raises DataFolderNotWritable, DataFolderDamaged, DataFolderNewer, DiskFull.
        """
        self.home = home
        self._pool = Connections(partial(connect_to_file, home / FILE_NAME))
        # One process owns the folder: what its threads do is all there is.
        self._locks: dict[str, Lock] = {}
        with self.translated(), self._pool.lent() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            self._migrate(connection)
        self._watch = Watch(home / FILE_NAME)

    def lent(self) -> AbstractContextManager[Connection]:
        return self._pool.lent()

    def begin(self, connection: Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")

    def commit(self, connection: Connection) -> None:
        connection.execute("COMMIT")

    def rollback(self, connection: Connection) -> None:
        cast(sqlite3.Connection, connection).rollback()  # nothing where the error has ended it already

    def state(self) -> int:
        return self._watch.state()

    def lock(self, name: str) -> Lock:
        return self._locks.setdefault(name, cast(Lock, threading.RLock()))

    def claim(self, name: str) -> bool:
        return True

    def let_go(self, name: str) -> None:
        pass

    def is_sound(self) -> bool:
        """What SQLite's own quick check says of the file."""
        with self._pool.lent() as connection:
            rows = connection.execute("PRAGMA quick_check").fetchall()
        return [tuple(row) for row in rows] == [("ok",)]

    def copy_to(self, file: Path) -> None:
        with self._pool.lent() as connection, closing(sqlite3.connect(file)) as copy:
            connection.backup(copy)

    def close(self) -> None:
        self._watch.close()
        self._pool.close()

    @contextmanager
    def translated(self) -> Iterator[None]:
        """SQLite's errors as ours."""
        try:
            yield
        except sqlite3.Error as exc:
            raise self._as_ours(exc) from exc

    def _migrate(self, connection: sqlite3.Connection) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == SCHEMA_VERSION:
            return
        if version > SCHEMA_VERSION:
            raise DataFolderNewer(home=self.home, version=version, known=SCHEMA_VERSION)
        if version:
            self._keep_copy(connection, version)
        steps = "".join(STEPS_FROM[version:]) if version else SCHEMA
        connection.executescript(f"BEGIN; {steps} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")

    def _keep_copy(self, connection: sqlite3.Connection, version: int) -> None:
        """The file as the older draftbot left it, beside the migrated one."""
        kept = self.home / f"{FILE_NAME}.v{version}"
        half = kept.with_suffix(kept.suffix + ".half")
        with closing(sqlite3.connect(half)) as copy:
            connection.backup(copy)
        half.replace(kept)

    def _as_ours(self, exc: sqlite3.Error) -> DraftbotError:
        code = getattr(exc, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            return DiskFull(home=self.home)
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            return DataFolderNotWritable(home=self.home)
        return DataFolderDamaged(home=self.home, reason=str(exc))

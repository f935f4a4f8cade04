"""The truth about reports, drafts and conversations, whichever kind of database keeps it.

Without an address it is the one SQLite file of a data folder. A transaction that ends in an
error leaves nothing behind.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from draftbot.errors import DataFolderClosed
from draftbot.index.corpus_changes import CHANGES, Noting, count_change
from draftbot.index.originals import InDatabase, Originals
from draftbot.index.schema import SCHEMA_VERSION
from draftbot.index.sql import Connection, Dialect, JobBoard, Lock, Row, Store
from draftbot.index.sqlite import FILE_NAME, SqliteStore, schema_version

__all__ = ["FILE_NAME", "MANY", "SCHEMA_VERSION", "Database", "schema_version"]

# SQLite's limit on variables in one statement is at least this.
MANY = 900


class Database:
    """Read and written by any thread."""

    def __init__(self, home: Path, store: Store | None = None, originals: Originals | None = None) -> None:
        """The data of `home`, in the file there unless `store` keeps it; original files are in it too
        unless `originals` keeps them.

        Raises DataFolderNotWritable, DataFolderDamaged, DataFolderNewer, DiskFull.
        """
        self.home = home
        self._store: Store = store or SqliteStore(home)
        self.originals: Originals = originals or InDatabase()
        self._writing = threading.RLock()
        # The connection of the transaction that this thread is in.
        self._mine = threading.local()
        self._closed = False
        # The state that the corpus was last looked at in, and how often it had changed by then.
        self._corpus: tuple[int, int] | None = None

    @property
    def dialect(self) -> Dialect:
        return self._store.dialect

    @property
    def has_fts5(self) -> bool:
        """Whether words are looked up by SQLite's own index."""
        return self._store.has_fts5

    @property
    def job_board(self) -> JobBoard | None:
        """Where processes that share the data tell one another what they do."""
        return self._store.job_board

    def read(self, sql: str, values: tuple[object, ...] = ()) -> list[Row]:
        """All rows of a query; within a transaction of this thread's, as it has left them."""
        with self.lent() as connection:
            return connection.execute(sql, values).fetchall()

    @contextmanager
    def lent(self) -> Iterator[Connection]:
        """One connection for several queries, that of the transaction where this thread is in one."""
        with self._store.translated():
            mine: Connection | None = getattr(self._mine, "connection", None)
            if mine is not None:
                yield mine
                return
            self._refuse_when_closed()
            with self._store.lent() as connection:
                yield connection

    def state(self) -> int | None:
        """Another number once anything was committed, by this process or another; None within a
        transaction of this thread's, which sees what is not committed yet."""
        if getattr(self._mine, "connection", None) is not None:
            return None
        with self._store.translated():
            self._refuse_when_closed()
            return self._store.state()

    def corpus_state(self) -> int | None:
        """Another number once anything of the reports was committed, by whomever: not for a draft that
        is saved. None within a transaction of this thread's."""
        state = self.state()
        if state is None:
            return None
        seen = self._corpus
        if seen is None or seen[0] != state:
            rows = self.read("SELECT value FROM store_facts WHERE name = ?", (CHANGES,))
            seen = self._corpus = state, int(rows[0]["value"]) if rows else 0
        return seen[1]

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A write that happens whole or not at all; writers wait for one another."""
        with self._writing, self._store.translated():
            self._refuse_when_closed()
            with self._store.lent() as connection:
                self._store.begin(connection)
                noting = self._mine.connection = Noting(connection)
                try:
                    yield noting
                    if noting.changes_corpus:
                        count_change(connection)
                    self._store.commit(connection)
                except BaseException:
                    self._store.rollback(
                        connection
                    )  # also where the commit failed: the next is lent it clean
                    raise
                finally:
                    self._mine.connection = None

    def lock(self, name: str) -> Lock:
        """The lock of this name, the same one for all processes that share the data."""
        return self._store.lock(name)

    @contextmanager
    def claimed(self, name: str) -> Iterator[bool]:
        """Whether no other process is at what is named, and none will be while this lasts. Threads of
        this process are not told apart. Raises DatabaseUnavailable."""
        is_ours = self._store.claim(name)
        try:
            yield is_ours
        finally:
            if is_ours:
                self._store.let_go(name)

    def copy_to(self, file: Path) -> None:
        """A copy of all that is committed, whole in itself, while others read and write.
        Raises DataFolderDamaged, DiskFull, DatabaseUnavailable."""
        with self._store.translated():
            self._store.copy_to(file)

    def is_sound(self) -> bool:
        """What the database's own check says of it."""
        with self._store.translated():
            return self._store.is_sound()

    def close(self) -> None:
        """After the write at work; what comes later is refused."""
        with self._writing:
            self._closed = True
            self._store.close()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise DataFolderClosed(home=self.home)

"""A bounded pool of connections to one database.

A connection is lent for one query or one transaction and comes back after it, so that
how many there are depends on how much is done at once, never on how many threads
have come and gone.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, Protocol, TypeVar

# Each to SQLite holds two descriptors (the file and its log) and a cache of pages.
MOST_CONNECTIONS = 16
SECONDS_FOR_A_LOCK = 30


class _Closable(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=_Closable)


class Connections(Generic[C]):
    """At most `most` connections, made by `connect`; who finds none free waits for one. One that
    `is_good` does not hold for is closed instead of lent."""

    def __init__(
        self,
        connect: Callable[[], C],
        is_good: Callable[[C], bool] = lambda _: True,
        most: int = MOST_CONNECTIONS,
    ) -> None:
        self._connect, self._is_good = connect, is_good
        self._free: list[C] = []
        self._closed = False
        self._listed = threading.Lock()
        self._places = threading.Semaphore(most)

    @contextmanager
    def lent(self) -> Iterator[C]:
        """A connection until the end of the block. Raises as `connect`."""
        with self._places:
            connection = self._take()
            try:
                yield connection
            finally:
                self._take_back(connection)

    def close(self) -> None:
        """Close all; one that is lent still is closed when it comes back."""
        with self._listed:
            self._closed = True
            free, self._free = self._free, []
        for connection in free:
            connection.close()

    def _take_back(self, connection: C) -> None:
        with self._listed:
            if not self._closed:
                self._free.append(connection)
                return
        connection.close()

    def _take(self) -> C:
        while True:
            with self._listed:
                # The one last used has the warmest cache.
                connection = self._free.pop() if self._free else None
            if connection is None:
                return self._connect()
            if self._is_good(connection):
                return connection
            connection.close()


def connect_to_file(file: Path) -> sqlite3.Connection:
    """A connection to SQLite that another thread than this may use and close, never two at once.
    Raises sqlite3.Error."""
    connection = sqlite3.connect(
        file, timeout=SECONDS_FOR_A_LOCK, isolation_level=None, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


class Watch:
    """A connection that writes nothing, and so is told by SQLite of whatever others commit."""

    def __init__(self, file: Path) -> None:
        """Raises sqlite3.Error."""
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            file, timeout=SECONDS_FOR_A_LOCK, isolation_level=None, check_same_thread=False
        )

    def state(self) -> int:
        """Another number once anything was committed. Raises sqlite3.Error."""
        with self._lock:
            state: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
            return state

    def close(self) -> None:
        with self._lock:
            self._connection.close()

"""A bounded pool of connections to one SQLite file.

A connection is lent for one query or one transaction and comes back after it, so that
how many there are depends on how much is done at once, never on how many threads
have come and gone.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Each holds two descriptors (the file and its log) and a cache of pages.
MOST_CONNECTIONS = 16
SECONDS_FOR_A_LOCK = 30


class Connections:
    """At most `most` connections to `file`; who finds none free waits for one."""

    def __init__(self, file: Path, most: int = MOST_CONNECTIONS) -> None:
        self._file = file
        self._free: list[sqlite3.Connection] = []
        self._closed = False
        self._listed = threading.Lock()
        self._places = threading.Semaphore(most)

    @contextmanager
    def lent(self) -> Iterator[sqlite3.Connection]:
        """A connection until the end of the block. Raises sqlite3.Error."""
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

    def _take_back(self, connection: sqlite3.Connection) -> None:
        with self._listed:
            if not self._closed:
                self._free.append(connection)
                return
        connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._listed:
            if self._free:
                return self._free.pop()  # the one last used has the warmest cache
        # Used, and closed, by other threads than the one that opened it; never by two at once.
        connection = sqlite3.connect(
            self._file, timeout=SECONDS_FOR_A_LOCK, isolation_level=None, check_same_thread=False
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

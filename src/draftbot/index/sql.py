"""What draftbot asks of a database, in few words of our own, and what its two kinds say differently.

Statements are written once, in what SQLite and PostgreSQL both understand, with `?` for values
(`?1` for one that is named twice); for the rest there is a `Dialect`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from draftbot.domain import Job


class Row(Protocol):
    """Values by the names of their columns, or by their places."""

    def __getitem__(self, key: str | int, /) -> Any: ...  # noqa: ANN401  (a column may hold anything)
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...


class Cursor(Protocol):
    """What a statement gave; `rowcount` of one that changed something."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...  # noqa: ANN401  (a column may hold anything)
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Cursor: ...
    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> object: ...


class Lock(Protocol):
    """Held by one thread of one of the processes that share the data, by which as often as it likes."""

    def acquire(self, blocking: bool = True) -> bool: ...
    def release(self) -> None: ...
    def __enter__(self) -> bool: ...
    def __exit__(self, *exc: object) -> None: ...


@dataclass(frozen=True, slots=True)
class Dialect:
    """Patterns of SQL: `{text}`, `{part}`, `{json}` and `{column}` stand for expressions, `{name}`
    for the name of a field."""

    holds: str  # whether a text holds another
    field: str  # of a JSON object, as text
    emptied: str  # a JSON object with null for a field
    gathered: str  # the values of a column as a JSON list


class JobBoard(Protocol):
    """Where the processes that share a database tell one another what they are at work on. Raises
    DatabaseUnavailable."""

    def tell(self, process: str, jobs: Sequence[Job]) -> set[str]:
        """These are all that a process is at work on; given the ids of those that are to end early."""

    def told_by_others(self, process: str) -> list[Job]:
        """What the others are at work on, the oldest first."""

    def ask_to_stop(self, job_id: str) -> None: ...


class Store(Protocol):
    """A kind of database. All but `close` and `lock` raise its own errors, which `translated` says in ours."""

    dialect: Dialect
    has_fts5: bool

    @property
    def job_board(self) -> JobBoard | None:
        """None where one process has all the data to itself."""

    def lent(self) -> AbstractContextManager[Connection]:
        """A connection until the end of the block."""

    def begin(self, connection: Connection) -> None:
        """A write, once it is its turn among the writers of all processes."""

    def commit(self, connection: Connection) -> None: ...

    def rollback(self, connection: Connection) -> None: ...

    def state(self) -> int:
        """Another number once anything was committed, by whomever."""

    def translated(self) -> AbstractContextManager[None]: ...

    def lock(self, name: str) -> Lock:
        """The lock of this name, the same one for all processes that share the data."""

    def claim(self, name: str) -> bool:
        """Whether no other process has claimed this; one that ends lets go of its claims."""

    def let_go(self, name: str) -> None:
        """Of what this process has claimed."""

    def is_sound(self) -> bool: ...

    def copy_to(self, file: Path) -> None:
        """A SQLite file of all that is committed, while others read and write."""

    def close(self) -> None: ...

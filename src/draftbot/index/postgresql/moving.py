"""All that is kept, from a SQLite file of this version into PostgreSQL and back, table by table."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from draftbot.index.postgresql.connection import PostgresConnection
from draftbot.index.schema import SCHEMA, SCHEMA_VERSION

# In the order in which they were made: what is referred to comes first.
TABLES = tuple(re.findall(r"CREATE (?:VIRTUAL )?TABLE (\w+)", SCHEMA))
_ROWS_AT_ONCE = 200
# What is numbered by the server goes on behind what came with its number.
_COUNTS_ON = """SELECT setval(pg_get_serial_sequence('{table}', 'number'),
    coalesce(max(number), 1), max(number) IS NOT NULL) FROM {table}"""


def put_in(connection: PostgresConnection, file: Path) -> None:
    """Fill the tables of this version, which are empty, within the caller's transaction."""
    with closing(sqlite3.connect(file)) as sqlite:
        for table in TABLES:
            columns = _columns(sqlite, table)
            rows = sqlite.execute(_all_rows(table, columns))
            while part := list(islice(rows, _ROWS_AT_ONCE)):
                connection.executemany(_insertion(table, columns), part)
            if columns[0] == "number":
                connection.execute(_COUNTS_ON.format(table=table))


def take_out(connection: PostgresConnection, file: Path) -> None:
    """Make a SQLite file of all that is committed; what is written meanwhile is not in it."""
    with closing(sqlite3.connect(file)) as sqlite:
        sqlite.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
        connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        try:
            for table in TABLES:
                columns = _columns(sqlite, table)
                sqlite.executemany(_insertion(table, columns), _rows_of(connection, table, columns))
            sqlite.commit()
        finally:
            if connection.is_good:
                connection.run("ROLLBACK")


def _columns(sqlite: sqlite3.Connection, table: str) -> list[str]:
    """Their names; the full-text index has its row's number besides."""
    names = [row[1] for row in sqlite.execute(f"PRAGMA table_info({table})")]
    return ["rowid", *names] if table == "words" else names


def _insertion(table: str, columns: list[str]) -> str:
    return f"INSERT INTO {table} ({_quoted(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _all_rows(table: str, columns: list[str]) -> str:
    return f"SELECT {_quoted(columns)} FROM {table}"


def _quoted(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _rows_of(connection: PostgresConnection, table: str, columns: list[str]) -> Iterator[tuple[object, ...]]:
    """A part at a time: a table may be larger than the memory."""
    # By a name of its own: a statement's columns are remembered with its words.
    cursor = f"rows_of_{table}"
    connection.run(f"DECLARE {cursor} NO SCROLL CURSOR FOR {_all_rows(table, columns)}")
    while rows := connection.execute(f"FETCH {_ROWS_AT_ONCE} FROM {cursor}").fetchall():
        yield from (tuple(row) for row in rows)
    connection.run(f"CLOSE {cursor}")

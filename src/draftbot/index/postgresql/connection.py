"""One connection to PostgreSQL that speaks as SQLite's do: `?` for values, rows by name or place."""

from __future__ import annotations

import re
import select
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from pg8000.converters import make_params
from pg8000.exceptions import DatabaseError, InterfaceError
from pg8000.native import Connection as Pg8000

from draftbot.index.postgresql.address import Address

# A server that says nothing for so long is taken for gone.
SECONDS_OF_SILENCE = 60
_SECONDS_FOR_A_TURN = 30
_MOST_PREPARED = 200
# Rows of one statement; few sizes, so that few statements are prepared.
_AT_ONCE = (100, 10, 1)
_VALUE = re.compile(r"'(?:[^']|'')*'|\?(\d*)")
_INSERTED = re.compile(r"(INSERT .*? VALUES )(\(.*?\))( ON CONFLICT .*)?", re.DOTALL)
_SETTINGS = {
    "client_encoding": "UTF8",
    "lock_timeout": f"{_SECONDS_FOR_A_TURN}s",
    "jit": "off",  # our queries are short
    # How many rows have a word depends on the word.
    "plan_cache_mode": "force_custom_plan",
}


class _Prepared(NamedTuple):
    name: bytes
    columns: Any
    converters: Any
    places: dict[str, int]


class Values:
    """A row: values by the names of their columns, or by their places."""

    __slots__ = ("_places", "_values")

    def __init__(self, values: list[Any], places: dict[str, int]) -> None:
        self._values, self._places = values, places

    def __getitem__(self, key: str | int) -> Any:  # noqa: ANN401  (a column may hold anything)
        return self._values[key if isinstance(key, int) else self._places[key]]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class Found:
    """What a statement gave, all of it."""

    def __init__(self, rows: list[Values], rowcount: int) -> None:
        self._rows, self.rowcount = rows, rowcount
        self._rest = iter(rows)

    def fetchone(self) -> Values | None:
        return next(self._rest, None)

    def fetchall(self) -> list[Values]:
        return list(self._rest)

    def __iter__(self) -> Iterator[Values]:
        return self._rest


class PostgresConnection:
    """For one thread at a time. Raises pg8000's errors."""

    def __init__(self, address: Address) -> None:
        self._raw = Pg8000(
            address.user,
            host=address.host,
            port=address.port,
            database=address.database,
            password=address.password,
            unix_sock=address.socket,
            ssl_context=address.tls(),
            timeout=SECONDS_OF_SILENCE,
            application_name="draftbot",
            startup_params=_SETTINGS,
        )
        self._prepared: OrderedDict[str, _Prepared] = OrderedDict()
        self.is_broken = False

    @property
    def is_good(self) -> bool:
        """Whether nothing has broken it, as far as it is known here: a server that has ended it has
        said so, and nothing else is ever said unasked."""
        if self.is_broken:
            return False
        readable, _, _ = select.select([self._raw._usock], [], [], 0)
        return not readable

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Found:
        try:
            prepared = self._prepare(sql)
            params = make_params(self._raw.py_types, map(_storable, values))
            given = self._raw.execute_named(prepared.name, params, prepared.columns, prepared.converters, sql)
        except DatabaseError:
            raise  # the server has refused, and waits for the next
        except BaseException:
            self.is_broken = True
            raise
        rows = given.rows if prepared.columns else []
        return Found([Values(row, prepared.places) for row in rows], given.row_count)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Rows that are inserted go many at a time."""
        inserted = _INSERTED.fullmatch(sql)
        if not inserted:
            for row in rows:
                self.execute(sql, row)
            return
        head, one, tail = inserted.groups(default="")
        rest = list(rows)
        for size in _AT_ONCE:
            while len(rest) >= size:
                part, rest = rest[:size], rest[size:]
                values = [value for row in part for value in row]
                self.execute(f"{head}{', '.join([one] * size)}{tail}", values)

    def run(self, script: str) -> None:
        """Statements without values, of which none is asked for what it gives."""
        try:
            self._raw.execute_simple(script)
        except DatabaseError:
            raise
        except BaseException:
            self.is_broken = True
            raise

    def close(self) -> None:
        with suppress(InterfaceError, OSError):  # it was gone before
            self._raw.close()

    def _prepare(self, sql: str) -> _Prepared:
        known = self._prepared.get(sql)
        if known is not None:
            self._prepared.move_to_end(sql)
            return known
        name, columns, converters = self._raw.prepare_statement(numbered(sql), ())
        places = {column["name"]: place for place, column in enumerate(columns or ())}
        self._prepared[sql] = known = _Prepared(name, columns, converters, places)
        for old in list(islice(self._prepared, max(0, len(self._prepared) - _MOST_PREPARED))):
            self._raw.close_prepared_statement(self._prepared.pop(old).name)
        return known


@lru_cache(maxsize=1024)
def numbered(sql: str) -> str:
    """The statement with PostgreSQL's $1 for each `?` or `?1`; `?` is one more than the highest
    before it, as in SQLite."""
    highest = 0

    def place(match: re.Match[str]) -> str:
        nonlocal highest
        if match[1] is None:  # a quoted text
            return match[0]
        number = int(match[1]) if match[1] else highest + 1
        highest = max(highest, number)
        return f"${number}"

    return _VALUE.sub(place, sql)


def _storable(value: object) -> object:
    """PostgreSQL's texts hold no NUL."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value

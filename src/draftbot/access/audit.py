"""Who did what, when: a table that is only added to. It holds ids and names, no texts."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime

from draftbot.access.caller import Caller
from draftbot.errors import BadInput
from draftbot.index.database import Database
from draftbot.messages import Message

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """`at` is UTC, ISO 8601; `way` how they came in; `which` an id or a name."""

    number: int
    at: str
    who: str
    way: str
    what: str
    which: str


class Audit:
    def __init__(self, database: Database) -> None:
        self.database = database

    def tell(self, caller: Caller, what: str, which: str = "") -> None:
        """Write down that `caller` did `what`."""
        who = (
            f"{caller.name} ({caller.via})"
            if caller.via and not caller.name.endswith(caller.via)
            else caller.name
        )
        with self.database.transaction() as db:
            db.execute(
                "INSERT INTO audit (at, who, way, what, which) VALUES (?, ?, ?, ?, ?)",
                (now(), who, caller.way, what, printable(which)),
            )

    def entries(self, since: str = "", after: int = 0, most: int = 1000) -> tuple[Entry, ...]:
        """What was done at `since` (a date or a time, ISO 8601) or later, from the entry behind
        number `after` on, the first first. Raises BadInput for what is no date."""
        if since and not _is_date(since):
            raise BadInput(what=Message("access.no_date", text=since))
        rows = self.database.read(
            "SELECT * FROM audit WHERE at >= ? AND number > ? ORDER BY number LIMIT ?", (since, after, most)
        )
        return tuple(Entry(*row) for row in rows)


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def as_csv(entries: tuple[Entry, ...]) -> str:
    """With a head; a name that a spreadsheet would compute is kept from it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([field.name for field in fields(Entry)])
    for entry in entries:
        writer.writerow([_harmless(str(value)) for value in astuple(entry)])
    return text.getvalue()


def _harmless(value: str) -> str:
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def printable(name: str) -> str:
    """A name that came from outside, on one line."""
    clean = "".join(c if c.isprintable() else "?" for c in name)
    return clean.encode("utf-8", "replace").decode()[:LONGEST_NAME]


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

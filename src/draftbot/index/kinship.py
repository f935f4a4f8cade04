"""Families of reports that mostly repeat one another, kept up to date as reports come and go."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence

from draftbot.corpus.duplicates import SIMILAR, bands, families, similarity
from draftbot.index.database import MANY, Database


def insert_bands(db: sqlite3.Connection, report_id: str, signature: bytes) -> None:
    """Note by which pieces of its signature a report is found, within a transaction."""
    db.executemany(
        "INSERT OR IGNORE INTO signature_bands VALUES (?, ?)",
        [(band, report_id) for band in _numbers(signature)],
    )


class Kinship:
    """Says of each report which other it repeats. Work grows with the family, not
    with the corpus."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def mark(self, report_ids: Sequence[str]) -> None:
        """Find the families of reports that came, or whose head went, and who heads them."""
        if not report_ids:
            return
        members = self._families_of(report_ids)
        rows = self._rows("id, title, year, signature", "id", members)
        signed = [(row["id"], row["signature"], (-(row["year"] or 0), row["title"])) for row in rows]
        heads = families(signed)
        with self.database.transaction() as db:
            db.executemany(
                "UPDATE reports SET duplicate_of = ? WHERE id = ?",
                [(head, id_) for id_, head in heads.items()],
            )

    def recount(self) -> None:
        """Note all signatures: for a data folder made before they were noted."""
        if self.database.read("SELECT 1 FROM signature_bands LIMIT 1"):
            return
        with self.database.transaction() as db:
            for row in db.execute("SELECT id, signature FROM reports").fetchall():
                insert_bands(db, row["id"], row["signature"])

    def _families_of(self, report_ids: Sequence[str]) -> list[str]:
        """The reports, those like them, and all that are of a family with one of these."""
        touched = dict.fromkeys(report_ids)
        for row in self._rows("id, signature", "id", report_ids):
            touched.update(dict.fromkeys(self._like(row["signature"])))
        rows = self._rows("id, duplicate_of", "id", list(touched))
        heads = list(dict.fromkeys(row["duplicate_of"] or row["id"] for row in rows))
        members = self._rows("id", "duplicate_of", heads)
        return list(dict.fromkeys([*touched, *heads, *(row["id"] for row in members)]))

    def _like(self, signature: bytes) -> list[str]:
        numbers = tuple(_numbers(signature))
        marks = ", ".join("?" * len(numbers))
        rows = self.database.read(
            "SELECT id, signature FROM reports WHERE id IN"
            f" (SELECT report_id FROM signature_bands WHERE band IN ({marks}))",
            numbers,
        )
        return [row["id"] for row in rows if similarity(signature, row["signature"]) >= SIMILAR]

    def _rows(self, columns: str, by: str, values: Sequence[str]) -> list[sqlite3.Row]:
        found: list[sqlite3.Row] = []
        for start in range(0, len(values), MANY):
            part = tuple(values[start : start + MANY])
            marks = ", ".join("?" * len(part))
            found += self.database.read(f"SELECT {columns} FROM reports WHERE {by} IN ({marks})", part)
        return found


def _numbers(signature: bytes) -> Iterable[int]:
    """Each band of a signature as a signed 64-bit number."""
    for place, values in bands(signature):
        digest = hashlib.blake2b(values, digest_size=8, salt=place.to_bytes(4, "little")).digest()
        yield int.from_bytes(digest, "little", signed=True)

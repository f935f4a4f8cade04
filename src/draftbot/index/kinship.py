"""Families of reports that mostly repeat one another, kept up to date as reports come and go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from draftbot.corpus.duplicates import SIMILAR, bands, families, similarity
from draftbot.index.database import MANY, Database
from draftbot.index.sql import Connection, Row

# Stands among the bands of a report until its family has been found: should the process
# end before that, the next start finds it.
_TO_BE_PLACED = 0


def insert_bands(db: Connection, report_id: str, signature: bytes) -> None:
    """Note by which pieces of its signature a report is found, and that its family is
    still to be found, within a transaction."""
    db.executemany(
        "INSERT INTO signature_bands VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(band, report_id) for band in (_TO_BE_PLACED, *_numbers(signature))],
    )


def leave_family(db: Connection, report_id: str) -> list[str]:
    """Take a report out of its family, within a transaction; returns those it leaves
    behind, who are to be placed anew: some may be of the family through it alone."""
    rows = db.execute(
        "SELECT id FROM reports WHERE id <> ?1 AND (duplicate_of = ?1"
        " OR duplicate_of = (SELECT duplicate_of FROM reports WHERE id = ?1))",
        (report_id,),
    ).fetchall()
    left = [row["id"] for row in rows]
    db.execute("UPDATE reports SET duplicate_of = NULL WHERE duplicate_of = ?", (report_id,))
    db.execute("DELETE FROM signature_bands WHERE report_id = ?", (report_id,))
    db.executemany(
        "INSERT INTO signature_bands VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(_TO_BE_PLACED, id_) for id_ in left],
    )
    return left


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
        # The id last: which of two alike in all else came first must not matter.
        signed = [(r["id"], r["signature"], (-(r["year"] or 0), r["title"], r["id"])) for r in rows]
        heads = families(signed)
        with self.database.transaction() as db:
            db.executemany(
                "UPDATE reports SET duplicate_of = ? WHERE id = ?",
                [(head, id_) for id_, head in heads.items()],
            )
            db.executemany(
                "DELETE FROM signature_bands WHERE band = ? AND report_id = ?",
                [(_TO_BE_PLACED, id_) for id_ in report_ids],
            )

    def recount(self) -> None:
        """Find the families that a crash left to be found; note all signatures of a
        data folder made before they were noted, whose families are known."""
        if self.database.read("SELECT 1 FROM signature_bands LIMIT 1"):
            to_be_placed = "SELECT report_id FROM signature_bands WHERE band = ?"
            self.mark([row["report_id"] for row in self.database.read(to_be_placed, (_TO_BE_PLACED,))])
            return
        with self.database.transaction() as db:
            for row in db.execute("SELECT id, signature FROM reports").fetchall():
                insert_bands(db, row["id"], row["signature"])
            db.execute("DELETE FROM signature_bands WHERE band = ?", (_TO_BE_PLACED,))

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

    def _rows(self, columns: str, by: str, values: Sequence[str]) -> list[Row]:
        found: list[Row] = []
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

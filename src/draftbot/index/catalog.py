"""What the corpus holds: files, reports, passages and their words, in SQLite."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from pydantic import TypeAdapter

from draftbot.domain import Corrections, Filters, Guess, Passage, Report, ReportSummary, Role, Script
from draftbot.errors import ReportNotFound
from draftbot.index.database import Database
from draftbot.index.words import match_expression, words_of

_REPORT = TypeAdapter(Report)
# A heading tells more of what a passage is about than any one sentence in it.
HEADING_WEIGHT, BODY_WEIGHT = 2.0, 1.0
# SQLite's limit on variables in one statement is at least this.
MANY = 900

_SUMMARY = "id, title, genre, unit, year, script, source, first_line, chars, duplicate_of"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file whose reports have been read and cut, ready to be stored."""

    path: str
    hash: str
    data: bytes
    reports: tuple[tuple[Report, bytes, tuple[Passage, ...]], ...]  # report, signature, passages


@dataclass(frozen=True, slots=True)
class StoredPassage:
    passage: Passage
    report: ReportSummary


@dataclass(frozen=True, slots=True)
class KnownValues:
    """What a search can be limited to: the values that occur in the corpus."""

    genres: tuple[str, ...]
    units: tuple[str, ...]
    years: tuple[int, ...]
    sources: tuple[str, ...]


class Catalog:
    """Reads and writes the tables of reports. Every write is one transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database

    # -- files ---------------------------------------------------------------

    def knows_file(self, hash_: str) -> bool:
        return bool(self.database.read("SELECT 1 FROM files WHERE hash = ?", (hash_,)))

    def original(self, report_id: str) -> bytes:
        """The bytes of the file a report was read from. Raises ReportNotFound."""
        rows = self.database.read(
            "SELECT data FROM files JOIN reports ON file_hash = hash WHERE id = ?", (report_id,)
        )
        if not rows:
            raise ReportNotFound(report_id=report_id)
        data: bytes = rows[0]["data"]
        return data

    def add(self, files: Sequence[ReadFile]) -> list[str]:
        """Store files with all that was read from them.

        A path that held other content before now holds this; what no path holds
        any more is dropped. Returns the ids of the dropped passages.
        """
        dropped: list[str] = []
        with self.database.transaction() as db:
            for file in files:
                db.execute("INSERT OR IGNORE INTO files VALUES (?, ?)", (file.hash, file.data))
                dropped += _point_path(db, file.path, file.hash)
                for ordinal, (report, signature, passages) in enumerate(file.reports):
                    _insert_report(db, file.hash, ordinal, report, signature)
                    _insert_passages(db, passages)
        return dropped

    def point_path(self, path: str, hash_: str) -> list[str]:
        """Let `path` hold the known content `hash_`; returns ids of passages dropped for it."""
        with self.database.transaction() as db:
            return _point_path(db, path, hash_)

    # -- reports -------------------------------------------------------------

    def reports(self, filters: Filters | None = None) -> list[ReportSummary]:
        """All reports the filters let through, by unit, year and title."""
        where, values = _where(filters or Filters(), "")
        rows = self.database.read(
            f"SELECT {_SUMMARY} FROM reports WHERE {where} ORDER BY unit, year, title, id", tuple(values)
        )
        return [_summary(row) for row in rows]

    def report(self, report_id: str) -> tuple[ReportSummary, Report]:
        """A report as read. Raises ReportNotFound."""
        rows = self.database.read(f"SELECT {_SUMMARY}, body FROM reports WHERE id = ?", (report_id,))
        if not rows:
            raise ReportNotFound(report_id=report_id)
        return _summary(rows[0]), _REPORT.validate_json(rows[0]["body"])

    def correct(self, report_id: str, corrections: Corrections) -> None:
        """Put the user's word in place of what was read, wholly sure. Raises ReportNotFound."""
        _, report = self.report(report_id)
        said = {name: value for name, value in asdict(corrections).items() if value is not None}
        title = said.pop("title", report.title)
        known = {name: Guess(value, 1.0) for name, value in said.items()}
        report = replace(report, title=title, title_is_derived=False, **known)  # type: ignore[arg-type]
        with self.database.transaction() as db:
            db.execute(
                "UPDATE reports SET title = ?, genre = ?, unit = ?, year = ?, body = ? WHERE id = ?",
                (
                    report.title,
                    report.genre.value,
                    report.unit.value,
                    report.year.value,
                    _REPORT.dump_json(report).decode(),
                    report_id,
                ),
            )

    def remove_report(self, report_id: str) -> list[str]:
        """Forget a report, and its file when it was the last of it.

        Returns the ids of its passages. Raises ReportNotFound.
        """
        with self.database.transaction() as db:
            row = db.execute("SELECT file_hash FROM reports WHERE id = ?", (report_id,)).fetchone()
            if row is None:
                raise ReportNotFound(report_id=report_id)
            dropped = _delete_reports(db, [report_id])
            left = db.execute("SELECT 1 FROM reports WHERE file_hash = ?", (row["file_hash"],)).fetchone()
            if left is None:
                db.execute("DELETE FROM paths WHERE hash = ?", (row["file_hash"],))
                db.execute("DELETE FROM files WHERE hash = ?", (row["file_hash"],))
        return dropped

    def signatures(self) -> list[tuple[ReportSummary, bytes]]:
        """Every report with its near-duplicate signature."""
        rows = self.database.read(f"SELECT {_SUMMARY}, signature FROM reports ORDER BY rowid")
        return [(_summary(row), row["signature"]) for row in rows]

    def set_duplicates(self, duplicate_of: dict[str, str | None]) -> None:
        """Record for each report id the report it mostly repeats."""
        with self.database.transaction() as db:
            db.executemany(
                "UPDATE reports SET duplicate_of = ? WHERE id = ?",
                [(original, id_) for id_, original in duplicate_of.items()],
            )

    def known_values(self) -> KnownValues:
        """The distinct values of the filterable columns."""

        def distinct(column: str) -> list[object]:
            rows = self.database.read(
                f"SELECT DISTINCT {column} FROM reports WHERE {column} IS NOT NULL AND {column} <> ''"
                f" ORDER BY {column}"
            )
            return [row[0] for row in rows]

        return KnownValues(
            genres=tuple(map(str, distinct("genre"))),
            units=tuple(map(str, distinct("unit"))),
            years=tuple(int(str(year)) for year in distinct("year")),
            sources=tuple(map(str, distinct("source"))),
        )

    def counts(self) -> tuple[int, int]:
        """How many reports and how many passages there are."""
        row = self.database.read("SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM passages)")[0]
        return int(row[0]), int(row[1])

    # -- passages ------------------------------------------------------------

    def passages(self, ids: Sequence[str]) -> dict[str, StoredPassage]:
        """The passages that exist among `ids`."""
        found: dict[str, StoredPassage] = {}
        for start in range(0, len(ids), MANY):
            part = list(ids[start : start + MANY])
            marks = ", ".join("?" * len(part))
            for stored in self._stored(f"p.id IN ({marks})", tuple(part)):
                found[stored.passage.id] = stored
        return found

    def passages_of(self, report_id: str) -> list[Passage]:
        """A report's passages in order."""
        return [s.passage for s in self._stored("p.report_id = ? ORDER BY p.ordinal", (report_id,))]

    def passage_ids(self) -> set[str]:
        return {row["id"] for row in self.database.read("SELECT id FROM passages")}

    def passage_batches(self, size: int) -> Iterator[list[StoredPassage]]:
        """All passages, `size` at a time, in the order they were stored."""
        last = 0
        while True:
            rows = self.database.read(
                "SELECT number, id FROM passages WHERE number > ? ORDER BY number LIMIT ?", (last, size)
            )
            if not rows:
                return
            last = rows[-1]["number"]
            yield list(self.passages([row["id"] for row in rows]).values())

    def lexical(self, words: Sequence[str], k: int, filters: Filters) -> list[tuple[str, float]]:
        """Up to `k` (passage id, BM25 score, higher is better) that hold any of the words."""
        if not words:
            return []
        where, values = _where(filters, "r.")
        role = ""
        if filters.roles:
            role = f" AND p.role IN ({', '.join('?' * len(filters.roles))})"
            values += [str(r) for r in filters.roles]
        rows = self.database.read(
            f"SELECT p.id, -bm25(words, {HEADING_WEIGHT}, {BODY_WEIGHT}) AS score"
            " FROM words JOIN passages p ON p.number = words.rowid JOIN reports r ON r.id = p.report_id"
            f" WHERE words MATCH ? AND {where}{role} ORDER BY score DESC LIMIT ?",
            (match_expression(list(words)), *values, k),
        )
        return [(row["id"], row["score"]) for row in rows]

    def rarities(self, words: Sequence[str]) -> dict[str, float]:
        """How much each word tells: ln((passages + 1) / (passages that hold it + 1))."""
        _, total = self.counts()
        counts = {
            word: self.database.read(
                "SELECT count(*) FROM words WHERE words MATCH ?", (match_expression([word]),)
            )
            for word in words
        }
        return {word: math.log((total + 1) / (rows[0][0] + 1)) for word, rows in counts.items()}

    def _stored(self, where: str, values: tuple[object, ...]) -> list[StoredPassage]:
        columns = ", ".join(f"r.{name.strip()} AS r_{name.strip()}" for name in _SUMMARY.split(","))
        rows = self.database.read(
            "SELECT p.id, p.report_id, p.ordinal, p.heading_path, p.role, p.text, "
            f"{columns} FROM passages p JOIN reports r ON r.id = p.report_id WHERE {where}",
            values,
        )
        return [StoredPassage(_passage(row), _summary(row, "r_")) for row in rows]


def _point_path(db: sqlite3.Connection, path: str, hash_: str) -> list[str]:
    before = db.execute("SELECT hash FROM paths WHERE path = ?", (path,)).fetchone()
    db.execute("INSERT OR REPLACE INTO paths VALUES (?, ?)", (path, hash_))
    if before is None or before["hash"] == hash_:
        return []
    old = before["hash"]
    if db.execute("SELECT 1 FROM paths WHERE hash = ?", (old,)).fetchone():
        return []
    ids = [row["id"] for row in db.execute("SELECT id FROM reports WHERE file_hash = ?", (old,))]
    dropped = _delete_reports(db, ids)
    db.execute("DELETE FROM files WHERE hash = ?", (old,))
    return dropped


def _delete_reports(db: sqlite3.Connection, report_ids: Iterable[str]) -> list[str]:
    dropped: list[str] = []
    for report_id in report_ids:
        rows = db.execute("SELECT number, id FROM passages WHERE report_id = ?", (report_id,)).fetchall()
        db.executemany("DELETE FROM words WHERE rowid = ?", [(row["number"],) for row in rows])
        db.execute("DELETE FROM passages WHERE report_id = ?", (report_id,))
        db.execute("UPDATE reports SET duplicate_of = NULL WHERE duplicate_of = ?", (report_id,))
        db.execute("DELETE FROM reports WHERE id = ?", (report_id,))
        dropped += [row["id"] for row in rows]
    return dropped


def _insert_report(
    db: sqlite3.Connection, hash_: str, ordinal: int, report: Report, signature: bytes
) -> None:
    db.execute(
        "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)",
        (
            report.id,
            hash_,
            ordinal,
            report.title,
            report.genre.value,
            report.unit.value,
            report.year.value,
            report.source,
            report.first_line,
            str(report.script),
            report.chars,
            signature,
            _REPORT.dump_json(report).decode(),
        ),
    )


def _insert_passages(db: sqlite3.Connection, passages: Iterable[Passage]) -> None:
    for p in passages:
        cursor = db.execute(
            "INSERT INTO passages (id, report_id, ordinal, heading_path, role, text) VALUES (?, ?, ?, ?, ?, ?)",
            (
                p.id,
                p.report_id,
                p.ordinal,
                json.dumps(p.heading_path, ensure_ascii=False),
                str(p.role),
                p.text,
            ),
        )
        db.execute(
            "INSERT INTO words (rowid, heading, body) VALUES (?, ?, ?)",
            (cursor.lastrowid, " ".join(words_of(" ".join(p.heading_path))), " ".join(words_of(p.text))),
        )


def _where(filters: Filters, prefix: str) -> tuple[str, list[object]]:
    """The filters that concern reports, as SQL with its values."""
    parts, values = ["1"], list[object]()
    for name in ("genre", "unit", "source"):
        if value := getattr(filters, name):
            parts.append(f"{prefix}{name} = ?")
            values.append(value)
    if filters.years:
        parts.append(f"{prefix}year BETWEEN ? AND ?")
        values += filters.years
    if filters.without_reports:
        parts.append(f"{prefix}id NOT IN ({', '.join('?' * len(filters.without_reports))})")
        values += filters.without_reports
    return " AND ".join(parts), values


def _summary(row: sqlite3.Row, prefix: str = "") -> ReportSummary:
    values = {name.strip(): row[prefix + name.strip()] for name in _SUMMARY.split(",")}
    return ReportSummary(**{**values, "script": Script(values["script"])})


def _passage(row: sqlite3.Row) -> Passage:
    return Passage(
        row["id"],
        row["report_id"],
        row["ordinal"],
        tuple(json.loads(row["heading_path"])),
        Role(row["role"]),
        row["text"],
    )

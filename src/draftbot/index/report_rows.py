"""A report as rows of the database: put there with its passages and their words and names, read, taken away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache

from pydantic import TypeAdapter

from draftbot.chinese.names import Name
from draftbot.domain import Passage, Report, ReportSummary, Role, Script
from draftbot.index.embedding_cache import drop_unused
from draftbot.index.fulltext import count_grams, held_in, index_words
from draftbot.index.kinship import insert_bands, leave_family
from draftbot.index.sql import Connection, Row

REPORT = TypeAdapter(Report)

_SUMMARY_COLUMNS = tuple(f.name for f in fields(ReportSummary))
SUMMARY = ", ".join(_SUMMARY_COLUMNS)
PREFIX = "r_"
SUMMARY_OF_PASSAGE = ", ".join(f"r.{name} AS {PREFIX}{name}" for name in _SUMMARY_COLUMNS)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file whose reports have been read and cut, ready to be stored."""

    path: str
    hash: str
    data: bytes
    reports: tuple[tuple[Report, bytes, tuple[Passage, ...]], ...]  # report, signature, passages
    departments: Mapping[str, str] = field(default_factory=dict)  # who sees a report, by its id


@dataclass(frozen=True, slots=True)
class FoundNames:
    """The names in passages, by passage id, and which finder found them. A name in the headings
    above a passage has start and end −1."""

    finder: str
    by_passage: Mapping[str, Sequence[Name]]


@dataclass(slots=True)
class Dropped:
    """What went: passages whose vectors must go too, reports that have lost one
    of their family, embeddings that perhaps nobody uses any more."""

    passages: list[str] = field(default_factory=list)
    bereft: list[str] = field(default_factory=list)
    embeddings: list[int] = field(default_factory=list)


def point_path(db: Connection, path: str, hash_: str, dropped: Dropped) -> None:
    before = db.execute("SELECT hash FROM paths WHERE path = ?", (path,)).fetchone()
    db.execute(
        "INSERT INTO paths VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET hash = excluded.hash", (path, hash_)
    )
    if before is None or before["hash"] == hash_:
        return
    drop_unheld(db, before["hash"], dropped)


def drop_unheld(db: Connection, old: str, dropped: Dropped) -> None:
    """Drop a file that no path holds any more, with its reports."""
    if db.execute("SELECT 1 FROM paths WHERE hash = ?", (old,)).fetchone():
        return
    for row in db.execute("SELECT id FROM reports WHERE file_hash = ?", (old,)).fetchall():
        delete_report(db, row["id"], dropped)
    db.execute("DELETE FROM files WHERE hash = ?", (old,))


def delete_report(db: Connection, report_id: str, dropped: Dropped) -> None:
    rows = db.execute(
        "SELECT number, p.id, title, heading_path, text, embedding"
        " FROM passages p JOIN reports r ON r.id = report_id WHERE report_id = ?",
        (report_id,),
    ).fetchall()
    db.executemany("DELETE FROM words WHERE rowid = ?", [(row["number"],) for row in rows])
    db.executemany("DELETE FROM names WHERE passage = ?", [(row["number"],) for row in rows])
    count_grams(db, [held_in(row) for row in rows], -1)
    db.execute("DELETE FROM passages WHERE report_id = ?", (report_id,))
    dropped.bereft += leave_family(db, report_id)
    db.execute("DELETE FROM reports WHERE id = ?", (report_id,))
    dropped.passages += [row["id"] for row in rows]
    dropped.embeddings += [row["embedding"] for row in rows if row["embedding"] is not None]


def finish_dropping(db: Connection, dropped: Dropped) -> None:
    """At the end of a transaction, when all that comes instead is there."""
    drop_unused(db, dropped.embeddings)
    note_pending_vectors(db, dropped.passages)


def note_pending_vectors(db: Connection, passage_ids: Iterable[str]) -> None:
    db.executemany("INSERT INTO unsettled VALUES (?) ON CONFLICT DO NOTHING", [(id_,) for id_ in passage_ids])


def insert_report(db: Connection, file: ReadFile, ordinal: int, report: Report, signature: bytes) -> None:
    db.execute(
        "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)",
        (
            report.id,
            file.hash,
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
            REPORT.dump_json(report).decode(),
            file.departments.get(report.id, ""),
        ),
    )
    insert_bands(db, report.id, signature)


def insert_passages(
    db: Connection, passages: Iterable[Passage], title: str, keys: Mapping[str, bytes]
) -> None:
    stored = list(passages)
    db.executemany(
        "INSERT INTO passages (id, report_id, ordinal, heading_path, role, text, embedding)"
        " VALUES (?, ?, ?, ?, ?, ?, (SELECT number FROM embeddings WHERE key = ?))",
        [
            (
                p.id,
                p.report_id,
                p.ordinal,
                json.dumps(p.heading_path, ensure_ascii=False),
                str(p.role),
                p.text,
                keys[p.id],
            )
            for p in stored
        ],
    )
    numbers: dict[str, int] = {}
    for report_id in {p.report_id for p in stored}:
        rows = db.execute("SELECT id, number FROM passages WHERE report_id = ?", (report_id,))
        numbers |= {row["id"]: row["number"] for row in rows}
    index_words(db, [(numbers[p.id], p) for p in stored], title)


def insert_names(db: Connection, names: FoundNames) -> None:
    """Keep the names of passages that are stored already, in place of any they had."""
    for passage_id, found in names.by_passage.items():
        row = db.execute("SELECT number FROM passages WHERE id = ?", (passage_id,)).fetchone()
        if row is None:
            continue
        db.execute("DELETE FROM names WHERE passage = ?", (row["number"],))
        db.executemany(
            "INSERT INTO names VALUES (?, ?, ?, ?, ?)",
            [(row["number"], name.start, name.end, str(name.kind), name.text) for name in found],
        )
        db.execute("UPDATE passages SET names_by = ? WHERE number = ?", (names.finder, row["number"]))


def summary_of(row: Row, prefix: str = "") -> ReportSummary:
    values = {name: row[prefix + name] for name in _SUMMARY_COLUMNS}
    return ReportSummary(**{**values, "script": Script(values["script"])})


def passage_of(row: Row) -> Passage:
    return Passage(
        row["id"],
        row["report_id"],
        row["ordinal"],
        _headings(row["heading_path"]),
        Role(row["role"]),
        row["text"],
    )


@lru_cache(maxsize=4096)
def _headings(path: str) -> tuple[str, ...]:
    return tuple(json.loads(path))

"""What the corpus holds: files, reports, passages and their words, in SQLite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from draftbot.domain import Corrections, Filters, Guess, Passage, Report, ReportSummary, Viewer
from draftbot.errors import ReportNotFound
from draftbot.index.database import MANY, Database
from draftbot.index.filtering import report_conditions, seen_conditions
from draftbot.index.fulltext import count_grams, headings_of, retitle
from draftbot.index.notes import Notes
from draftbot.index.report_rows import (
    PREFIX,
    REPORT,
    SUMMARY,
    SUMMARY_OF_PASSAGE,
    Dropped,
    FoundNames,
    ReadFile,
    delete_report,
    drop_unheld,
    finish_dropping,
    insert_names,
    insert_passages,
    insert_report,
    passage_of,
    point_path,
    summary_of,
)


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


# How a stored report says that something of it should be looked at; a quotation mark in a text is
# stored with a stroke before it.
_WARNED = '"warnings":[{'


class Catalog:
    """Reads and writes the tables of reports. Every write is one transaction."""

    def __init__(self, database: Database, sight: tuple[str, ...] | None = None) -> None:
        """Reports of other departments than `sight` are not there, and what is written is not
        held to it; None sees all."""
        self.database, self.sight = database, sight
        self.notes = Notes(database)

    def seen_by(self, viewer: Viewer) -> Catalog:
        """The same catalog as another sees it."""
        return Catalog(self.database, viewer.sight)

    def visible(self, filters: Filters) -> Filters:
        """The filters, and none of what is not seen."""
        if self.sight is None:
            return filters
        hidden = tuple(one for one in self.departments() if one not in self.sight)
        return replace(filters, without_departments=hidden) if hidden else filters

    def sees(self, report: ReportSummary) -> bool:
        """Whether a report is there for who looks."""
        return self.sight is None or not report.department or report.department in self.sight

    def departments(self) -> list[str]:
        """Those that have reports of their own."""
        sql = "SELECT DISTINCT department FROM reports WHERE department <> '' ORDER BY department"
        return [row["department"] for row in self.database.read(sql)]

    def keep_for(self, report_id: str, department: str) -> None:
        """Let only a department see a report, "" lets all. Raises ReportNotFound."""
        with self.database.transaction() as db:
            changed = db.execute("UPDATE reports SET department = ? WHERE id = ?", (department, report_id))
            if not changed.rowcount:
                raise ReportNotFound(report_id=report_id)

    # -- files ---------------------------------------------------------------

    def knows_file(self, hash_: str) -> bool:
        return bool(self.database.read("SELECT 1 FROM files WHERE hash = ?", (hash_,)))

    def shows_file(self, hash_: str) -> bool:
        """Whether a report of a known file is seen."""
        if self.sight is None:
            return True
        seen, values = seen_conditions(self.sight)
        sql = f"SELECT 1 FROM reports WHERE {seen} AND file_hash = ?"
        return bool(self.database.read(sql, (*values, hash_)))

    def in_their_departments(self, files: Sequence[ReadFile]) -> list[ReadFile]:
        """The files, each report for whom the same report was, or what its path held before."""
        kept_for: list[ReadFile] = []
        for file in files:
            rows = self.database.read(
                "SELECT r.id, r.department FROM paths p JOIN reports r ON r.file_hash = p.hash WHERE p.path = ?",
                (file.path,),
            )
            were = {row["id"]: row["department"] for row in rows}
            if any(were.values()):
                others, told = max(were.values()), file.departments
                kept = {r.id: told.get(r.id) or were.get(r.id, others) for r, _, _ in file.reports}
                file = replace(file, departments=kept)
            kept_for.append(file)
        return kept_for

    def original(self, report_id: str) -> bytes:
        """The bytes of the file a report was read from. Raises ReportNotFound, OriginalsUnavailable."""
        seen, values = seen_conditions(self.sight)
        rows = self.database.read(
            f"SELECT hash, data FROM files JOIN reports ON file_hash = hash WHERE {seen} AND id = ?",
            (*values, report_id),
        )
        if not rows:
            raise ReportNotFound(report_id=report_id)
        data: bytes = rows[0]["data"]
        return data or self.database.originals.get(rows[0]["hash"])

    def look_at_originals(self) -> int:
        """How many originals are kept outside the database; one of them is fetched. Raises
        OriginalsUnavailable."""
        elsewhere = self.database.read("SELECT hash FROM files WHERE length(data) = 0")
        for row in elsewhere[:1]:
            self.database.originals.get(row["hash"])
        return len(elsewhere)

    def sweep_originals(self) -> int:
        """Forget the originals, kept elsewhere, that no report holds; how many there were. Raises
        OriginalsUnavailable."""
        held = {row["hash"] for row in self.database.read("SELECT hash FROM files")}
        return self.database.originals.sweep(held)

    def reports_at(self, paths: Sequence[str]) -> dict[str, str]:
        """The id of a report of the file at each of the paths that are known."""
        found: dict[str, str] = {}
        for start in range(0, len(paths), MANY):
            part = tuple(paths[start : start + MANY])
            found |= self._reports_where(f"p.path IN ({', '.join('?' * len(part))})", part)
        return found

    def reports_below(self, folder: str) -> dict[str, str]:
        """The same for all paths that begin with `folder`."""
        return self._reports_where("substr(p.path, 1, ?) = ?", (len(folder), folder))

    def _reports_where(self, where: str, values: tuple[object, ...]) -> dict[str, str]:
        sql = f"SELECT p.path, r.id FROM paths p JOIN reports r ON r.file_hash = p.hash WHERE {where}"
        return {row["path"]: row["id"] for row in self.database.read(sql, values)}

    def add(
        self,
        files: Sequence[ReadFile],
        keys: Mapping[str, bytes],
        names: FoundNames | None = None,
        replaced: Sequence[str] = (),
    ) -> Dropped:
        """Store files with all that was read from them; their passages wait for nothing after it.
        `keys` are those of the passages' embeddings, by passage id; `names` may be found later.

        A path that held other content before now holds this; what no path holds
        any more is dropped, and so are the reports `replaced`.
        """
        dropped = Dropped()
        # Before anything says that they are there.
        kept = {file.hash: self.database.originals.put(file.hash, file.data) for file in files}
        with self.database.transaction() as db:
            for report_id in replaced:
                delete_report(db, report_id, dropped)
            for file in files:
                db.execute(
                    "INSERT INTO files VALUES (?, ?) ON CONFLICT DO NOTHING", (file.hash, kept[file.hash])
                )
                point_path(db, file.path, file.hash, dropped)
                for ordinal, (report, signature, passages) in enumerate(file.reports):
                    insert_report(db, file, ordinal, report, signature)
                    insert_passages(db, passages, report.title, keys)
            if names:
                insert_names(db, names)
            come = [(r.title, p) for file in files for r, _, passages in file.reports for p in passages]
            count_grams(db, [(headings_of(title, p.heading_path), p.text) for title, p in come], 1)
            db.executemany("DELETE FROM unsettled WHERE passage_id = ?", [(p.id,) for _, p in come])
            there = {p.id for _, p in come}
            dropped.passages = [id_ for id_ in dropped.passages if id_ not in there]
            dropped.bereft = [id_ for id_ in dropped.bereft if id_ not in replaced]
            finish_dropping(db, dropped)
        return dropped

    def point_path(self, path: str, hash_: str) -> Dropped:
        """Let `path` hold the known content `hash_`."""
        known = self.database.read("SELECT 1 FROM paths WHERE path = ? AND hash = ?", (path, hash_))
        dropped = Dropped()
        if not known:
            with self.database.transaction() as db:
                point_path(db, path, hash_, dropped)
                finish_dropping(db, dropped)
        return dropped

    def paths_at(self, place: str) -> list[str]:
        """The known paths that are `place` or lie below it, also inside an archive."""
        below = place.rstrip("/") + "/"
        rows = self.database.read(
            "SELECT path FROM paths WHERE path = ? OR substr(path, 1, ?) = ? ORDER BY path",
            (place, len(below), below),
        )
        return [row["path"] for row in rows]

    def forget_paths(self, paths: Sequence[str]) -> Dropped:
        """Let go of paths, and of the files that no other path holds."""
        dropped = Dropped()
        with self.database.transaction() as db:
            for path in paths:
                row = db.execute("SELECT hash FROM paths WHERE path = ?", (path,)).fetchone()
                if row is not None:
                    db.execute("DELETE FROM paths WHERE path = ?", (path,))
                    drop_unheld(db, row["hash"], dropped)
            finish_dropping(db, dropped)
        return dropped

    # -- reports -------------------------------------------------------------

    def reports(self, filters: Filters | None = None) -> list[ReportSummary]:
        """All reports the filters let through, by unit, year and title."""
        where, values = report_conditions(filters or Filters())
        seen, sight = seen_conditions(self.sight)
        rows = self.database.read(
            f"SELECT {SUMMARY} FROM reports WHERE {seen} AND {where} ORDER BY unit, year NULLS FIRST, title, id",
            (*sight, *values),
        )
        return [summary_of(row) for row in rows]

    def suspects(self) -> frozenset[str]:
        """The reports that were read with a word that they should be looked at."""
        seen, values = seen_conditions(self.sight)
        holds = self.database.dialect.holds.format(text="body", part="?")
        rows = self.database.read(f"SELECT id FROM reports WHERE {seen} AND {holds} > 0", (*values, _WARNED))
        return frozenset(row["id"] for row in rows)

    def report(self, report_id: str) -> tuple[ReportSummary, Report]:
        """A report as read. Raises ReportNotFound."""
        seen, values = seen_conditions(self.sight)
        sql = f"SELECT {SUMMARY}, body FROM reports WHERE {seen} AND id = ?"
        rows = self.database.read(sql, (*values, report_id))
        if not rows:
            raise ReportNotFound(report_id=report_id)
        return summary_of(rows[0]), REPORT.validate_json(rows[0]["body"])

    def correct(self, report_id: str, corrections: Corrections) -> None:
        """Put the user's word in place of what was read, wholly sure. Raises ReportNotFound."""
        _, report = self.report(report_id)
        said = {name: value for name, value in asdict(corrections).items() if value is not None}
        title = said.pop("title", report.title)
        if title != report.title and not report.title_as_read:
            report = replace(report, title_as_read=report.title)
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
                    REPORT.dump_json(report).decode(),
                    report_id,
                ),
            )
            retitle(db, report_id, title)

    def remove_report(self, report_id: str) -> Dropped:
        """Forget a report, and its file when it was the last of it. Raises ReportNotFound."""
        dropped = Dropped()
        with self.database.transaction() as db:
            row = db.execute("SELECT file_hash FROM reports WHERE id = ?", (report_id,)).fetchone()
            if row is None:
                raise ReportNotFound(report_id=report_id)
            delete_report(db, report_id, dropped)
            left = db.execute("SELECT 1 FROM reports WHERE file_hash = ?", (row["file_hash"],)).fetchone()
            if left is None:
                db.execute("DELETE FROM paths WHERE hash = ?", (row["file_hash"],))
                db.execute("DELETE FROM files WHERE hash = ?", (row["file_hash"],))
            finish_dropping(db, dropped)
        return dropped

    def known_values(self) -> KnownValues:
        """The distinct values of the filterable columns."""

        seen, values = seen_conditions(self.sight)

        def distinct(column: str) -> list[object]:
            rows = self.database.read(
                f"SELECT DISTINCT {column} FROM reports WHERE {seen} AND {column} IS NOT NULL"
                f" ORDER BY {column}",
                tuple(values),
            )
            return [row[0] for row in rows if row[0] != ""]

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

    def passage_ids_of(self, report_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The ids of each report's passages in order, whoever may see them."""
        found: dict[str, list[str]] = {id_: [] for id_ in report_ids}
        for start in range(0, len(report_ids), MANY):
            part = tuple(report_ids[start : start + MANY])
            marks = ", ".join("?" * len(part))
            sql = (
                f"SELECT report_id, id FROM passages WHERE report_id IN ({marks}) ORDER BY report_id, ordinal"
            )
            for row in self.database.read(sql, part):
                found[row["report_id"]].append(row["id"])
        return {id_: tuple(passages) for id_, passages in found.items()}

    def existing(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of the ids that are passages."""
        return set(self.passages(passage_ids))

    def unembedded(self) -> set[str]:
        """Passages whose text has no embedding yet."""
        return {row["id"] for row in self.database.read("SELECT id FROM passages WHERE embedding IS NULL")}

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

    def _stored(self, where: str, values: tuple[object, ...]) -> list[StoredPassage]:
        seen, sight = seen_conditions(self.sight, "r.")
        rows = self.database.read(
            "SELECT p.id, p.report_id, p.ordinal, p.heading_path, p.role, p.text, "
            f"{SUMMARY_OF_PASSAGE} FROM passages p JOIN reports r ON r.id = p.report_id"
            f" WHERE {seen} AND {where}",
            (*sight, *values),
        )
        # Many passages are of one report.
        summaries: dict[str, ReportSummary] = {}
        for row in rows:
            if row["report_id"] not in summaries:
                summaries[row["report_id"]] = summary_of(row, PREFIX)
        return [StoredPassage(passage_of(row), summaries[row["report_id"]]) for row in rows]

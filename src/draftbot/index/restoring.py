"""Bringing back into a report what reading had dropped of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from draftbot.corpus.cleaning import REPEATED
from draftbot.corpus.lines import Line
from draftbot.corpus.repetition import Repeated
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import Report
from draftbot.errors import UnreadableFile
from draftbot.index.carrying import said_of
from draftbot.index.catalog import Catalog
from draftbot.index.ingest import Ingest
from draftbot.index.resting import Rest, keep_rests, rests_of, telling


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A stored file: a path it is known under, its bytes and the reports of it."""

    path: str
    data: bytes
    reports: tuple[Report, ...]

    @property
    def repeated(self) -> frozenset[int]:
        """The lines of it that stand in other pages of its site, too, as was known when it was read."""
        return frozenset(line.line for one in self.reports for line in one.dropped if line.why == REPEATED)

    def read(
        self,
        ingest: Ingest,
        wanted: Collection[int],
        cuts: tuple[int, ...] | None,
        repeated: Repeated | None = None,
    ) -> list[Report]:
        """Its reports, read anew; what of it is its site's is known still, or told by `repeated`."""

        def known(lines: Sequence[Line], reader: UnitReader) -> frozenset[int]:
            return self.repeated

        return ingest.read(self.data, self.reports[0].source, frozenset(wanted), cuts, repeated or known)


def restore_dropped(ingest: Ingest, report_id: str, lines: Collection[int] = ()) -> None:
    """Read a report's file anew, with these `lines` of it kept whatever they look like;
    without any, with all that reading had dropped of the report. What a user corrected
    stands, what a user removed stays away. Raises ReportNotFound."""
    file = file_of(ingest.catalog, report_id)
    report = next(one for one in file.reports if one.id == report_id)
    wanted = {*report.restored, *(lines or (line.line for line in report.dropped))}
    before = file.read(ingest, report.restored, report.cuts)
    removed = removed_of(before, file.reports)
    read = file.read(ingest, wanted, report.cuts)
    reports = [one for one in read if one.first_line not in removed]
    replace_file(ingest, file, before, reports)


def catch_up(ingest: Ingest) -> None:
    """Read those pages anew whose furniture is told by pages of their site that came after them. What
    a user corrected, brought back, cut and removed of them stands."""
    if not ingest.site_pages.has_news:
        return
    with ingest.reading_alone():
        for site, hash_ in ingest.site_pages.behind():
            rows = ingest.catalog.database.read(
                "SELECT id FROM reports WHERE file_hash = ? LIMIT 1", (hash_,)
            )
            if rows:
                with suppress(UnreadableFile):
                    _read_again(ingest, site, hash_, rows[0]["id"])
        ingest.site_pages.keep()


def _read_again(ingest: Ingest, site: str, hash_: str, report_id: str) -> None:
    file = file_of(ingest.catalog, report_id)
    first = file.reports[0]
    before = file.read(ingest, first.restored, first.cuts)
    removed = removed_of(before, file.reports)
    gone = {one.id for one in before if one.first_line in removed}
    read = file.read(ingest, first.restored, first.cuts, partial(ingest.site_pages.told, site, hash_))
    if read != before:
        replace_file(ingest, file, before, [one for one in read if one.id not in gone])


def replace_file(
    ingest: Ingest,
    file: StoredFile,
    before: Sequence[Report],
    reports: Sequence[Report],
    heirs: Mapping[str, str] | None = None,
    departments: Mapping[str, str] | None = None,
) -> None:
    """Put `reports`, read anew, in the place of those of a file, and let what a user corrected of
    these stand in them; `before` is what had been read, `heirs` are the ids of those that stand for
    others now. What was corrected of a report that is none now rests until it is one again, and the
    report that took it up tells so."""
    prefix = file.reports[0].id.rpartition("-")[0]
    stood = rests_of(ingest.catalog.database, prefix) | _said_of(file, before)
    ids = {one.id for one in reports}
    standing = {heir: rest for id_, rest in stood.items() if (heir := (heirs or {}).get(id_, id_)) in ids}
    rests = {id_: rest for id_, rest in stood.items() if (heirs or {}).get(id_, id_) not in ids}
    keep_rests(ingest.catalog.database, prefix, rests)
    told = telling(reports, rests)
    ingest.replace([one.id for one in file.reports], file.path, file.data, told, departments)
    for id_, rest in standing.items():
        ingest.correct(id_, rest.said)


def _said_of(file: StoredFile, before: Sequence[Report]) -> dict[str, Rest]:
    titles = {one.id: one.title for one in before}
    # Older versions did not keep which title had been read.
    stored = (
        one
        if one.title_as_read or titles.get(one.id, one.title) == one.title
        else replace(one, title_as_read="-")
        for one in file.reports
    )
    said = ((one, said_of(one)) for one in stored)
    return {one.id: Rest(one.title, one.first_line, word) for one, word in said if word}


def file_of(catalog: Catalog, report_id: str) -> StoredFile:
    """The file a report was read from. Raises ReportNotFound."""
    data = catalog.original(report_id)
    rows = catalog.database.read(
        "SELECT other.id, p.path FROM reports JOIN reports other ON other.file_hash = reports.file_hash"
        " JOIN paths p ON p.hash = reports.file_hash WHERE reports.id = ? ORDER BY other.ordinal",
        (report_id,),
    )
    ids = dict.fromkeys(row["id"] for row in rows)
    return StoredFile(rows[0]["path"], data, tuple(catalog.report(id_)[1] for id_ in ids))


def removed_of(read: Sequence[Report], stored: Sequence[Report]) -> set[int]:
    """The first lines of the reports that a user removed of a file: known where what is stored was
    cut as the file is read now, not by an older version that read it otherwise."""
    starts, kept = {one.first_line for one in read}, {one.first_line for one in stored}
    return starts - kept if kept <= starts else set()

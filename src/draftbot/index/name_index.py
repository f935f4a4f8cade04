"""The names in the corpus, found when a report is read and kept with its passages.

A draft then costs no tagging. What one version of the finder found, another finds anew: each
passage keeps which it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from draftbot.chinese.names import Name, NameFinder, NameKind
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.slots import Slots
from draftbot.domain import Passage
from draftbot.index.catalog import Catalog
from draftbot.index.database import MANY
from draftbot.index.name_lookup import KnownName, NameLookup, stands_alone
from draftbot.index.remembered import Remembered
from draftbot.index.report_rows import FoundNames, insert_names
from draftbot.index.seen_names import SeenNames

# Reports whose names are found together: enough to fill batches of one length.
_REPORTS_AT_ONCE = 64
# Names whose places are remembered, of the reports read last.
_MOST_SLOTS = 50_000
# Reports whose names are kept ready: a draft draws on a few.
_MOST_LOOKUPS = 500


def find_names(finder: NameFinder, reports: Iterable[Sequence[Passage]]) -> FoundNames:
    """The names in the passages of each report and in the headings above them."""
    some = [passages for passages in reports if passages]
    headings = [list(dict.fromkeys(h for p in passages for h in p.heading_path)) for passages in some]
    texts = [
        [to_simplified(text) for text in (*(p.text for p in passages), *above)]
        for passages, above in zip(some, headings, strict=True)
    ]
    found: dict[str, list[Name]] = {}
    for passages, above, names in zip(some, headings, finder.find_in_reports(texts), strict=True):
        in_heading = dict(zip(above, names[len(passages) :], strict=True))
        for passage, in_text in zip(passages, names, strict=False):
            in_headings = {n.text: n for heading in passage.heading_path for n in in_heading[heading]}
            found[passage.id] = [*in_text, *(Name(-1, -1, n.kind, n.text) for n in in_headings.values())]
    return FoundNames(finder.name, found)


class NameIndex:
    """Reads the names of the corpus, and has them found where they are not yet."""

    def __init__(self, catalog: Catalog, finder: NameFinder) -> None:
        self.catalog, self.database, self.finder = catalog, catalog.database, finder
        self._seen: Remembered[str, SeenNames] = Remembered(self.database, 1)
        self._lookups: Remembered[str, NameLookup | None] = Remembered(self.database, _MOST_LOOKUPS)
        self._slots: tuple[tuple[int, int], Slots] | None = None

    def in_reports(self, report_ids: Sequence[str]) -> dict[str, list[KnownName]]:
        """The names in each report, the longest first."""
        found: dict[str, list[KnownName]] = {id_: [] for id_ in report_ids}
        for start in range(0, len(report_ids), MANY):
            part = tuple(report_ids[start : start + MANY])
            rows = self.database.read(
                "SELECT * FROM (SELECT DISTINCT report_id, n.text AS name, kind"
                " FROM names n JOIN passages p ON p.number = n.passage"
                f" WHERE report_id IN ({', '.join('?' * len(part))})) AS found"
                " ORDER BY length(name) DESC, name",
                part,
            )
            for row in rows:
                found[row["report_id"]].append(KnownName(row["name"], NameKind(row["kind"])))
        return found

    def knows(self, report_id: str) -> bool:
        """Whether the finder has looked at a report of this id."""
        return bool(
            self.database.read(
                "SELECT 1 FROM passages WHERE report_id = ? AND names_by = ? LIMIT 1",
                (report_id, self.finder.name),
            )
        )

    def all(self) -> list[KnownName]:
        """Every name of the corpus, with how many reports have it."""
        rows = self.database.read(
            "SELECT n.text AS name, min(kind) AS kind, count(DISTINCT report_id) AS reports"
            " FROM names n JOIN passages p ON p.number = n.passage GROUP BY n.text"
        )
        return [KnownName(row["name"], NameKind(row["kind"]), row["reports"]) for row in rows]

    def seen(self) -> SeenNames:
        """What is looked for in every report, and was found."""

        def read(_: Sequence[str]) -> dict[str, SeenNames]:
            return {"": SeenNames(NameLookup.of(filter(stands_alone, self.all())), self.slots())}

        return self._seen.of([""], read)[""]

    def lookup(self, report_id: str) -> NameLookup | None:
        """The names of a report; None where the finder has looked at none of this id."""

        def read(ids: Sequence[str]) -> dict[str, NameLookup | None]:
            names = self.in_reports(ids)
            return {id_: NameLookup.of(names[id_]) if self.knows(id_) else None for id_ in ids}

        return self._lookups.of([report_id], read)[report_id]

    def slots(self) -> Slots:
        """Where the sentences of the corpus have names, the latest first."""
        counts = self.catalog.counts()
        if self._slots is None or self._slots[0] != counts:
            rows = self.database.read(
                "SELECT p.number, p.text AS passage, n.start, n.end, n.kind, n.text"
                " FROM names n JOIN passages p ON p.number = n.passage WHERE n.start >= 0"
                " ORDER BY n.rowid DESC LIMIT ?",
                (_MOST_SLOTS,),
            )
            texts = {row["number"]: to_simplified(row["passage"]) for row in rows}
            names: dict[int, list[Name]] = {number: [] for number in texts}
            for row in rows:
                name = Name(row["start"], row["end"], NameKind(row["kind"]), row["text"])
                names[row["number"]].append(name)
            found = ((texts[n], sorted(names[n], key=lambda name: name.start)) for n in texts)
            self._slots = counts, Slots.of(found)
        return self._slots[1]

    def complete(self) -> int:
        """Find the names of all passages that this finder has not looked at; how many there were."""
        done = 0
        while rows := self.database.read(
            "SELECT DISTINCT report_id FROM passages WHERE names_by IS NULL OR names_by <> ? LIMIT ?",
            (self.finder.name, _REPORTS_AT_ONCE),
        ):
            reports = [self.catalog.passages_of(row["report_id"]) for row in rows]
            found = find_names(self.finder, reports)
            with self.database.transaction() as db:
                insert_names(db, found)
            done += len(found.by_passage)
        return done

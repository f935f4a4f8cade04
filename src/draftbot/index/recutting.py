"""A file cut into reports by hand: cuts taken back, moved, added."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from draftbot.corpus import lines_as_read
from draftbot.corpus.passages import cut_passages
from draftbot.domain import FileLine, Passage, Report
from draftbot.errors import BadInput
from draftbot.index.catalog import Catalog
from draftbot.index.ingest import Ingest
from draftbot.index.restoring import StoredFile, file_of, removed_of, replace_file
from draftbot.messages import NOTHING, Message

_GRAM = 6
# So much of a passage must stand in another for that to be where it went.
_SAME = 0.3
_END = 2**31


def lines_of_file(ingest: Ingest, report_id: str) -> list[FileLine]:
    """The lines of a report's file as they were read, and where reports begin. Raises ReportNotFound."""
    file = file_of(ingest.catalog, report_id)
    begins = {one.first_line: one for one in file.reports}
    restored = frozenset(line for one in file.reports for line in one.restored)
    source = file.reports[0].source
    return [
        FileLine(
            line.number,
            line.text,
            one.id if (one := begins.get(line.number)) else "",
            one.cut_reason if one else NOTHING,
        )
        for line in lines_as_read(file.data, source, ingest.max_bytes, restored, file.repeated)
    ]


def cut_file(ingest: Ingest, report_id: str, lines: Collection[int] | None) -> list[str]:
    """Cut a report's file before these of its lines and nowhere else, None where reading itself
    would; returns the ids of its reports. What is cited of it is found again in the reports that
    hold it now; what a user corrected or removed stays so as long as it is the same report, and
    what was corrected of one that went into another comes back with it.

    Raises ReportNotFound, BadInput (reports that different departments see would become one).
    """
    file = file_of(ingest.catalog, report_id)
    report = next(one for one in file.reports if one.id == report_id)
    cuts = None if lines is None else tuple(sorted(set(lines)))
    before = file.read(ingest, report.restored, report.cuts)
    read = file.read(ingest, report.restored, cuts)
    gone = {span for span in _spans(before) if span.start in removed_of(before, file.reports)}
    new = [one for one, span in zip(read, _spans(read), strict=True) if span not in gone]
    spans = _kept_spans(read, gone)
    departments = _departments(ingest.catalog, file, before, spans)
    ingest.catalog.notes.note_moved(_moved(before, new, spans))
    replace_file(ingest, file, before, new, _heirs(before, read), departments)
    return [one.id for one in new]


@dataclass(frozen=True, slots=True)
class _Span:
    """The lines of a report: from `start` to before `end`."""

    start: int
    end: int

    def shared(self, other: _Span) -> int:
        return min(self.end, other.end) - max(self.start, other.start)


def _spans(reports: Sequence[Report]) -> list[_Span]:
    starts = [report.first_line for report in reports]
    return [_Span(start, end) for start, end in pairwise((*starts, _END))]


def _kept_spans(read: Sequence[Report], gone: Collection[_Span]) -> dict[str, _Span]:
    spans = zip(read, _spans(read), strict=True)
    return {report.id: span for report, span in spans if span not in gone}


def _departments(
    catalog: Catalog, file: StoredFile, before: Sequence[Report], spans: Mapping[str, _Span]
) -> dict[str, str]:
    """Which department sees each of the reports with these spans: the one that saw what it holds.
    Raises BadInput where there were several."""
    were = {one.id: catalog.report(one.id)[0].department for one in file.reports}
    strictest = max(were.values())
    held = [(span, were[one.id]) for one, span in zip(before, _spans(before), strict=True) if one.id in were]
    found = {}
    for id_, span in spans.items():
        seers = {department for other, department in held if span.shared(other) > 0}
        if len(seers) > 1:
            raise BadInput(what=Message("requests.departments_mixed"))
        found[id_] = seers.pop() if seers else strictest
    return found


def _heirs(before: Sequence[Report], read: Sequence[Report]) -> dict[str, str]:
    """For each report that is no more, the new one that holds most of it, where that is new itself."""
    known, new = {one.id for one in before}, {one.id for one in read}
    spans = dict(zip((one.id for one in read), _spans(read), strict=True))
    heirs = {}
    for one, span in zip(before, _spans(before), strict=True):
        fresh = [id_ for id_ in spans if id_ not in known and spans[id_].shared(span) > 0]
        if one.id not in new and fresh:
            heirs[one.id] = max(fresh, key=lambda id_: spans[id_].shared(span))
    return heirs


def _moved(before: Sequence[Report], new: Sequence[Report], spans: Mapping[str, _Span]) -> dict[str, str]:
    """Where each passage went that is no more under its id: to the one that holds most of it, in
    a report that took up lines of its own."""
    cut = {report.id: [(passage.id, _grams(passage)) for passage in cut_passages(report)] for report in new}
    ids = {id_ for passages in cut.values() for id_, _ in passages}
    moved = {}
    for report, span in zip(before, _spans(before), strict=True):
        there = [one for id_, passages in cut.items() if spans[id_].shared(span) > 0 for one in passages]
        for passage in cut_passages(report):
            own = _grams(passage)
            shared, heir = max(((len(own & theirs), id_) for id_, theirs in there), default=(0, ""))
            if passage.id not in ids and shared >= _SAME * len(own):
                moved[passage.id] = heir
    return moved


def _grams(passage: Passage) -> frozenset[str]:
    text = "".join(passage.text.split())
    return frozenset(text[i : i + _GRAM] for i in range(max(1, len(text) - _GRAM + 1)))

"""Bytes of a file → the reports in it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import PurePath

from draftbot.chinese.organisations import unit_noun
from draftbot.chinese.scripts import script_of, to_simplified
from draftbot.chinese.tagging import Tagger
from draftbot.chinese.word_lists import word_set
from draftbot.corpus.agreements import is_agreement
from draftbot.corpus.cleaning import Cleaned, clean
from draftbot.corpus.cleaning.bars import is_bar, is_label_row
from draftbot.corpus.cleaning.furniture import MOST_LOST, is_prose
from draftbot.corpus.cleaning.wrong_characters import is_garbled
from draftbot.corpus.doubling import WHY as DOUBLED
from draftbot.corpus.doubling import drop_doubled
from draftbot.corpus.formats import extract
from draftbot.corpus.formats.scans import OnPage
from draftbot.corpus.genres import genre_of_report
from draftbot.corpus.lines import Line, Place, refuse_too_many
from draftbot.corpus.metadata import is_department, level_of, subtitles_of, unit_of, year_of
from draftbot.corpus.paper_parts import set_aside
from draftbot.corpus.repetition import Repeated
from draftbot.corpus.splitting import Piece, split, split_at
from draftbot.corpus.splitting.meaning import Vectors
from draftbot.corpus.structure import build_sections
from draftbot.corpus.titles import Title, title_labelled, title_of
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import DroppedLine, Guess, Repair, Report, count_chars
from draftbot.errors import AgreementFile, GarbledFile, NoReportInFile
from draftbot.messages import Message
from draftbot.trades.trades import NO_TRADES, Trades

MAX_BYTES = 50 * 2**20
_HEAD = 600
UNREAD = "unread_parts"
# Recognised letters less sure than this are in doubt.
_SURE = 0.9
# Among so many first lines a form says whose it is.
_FORM = 20
_SHORTEST_UNIT = 3
# So sure is the unit that reports of a file tell, and that of one beside several such.
_TOLD, _SHARED, _SEVERAL = 0.8, 0.6, 2


def read(
    data: bytes,
    name: str,
    *,
    max_bytes: int = MAX_BYTES,
    tagger: Tagger | None = None,
    trades: Trades = NO_TRADES,
    wanted: frozenset[int] = frozenset(),
    cuts: tuple[int, ...] | None = None,
    on_page: OnPage | None = None,
    repeated: Repeated | None = None,
    vectors: Vectors | None = None,
) -> list[Report]:
    """The reports in a file, in order; at least one.

    `name` gives the format by its ending and is kept as `Report.source`.
    `max_bytes` limits the file, packed and unpacked. Whose report each is tell the
    names that `tagger` finds and the tails of `trades`; without a tagger the tails
    alone. `on_page` is told how far the pages of a scan have come. The source lines
    `wanted` are kept, whatever they look like. With `cuts` (source lines) a user said
    where reports begin: a report that begins where reading by itself cuts has the same
    id as then. `repeated` tells which lines are those of its site or folder; `vectors` is a
    model of meaning, asked where signs leave open whether a report begins.

    Raises an `UnreadableFile` that says what is wrong with the file,
    nothing else.
    """
    lines = extract(data, name, max_bytes, on_page=on_page)
    refuse_too_many(lines, name)
    reader = UnitReader(tagger, trades)
    the_sites = repeated(lines, reader) if repeated else frozenset()
    cleaned = clean(lines, wanted, the_sites)
    if not cleaned.lines:
        raise NoReportInFile(name=name)
    if is_garbled("\n".join(line.text for line in cleaned.lines)):
        raise GarbledFile(name=name)
    if is_agreement([line.text for line in cleaned.lines]):
        raise AgreementFile(name=name)
    if cuts is None:
        pieces = split(cleaned.lines, cleaned.adverts, vectors)
        ordinals = list(range(1, len(pieces) + 1))
    else:
        pieces, ordinals = split_at(cleaned.lines, cleaned.adverts, cuts, vectors)
    prefix = "r" + hashlib.sha256(data).hexdigest()[:10]
    starts = [piece.lines[0].number for piece in pieces]
    ends = [start - 1 for start in starts[1:]] + [2**31]
    reports = [
        _report(
            f"{prefix}-{ordinal}" if ordinal else f"{prefix}-L{start}",
            name,
            piece,
            cleaned,
            (1 if piece is pieces[0] else start, end),
            len(pieces) == 1,
            reader,
        )
        for ordinal, piece, start, end in zip(ordinals, pieces, starts, ends, strict=True)
    ]
    if cuts is not None:
        reports = [replace(report, cuts=tuple(starts)) for report in reports]
    reports = _with_the_files_unit(reports, reader)
    if not any(report.sections for report in reports):
        raise NoReportInFile(name=name)
    return reports


def _with_the_files_unit(reports: list[Report], reader: UnitReader) -> list[Report]:
    """The reports, those that name no unit, or but a department, with the only one that the others of their
    file name."""
    whole = [report for report in reports if not is_department(report.unit.value, reader)]
    named = {report.unit.value for report in whole if report.unit.sureness >= _TOLD} - {""}
    named = named or {report.unit.value for report in whole} - {""}
    if len(named) != 1 or sum(report.unit.value in named for report in reports) < _SEVERAL:
        return reports
    (unit,) = named
    shared = Guess(unit, _SHARED)
    return [
        report
        if report.unit.value and report in whole
        else replace(
            report, unit=shared, level=level_of(unit, "" if report.title_is_derived else report.title)
        )
        for report in reports
    ]


def lines_as_read(
    data: bytes,
    name: str,
    max_bytes: int,
    wanted: frozenset[int],
    repeated: frozenset[int] = frozenset(),
) -> list[Line]:
    """The lines of a file that reports are cut from, without those `repeated` in other pages that
    are not `wanted`. Raises an `UnreadableFile`."""
    lines = extract(data, name, max_bytes)
    refuse_too_many(lines, name)
    return clean(lines, wanted, repeated).lines


def _report(
    report_id: str,
    name: str,
    piece: Piece,
    cleaned: Cleaned,
    span: tuple[int, int],
    is_alone: bool,
    reader: UnitReader,
) -> Report:
    title = title_of(piece.lines, piece.marked, reader.is_unit)
    body = [line for i, line in enumerate(piece.lines) if i not in title.used]
    texts = [line.text for line in body if line.place in (Place.TEXT, Place.ROW)]
    named = [*filter(None, (_labelled(line, reader) for line in body[:_FORM])), *texts]
    repairs, suspects = cleaned.account.between(*span)
    dropped = cleaned.account.dropped_between(*span)
    above = min(title.used, default=0)
    if title.is_derived and (
        told := title_labelled([one.text for one in dropped if one.line <= body[0].number])
    ):
        title = replace(title, text=told, is_derived=False)
    parts = set_aside(body, reader, above, cleaned.account.wanted)
    sections, doubled, gone = drop_doubled(build_sections(parts.body), parts.body, cleaned.account.wanted)
    if doubled:
        repairs = tuple(sorted((*repairs, Repair(DOUBLED, doubled)), key=lambda repair: repair.name))
        dropped = tuple(sorted((*dropped, *gone), key=lambda line: line.line))
    own_title = "" if title.is_derived else title.text
    unit = unit_of(own_title, named, reader)
    file_name = PurePath(name).stem if is_alone else ""
    return Report(
        id=report_id,
        title=title.text,
        title_is_derived=title.is_derived,
        genre=genre_of_report(
            (own_title or _kind_told(piece, title), *subtitles_of(texts)),
            "\n".join(texts[:5])[:_HEAD],
            "\n".join(texts[-3:])[-_HEAD:],
            (piece.collection, file_name),
        ),
        unit=unit,
        year=year_of(own_title, texts, file_name),
        level=level_of(unit.value, own_title),
        script=script_of("".join(texts)),
        source=name,
        first_line=piece.lines[0].number,
        sections=sections,
        repairs=repairs,
        suspects=suspects,
        cut_reason=piece.reason,
        dropped=dropped,
        asides=parts.asides,
        warnings=(*_recognised(piece.lines), *_warnings(dropped, texts)),
        restored=tuple(sorted(cleaned.account.wanted)),
    )


def _kind_told(piece: Piece, title: Title) -> str:
    """The kind of paper that the first line names which is no title by itself; "" for none."""
    return piece.lines[0].text if title.is_derived and 0 in title.used else ""


def _labelled(line: Line, reader: UnitReader) -> str:
    """A form's row 单位 | … as the line that it stands for, "" for any other line. Of a department
    of a unit the unit is told."""
    if line.place not in (Place.ROW, Place.FORM):
        return ""
    cells = [cell.strip() for cell in line.text.split(" | ")]
    for cell, value in zip(cells[::2], cells[1::2], strict=False):
        label = "".join(cell.split()).rstrip("：:")
        if label in word_set("signature_labels"):
            return f"{label}：{_whole_unit(value, reader)}"
    return ""


def _whole_unit(name: str, reader: UnitReader) -> str:
    """A unit's name without that of its department behind it: 县林业局人事科."""
    departments = word_set("departments")
    if unit_noun(to_simplified(name)) not in departments:
        return name
    above = (name[:end] for end in range(len(name) - 1, _SHORTEST_UNIT - 1, -1))
    return next((one for one in above if reader.is_unit(one) and unit_noun(one) not in departments), name)


def _is_of_page(line: DroppedLine) -> bool:
    """Whether a line is a row of a page's controls or of the table over a text made public."""
    text = to_simplified(line.text)
    return is_bar(text) or is_label_row(text)


def _recognised(lines: list[Line]) -> tuple[Message, ...]:
    """That letters were recognised, and with how much doubt."""
    sures = [line.sureness for line in lines if line.sureness is not None]
    if not sures:
        return ()
    percent, doubtful = round(100 * sum(sures) / len(sures)), sum(sure < _SURE for sure in sures)
    return (Message("reading.recognised", percent=percent, count=doubtful),)


def _warnings(dropped: tuple[DroppedLine, ...], texts: list[str]) -> tuple[Message, ...]:
    """What of a report its user should look at."""
    found = [Message("reading.part_unread", name=line.text) for line in dropped if line.why == UNREAD]
    if is_garbled("\n".join(texts)):
        found.append(Message("reading.garbled"))
    lost = sum(
        count_chars(line.text)
        for line in dropped
        if line.why != DOUBLED and is_prose(line.text) and not _is_of_page(line)
    )
    kept = sum(map(count_chars, filter(is_prose, texts)))
    if lost * MOST_LOST > lost + kept:
        share = round(100 * lost / (lost + kept))
        found.append(Message("reading.much_dropped", chars=lost, percent=share))
    return tuple(found)

"""Bytes of a file → the reports in it."""

from __future__ import annotations

import hashlib

from draftbot.corpus.cleaning import Cleaned, clean
from draftbot.corpus.formats import extract
from draftbot.corpus.genres import genre_of
from draftbot.corpus.metadata import level_of, unit_of, year_of
from draftbot.corpus.scripts import script_of
from draftbot.corpus.splitting import Piece, split
from draftbot.corpus.structure import build_sections
from draftbot.corpus.titles import title_of
from draftbot.domain import Report
from draftbot.errors import NoReportInFile

MAX_BYTES = 50 * 2**20


def read(data: bytes, name: str, *, max_bytes: int = MAX_BYTES) -> list[Report]:
    """The reports in a file, in order; at least one.

    `name` gives the format by its ending and is kept as `Report.source`.
    `max_bytes` limits the file, packed and unpacked. Raises an
    `UnreadableFile` that says what is wrong with the file, nothing else.
    """
    cleaned = clean(extract(data, name, max_bytes))
    if not cleaned.lines:
        raise NoReportInFile(name=name)
    pieces = split(cleaned.lines, cleaned.adverts)
    prefix = "r" + hashlib.sha256(data).hexdigest()[:10]
    starts = [piece.lines[0].number for piece in pieces]
    ends = [start - 1 for start in starts[1:]] + [2**31]
    return [
        _report(f"{prefix}-{ordinal}", name, piece, cleaned, (1 if ordinal == 1 else start, end))
        for ordinal, (piece, start, end) in enumerate(zip(pieces, starts, ends, strict=True), start=1)
    ]


def _report(report_id: str, name: str, piece: Piece, cleaned: Cleaned, span: tuple[int, int]) -> Report:
    title = title_of(piece.lines, piece.marked)
    body = [line for i, line in enumerate(piece.lines) if i not in title.used]
    texts = [line.text for line in body]
    repairs, suspects = cleaned.account.between(*span)
    unit = unit_of(title.text, texts)
    return Report(
        id=report_id,
        title=title.text,
        title_is_derived=title.is_derived,
        genre=genre_of(title.text),
        unit=unit,
        year=year_of(title.text, texts),
        level=level_of(unit.value, title.text),
        script=script_of("".join(texts)),
        source=name,
        first_line=piece.lines[0].number,
        sections=build_sections(body),
        repairs=repairs,
        suspects=suspects,
        cut_reason=piece.reason,
    )

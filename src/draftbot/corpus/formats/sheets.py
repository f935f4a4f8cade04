"""Workbooks and tables with separators (.xlsx, .csv) as a report of rows."""

from __future__ import annotations

from pathlib import PurePath

from draftbot.corpus.formats.workbooks import read_tables
from draftbot.corpus.lines import TITLE_STYLE, Line, Place

_CELLS = " | "


def read_sheets(data: bytes, name: str, kind: str) -> list[Line]:
    """One line a row, under the file's name as the title. Raises what `read_tables` raises."""
    rows = [row for table in read_tables(data, name, kind) for row in table]
    said = (_CELLS.join(filter(None, row)) for row in rows)
    title = Line(1, PurePath(name).stem, style=TITLE_STYLE)
    return [title, *(Line(number, text, place=Place.ROW) for number, text in enumerate(said, start=2))]

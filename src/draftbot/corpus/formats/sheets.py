"""Workbooks and tables with separators (.xlsx, .csv) as a report of rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from draftbot.corpus.formats.workbooks import read_tables
from draftbot.corpus.lines import TITLE_STYLE, Line, Place

_CELLS = " | "
# A cell of several lines with more characters than this is text and not a value.
_TEXT = 60


def read_sheets(data: bytes, name: str, kind: str) -> list[Line]:
    """One line a row, under the file's name as the title; a cell that holds a whole text comes
    after its row, line by line, and has its own title. Raises what `read_tables` raises."""
    rows = [row for table in read_tables(data, name, kind, keeps_lines=True) for row in table]
    said = [one for row in rows for one in _row(row)]
    lines = [Line(number, text, place=place) for number, (text, place) in enumerate(said, start=2)]
    if any(line.place is Place.TEXT for line in lines):
        return lines
    return [Line(1, PurePath(name).stem, style=TITLE_STYLE), *lines]


def _row(cells: list[str]) -> Iterator[tuple[str, Place]]:
    """A row of values, then the lines of its cells that are texts."""
    texts = [cell for cell in cells if "\n" in cell and len(cell) > _TEXT]
    values = _CELLS.join(" ".join(cell.split()) for cell in cells if cell and cell not in texts)
    if values:
        yield values, Place.ROW
    yield from ((line, Place.TEXT) for text in texts for line in text.split("\n"))

"""Workbooks and tables with separators (.xlsx, .csv) as a report of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from draftbot.corpus.formats.workbooks import read_tables
from draftbot.corpus.lines import TITLE_STYLE, Line, Place

_CELLS = " | "
# A cell of several lines with more characters than this is text and not a value.
_TEXT = 60
# The rows that tell whether a table has a title, and what one is like: words without an end or a value.
_TOP, _TITLE = 2, re.compile(r"[^。：:\n]{4,50}")


def read_sheets(data: bytes, name: str, kind: str) -> list[Line]:
    """One line a row, under the file's name as the title; a cell that holds a whole text comes
    after its row, line by line, and has its own title. Raises what `read_tables` raises."""
    rows = [row for table in read_tables(data, name, kind, keeps_lines=True) for row in table]
    said = [one for row in rows for one in _row(row)]
    lines = [Line(number, text, place=place) for number, (text, place) in enumerate(said, start=2)]
    if any(line.place is Place.TEXT for line in lines):
        return lines
    if _is_title(rows):
        return [replace(lines[0], style=TITLE_STYLE, place=Place.TEXT), *lines[1:]]
    return [Line(1, PurePath(name).stem, style=TITLE_STYLE), *lines]


def _is_title(rows: list[list[str]]) -> bool:
    """Whether the first row is the table's own title: a line by itself over rows of several cells."""
    told = [[cell for cell in row if cell] for row in rows[:2]]
    return len(told) == _TOP and len(told[0]) == 1 < len(told[1]) and _TITLE.fullmatch(told[0][0]) is not None


def _row(cells: list[str]) -> Iterator[tuple[str, Place]]:
    """A row of values, then the lines of its cells that are texts."""
    texts = [cell for cell in cells if "\n" in cell and len(cell) > _TEXT]
    values = _CELLS.join(" ".join(cell.split()) for cell in cells if cell and cell not in texts)
    if values:
        yield values, Place.ROW
    yield from ((line, Place.TEXT) for text in texts for line in text.split("\n"))

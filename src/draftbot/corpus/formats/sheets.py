"""Workbooks and tables with separators (.xlsx, .csv) as a report of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import PurePath

from draftbot.corpus.formats.records import record_lines
from draftbot.corpus.formats.workbooks import read_tables
from draftbot.corpus.lines import TITLE_STYLE, Line, Place

_CELLS = " | "
# A cell of several lines with more characters than this is text and not a value.
_TEXT = 60
# What is written down line by line has so many lines with sentences, one in so many.
_SENTENCES, _OFTEN = 2, 4
# The rows that tell whether a table has a title, and what one is like: words without an end or a value.
_TOP, _TITLE = 2, re.compile(r"[^。：:\n]{4,50}")


def read_sheets(data: bytes, name: str, kind: str) -> list[Line]:
    """One line a row, under the file's name as the title; a cell that holds a whole text comes
    after its row, line by line, and has its own title. Raises what `read_tables` raises."""
    tables = read_tables(data, name, kind, keeps_lines=True)
    stem = PurePath(name).stem
    read = [record_lines(table, stem) or _lines(table) for table in tables]
    lines = [replace(line, number=number) for number, line in enumerate(chain(*read), start=2)]
    if any(line.place is Place.TEXT for line in lines):
        return lines
    rows = [row for table in tables for row in table]
    if _is_title(rows):
        return [replace(lines[0], style=TITLE_STYLE, place=Place.TEXT), *lines[1:]]
    return [Line(1, stem, style=TITLE_STYLE), *lines]


def _lines(table: list[list[str]]) -> list[Line]:
    """The lines of a table: text where it is written down line by line, else rows."""
    if _is_written_down(table):
        return [Line(0, text) for row in table for cell in row if cell for text in cell.split("\n")]
    return [Line(0, text, place=place) for row in table for text, place in _row(row)]


def _is_written_down(table: list[list[str]]) -> bool:
    """Whether a text is written down in the cells of a sheet, one by one under each other."""
    lone = [cells[0] for row in table if len(cells := [cell for cell in row if cell]) == 1]
    sentences = sum("。" in cell for cell in lone)
    return len(lone) == len(table) and sentences >= _SENTENCES and sentences * _OFTEN >= len(lone)


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

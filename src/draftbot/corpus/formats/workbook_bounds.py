"""What a workbook would be laid out to, bounded before it is: one cell in the last corner of a sheet
makes a table of seventeen thousand million, for which no memory is enough, and the program ends."""

from __future__ import annotations

import re

from draftbot.corpus.formats.archive import Archive
from draftbot.errors import TooManyParts

# Bytes of all sheets and texts unpacked.
_MOST_BYTES = 64 * 2**20
_CELL = re.compile(rb'<c\b(?:[^>]*?\br="([A-Z]{1,3})(\d{1,7})")?[^>]*?(/?)>')
_PARTS = re.compile(r"xl/(?:worksheets/[^/]+|sharedStrings)\.xml$|content\.xml$")
_ROW_OF_ODS = re.compile(rb"<table:table-row\b")
_REPEATED_ROWS = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_REPEATED_COLUMNS = re.compile(rb'number-columns-repeated="(\d{1,9})"')
_HAS_VALUE = re.compile(rb"office:value|<text:p")


def refuse_far_cells(data: bytes, name: str, most: int) -> None:
    """Raises TooManyParts for a sheet of more than `most` cells, or whose cells lie so far apart;
    FileTooLarge, DamagedFile, EncryptedFile."""
    archive = Archive(data, name, ".xlsx", _MOST_BYTES)
    for part in sorted(filter(_PARTS.match, archive.names)):
        content = archive.read(part)
        spread = _spread_of_ods(content) if part == "content.xml" else _spread(content)
        if spread > most:
            raise TooManyParts(name=name, limit=most)


def _spread(sheet: bytes) -> int:
    """How many cells lie between the first and the last that hold something."""
    rows, columns, cells = [], [], 0
    for column, row, is_empty in _CELL.findall(sheet):
        if is_empty:
            continue
        cells += 1
        if row:
            rows.append(int(row))
            columns.append(_number(column))
    if not rows:
        return cells
    return max(cells, (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1))


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = 26 * number + letter - 64
    return number


def _spread_of_ods(sheets: bytes) -> int:
    """How many cells the rows that hold something are, those said to repeat as often as they do."""
    total = 0
    for row in _ROW_OF_ODS.split(sheets)[1:]:
        if not _HAS_VALUE.search(row):
            continue
        head = row[: row.find(b">") + 1]
        repeated = _REPEATED_ROWS.search(head)
        filled = (cell for cell in row.split(b"<table:table-cell")[1:] if _HAS_VALUE.search(cell))
        columns = (int(found[1]) if (found := _REPEATED_COLUMNS.search(cell)) else 1 for cell in filled)
        total += (int(repeated[1]) if repeated else 1) * sum(columns)
    return total

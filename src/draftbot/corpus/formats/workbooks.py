"""Tables of workbooks (.xlsx, .xls, .ods) and of text with separators (.csv), as rows of cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from draftbot.corpus.formats.apart import readers
from draftbot.corpus.formats.archive import is_encrypted_ole
from draftbot.corpus.formats.encoding import decode
from draftbot.corpus.formats.workbook_bounds import refuse_far_cells
from draftbot.corpus.lines import refuse_long_lines
from draftbot.errors import DamagedFile, EmptyFile, EncryptedFile, TooManyParts

WORKBOOKS, SEPARATED = (".xlsx", ".xlsm", ".xls", ".ods"), (".csv", ".tsv")
Table = list[list[str]]

_PACKAGE = b"PK"
_MOST_CELLS = 50_000
_DELIMITERS = ",\t;|"


def read_tables(data: bytes, name: str, suffix: str, *, keeps_lines: bool = False) -> list[Table]:
    """The tables of a file, one a sheet; rows and columns that are empty left out. The lines of a
    cell become one, unless `keeps_lines`.

    Raises EmptyFile, EncryptedFile, DamagedFile, TooManyParts, UnknownEncoding, ReadingCrashed,
    ReadingTooLong.
    """
    if not data:
        raise EmptyFile(name=name)
    tables = _sheets(data, name) if suffix in WORKBOOKS else [_separated(data, name)]
    squeezed = _lines_squeezed if keeps_lines else _squeezed
    said = [[[squeezed(cell) for cell in row] for row in table] for table in tables]
    filled = [table for table in map(_without_empty, said) if table]
    if not filled:
        raise EmptyFile(name=name)
    return filled


def _sheets(data: bytes, name: str) -> list[Table]:
    if is_encrypted_ole(data):
        raise EncryptedFile(name=name)
    if data.startswith(_PACKAGE):
        refuse_far_cells(data, name, _MOST_CELLS)
    return readers.call(name, _laid_out, data, name)


def _laid_out(data: bytes, name: str) -> list[Table]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [*_sheets_of(workbook, name)]
    except PasswordError as error:
        raise EncryptedFile(name=name) from error
    except (CalamineError, ValueError, OSError) as error:
        raise DamagedFile(name=name, kind=".xlsx") from error


def _sheets_of(workbook: CalamineWorkbook, name: str) -> Iterator[Table]:
    left = _MOST_CELLS
    for sheet_name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(sheet_name)
        left -= sheet.total_height * max(sheet.total_width, 1)
        if left < 0:
            raise TooManyParts(name=name, limit=_MOST_CELLS)
        yield [[_shown(value) for value in row] for row in sheet.to_python(skip_empty_area=True)]


def _separated(data: bytes, name: str) -> Table:
    text = decode(data, name)
    refuse_long_lines(text, name)
    first = text.split("\n", 1)[0]
    if text.count("\n") * max(map(first.count, _DELIMITERS)) > _MOST_CELLS:
        raise TooManyParts(name=name, limit=_MOST_CELLS)
    try:
        rows = csv.reader(io.StringIO(text), delimiter=max(_DELIMITERS, key=first.count))
        return [*rows]
    except csv.Error as error:
        raise DamagedFile(name=name, kind=".csv") from error


def _without_empty(table: Table) -> Table:
    rows = [row for row in table if any(row)]
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    used = [at for at in range(width) if any(row[at] for row in rows)]
    return [[row[at] for at in used] for row in rows]


def _shown(value: object) -> str:
    """A cell as its reader sees it: whole numbers without a point, days without a time."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() != time():
        return f"{value.year}年{value.month}月{value.day}日{value:%H:%M}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def _squeezed(cell: str) -> str:
    return " ".join(cell.split())


def _lines_squeezed(cell: str) -> str:
    return "\n".join(line for one in cell.splitlines() if (line := _squeezed(one)))

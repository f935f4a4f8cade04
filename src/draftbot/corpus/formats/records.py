"""Tables in which each row is a report: systems export what units handed in as one row a unit, with
the text in one cell or a part of it in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftbot.chinese.organisations import unit_noun
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import words_in
from draftbot.corpus.lines import TITLE_STYLE, Line
from draftbot.corpus.titles import names_a_report

# Why the other cells of such a row are left out.
NAME = "row_values"
# A cell that is a text, and all texts of a row together, have so many characters.
_TEXT, _WHOLE = 40, 120
_LONGEST_HEADER, _LONGEST_UNIT, _SHORTEST_UNIT = 20, 30, 3
_FEWEST = 2
_PART = 2
_YEAR = re.compile(r"(?:19|20)\d{2}(?=\D{0,2}$)")
_HAS_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a row has its texts, its title, whose it is and of which year; -1 for none."""

    texts: tuple[int, ...]
    title: int
    unit: int
    year: int


def record_lines(rows: Sequence[Sequence[str]], stem: str) -> list[Line] | None:
    """The lines of a table, its first row the names of its columns, as a report a row; None where its rows
    are no reports. The file is called `stem`. The numbers of the lines are for the caller to give."""
    if len(rows) < _FEWEST or any(len(cell) > _LONGEST_HEADER or "\n" in cell for cell in rows[0]):
        return None
    header, records = rows[0], rows[1:]
    columns = _columns(header, records)
    if columns is None or not all(_is_record(row, columns) for row in records):
        return None
    lines = [Line(0, " | ".join(filter(None, header)), dropped_as=NAME)]
    for row in records:
        lines += _report(header, row, columns, stem)
    return lines


def _is_record(row: Sequence[str], columns: _Columns) -> bool:
    whose = columns.title if columns.title >= 0 else columns.unit
    return bool(row[whose]) and sum(len(row[at]) for at in columns.texts) >= _WHOLE


def _columns(header: Sequence[str], records: Sequence[Sequence[str]]) -> _Columns | None:
    places = range(len(header))
    texts = tuple(at for at in places if header[at] and _hold(records, at, _is_text))
    values = [at for at in places if at not in texts]
    title = next((at for at in values if _hold(records, at, names_a_report, _PART - 1)), -1)
    units = [at for at in values if at != title and _are_units(header[at], records, at)]
    year = next((at for at in values if _hold(records, at, lambda cell: bool(_YEAR.match(cell)))), -1)
    unit = units[0] if units else -1
    own = [names_a_report(row[texts[0]].split("\n")[0]) for row in records] if texts else []
    is_told = title >= 0 or (unit >= 0 and len(records) >= _FEWEST) or (len(own) >= _FEWEST and all(own))
    return _Columns(texts, title, unit if unit >= 0 else title, year) if texts and is_told else None


def _hold(records: Sequence[Sequence[str]], at: int, is_so: object, part: int = _PART) -> bool:
    """Whether more than one in `part` of a column's cells that hold anything are so, and most hold something."""
    assert callable(is_so)
    filled = [row[at] for row in records if row[at]]
    return len(filled) * _PART > len(records) and part * sum(map(is_so, filled)) >= len(filled) > 0


def _is_text(cell: str) -> bool:
    return len(cell) >= _TEXT and "。" in cell


def _are_units(label: str, records: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the cells of a column are names of units, each of another one."""
    cells = [row[at] for row in records]
    if len(set(cells)) < len(cells) or any(not _SHORTEST_UNIT <= len(c) <= _LONGEST_UNIT for c in cells):
        return False
    is_named = to_simplified(label).endswith(words_in("signature_labels"))
    return (is_named and not any(re.search(r"[\d，。]", cell) for cell in cells)) or all(
        map(_ends_as_unit, cells)
    )


def _ends_as_unit(cell: str) -> bool:
    return bool(unit_noun(to_simplified(cell)))


def _report(header: Sequence[str], row: Sequence[str], columns: _Columns, stem: str) -> Iterator[Line]:
    texts = [(header[at], [line for line in row[at].split("\n") if line]) for at in columns.texts if row[at]]
    own = texts[0][1][0] if texts and names_a_report(texts[0][1][0]) else ""
    if own:
        texts[0][1].pop(0)
    yield Line(0, own or _title(row, columns, stem), TITLE_STYLE, begins_report=True)
    others = [
        f"{header[at]}：{cell}"
        for at, cell in enumerate(row)
        if cell and at not in (*columns.texts, columns.title)
    ]
    if others:
        yield Line(0, " | ".join(others), dropped_as=NAME)
    for name, lines in texts:
        if len(texts) > 1:
            yield Line(0, name, style=1)
        yield from (Line(0, text) for text in lines)


def _title(row: Sequence[str], columns: _Columns, stem: str) -> str:
    """The title of a row's report, with whose it is and the year where it says neither."""
    title = row[columns.title] if columns.title >= 0 else stem
    year = _YEAR.match(row[columns.year]) if columns.year >= 0 else None
    if year is not None and not _HAS_YEAR.search(title):
        title = year.group() + words_in("parts_of_papers", "years")[0] + title
    unit = row[columns.unit] if columns.unit >= 0 else ""
    return title if unit in title else unit + title

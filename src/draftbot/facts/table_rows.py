"""Rows of a table as facts in words: the row's name, and what each column says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from draftbot.chinese.enumerators import is_serial
from draftbot.chinese.word_lists import word_set, word_table

_FEWEST_COLUMNS = 3
# 参加人数（人）: what is counted, and in what.
_MEASURED = re.compile(r"(?P<what>.*?)\s*[（(](?:单位[：:])?(?P<measure>[^）)]{1,6})[）)]")


def facts_of_table(rows: Sequence[Sequence[str]], section: str = "") -> Iterator[tuple[str, str]]:
    """(section, fact in words) of each row that is no head. `section` is where the table stands."""
    columns: tuple[str, ...] = ()
    names = rows[0] if _names_columns(rows) else ()
    for number, cells in enumerate(rows):
        head = _head(cells)
        if head:
            columns, names = head, ()
        elif names and number:
            yield section, _by_columns(cells, names)
        elif not names:
            yield _row(cells, columns, section)


def _head(cells: Sequence[str]) -> tuple[str, ...]:
    """What each column holds, if this row is the head of a table of facts; else ()."""
    columns = word_table("columns_of_facts")
    kinds = [next((kind for kind, names in columns.items() if c.lower() in names), "") for c in cells]
    return tuple(kinds) if all(kinds) else ()


def _names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row says what the columns hold: words alone, over rows with figures."""
    if len(rows) < 2 or len(rows[0]) < _FEWEST_COLUMNS or _head(rows[0]):
        return False
    are_words = all(cell and not any(map(str.isdigit, cell)) for cell in rows[0])
    return are_words and all(any(map(str.isdigit, "".join(row[1:]))) for row in rows[1:])


def _by_columns(cells: Sequence[str], names: Sequence[str]) -> str:
    """大一班参加人数32人，演练次数4次."""
    pairs = [(name, cell) for name, cell in zip(names, cells, strict=False) if cell]
    if pairs and (pairs[0][0].lower() in word_set("columns_of_facts", "serial") or is_serial(pairs[0][1])):
        pairs = pairs[1:]
    if not pairs:
        return ""
    (_, row_name), *said = pairs
    return row_name + "，".join(_measured(name, cell) for name, cell in said)


def _measured(name: str, value: str) -> str:
    found = _MEASURED.fullmatch(name)
    if found is None:
        return name + value
    measure = found["measure"]
    return f"{found['what']}{value}" + ("" if value.endswith(measure) else measure)


def _row(cells: Sequence[str], columns: Sequence[str], section: str) -> tuple[str, str]:
    """A row as (section, line): “参加人数 | 320” reads 参加人数：320."""
    if len(columns) == len(cells):
        by_kind = dict(zip(columns, cells, strict=True))
        values = [by_kind[kind] for kind in ("name", "text") if by_kind.get(kind)]
        return by_kind.get("section") or section, "：".join(values)
    values = [c for i, c in enumerate(cells) if c and not (i == 0 and is_serial(c) and len(cells) > 1)]
    return section, "：".join((values[0], "，".join(values[1:]))) if len(values) > 1 else "".join(values)

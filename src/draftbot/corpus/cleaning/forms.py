"""Forms: a table whose left column names the parts of a paper and whose right one holds their text.

Such a table is a report with headings; as rows its parts would be one passage, each begun by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from draftbot.chinese.enumerators import Family, parse_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.lines import Line, Place
from draftbot.corpus.roles import role_of
from draftbot.domain import Role

JOINT = " | "
# Below what the file itself calls a heading.
_LEVEL = 8
_SHORTEST_NAME, _LONGEST_NAME = 2, 16
# A text has so many characters and ends at least one sentence.
_SHORTEST_TEXT = 18
# The names before a text: of a part, and of one within it.
_MOST_NAMES = 2
# So long is at most what somebody says of a paper in a field left for that.
_LONGEST_OPINION = 80
# In so many lines in a row tabs stand between columns; in one or two they may be anything.
_ROWS_BY_TABS = 3
_NO_NAME = re.compile(r"[\d。，；！？!?,;|]")
_SENTENCE_ENDS = re.compile("[。！；;]")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is no part has no `names`."""

    line: Line
    names: tuple[str, ...] = ()
    text: str = ""


def read_forms(lines: list[Line], account: Account) -> list[Line]:
    """The rows of a form that name a part and hold its text as a heading and that text; all others as
    they are, those that tabs part into columns as rows too."""
    laid = _with_rows_by_tabs(lines)
    read: list[Line] = []
    for is_row, group in groupby(laid, key=lambda line: line.place is Place.ROW):
        run = list(group)
        read += _read_table(run) if is_row else run
    return _with_named_texts(_round_a_paper(read))


def _read_table(rows: list[Line]) -> Iterator[Line]:
    parts = [_row_of(line) for line in rows]
    if not _is_form(parts):
        yield from rows
        return
    above: tuple[str, ...] = ()
    deep = 0
    for i, row in enumerate(parts):
        if not row.names:
            above, over = (), _name_over(parts, i)
            deep = int(bool(over))
            yield _heading(row.line, over, 0) if over else row.line
            continue
        same = next((n for n, (a, b) in enumerate(zip(above, row.names, strict=False)) if a != b), len(above))
        for level, name in list(enumerate(row.names))[same:]:
            yield _heading(row.line, name, level + deep)
        yield replace(row.line, text=row.text, place=Place.TEXT)
        above = row.names


def _row_of(line: Line) -> _Row:
    cells = [cell.strip() for cell in line.text.split(JOINT.strip())]
    *names, text = list(dict.fromkeys(filter(None, cells))) or [""]
    plain = [_name_in(name) for name in names]
    if not 0 < len(names) <= _MOST_NAMES or not all(plain) or not _is_text(text):
        return _Row(line)
    return _Row(line, tuple(plain), text)


def _name_in(cell: str) -> str:
    """What a cell names, without space between its letters; "" where it is no name of a part."""
    number = parse_number(cell)
    rest = "".join((cell[number.end :] if number else cell).split()).rstrip("：:")
    if not _SHORTEST_NAME <= len(rest) <= _LONGEST_NAME or _NO_NAME.search(rest):
        return ""
    return cell if number else rest


def _is_text(cell: str) -> bool:
    """Whether a cell is the text of a part."""
    return len(cell) >= _SHORTEST_TEXT and _says_something(cell)


def _says_something(text: str) -> bool:
    """Whether a text ends a sentence, and is no place for somebody's seal."""
    seals = any_of(words_in("seals"))
    return _SENTENCE_ENDS.search(text) is not None and not re.search(seals, to_simplified(text))


def _is_form(rows: Sequence[_Row]) -> bool:
    """Whether the rows that hold text name its parts: some as parts of a report are called or with a number,
    or beside rows that tell of somebody, name by value."""
    parts = [row for row in rows if row.names]
    texts = [row for row in rows if not row.names and _says_something(row.line.text)]
    if not parts or len(texts) >= len(parts):
        return False
    over = filter(None, (_name_over(rows, i) for i in range(len(rows))))
    named = any(map(_is_part, (*over, *(name for row in parts for name in row.names))))
    return named or any(_tells_by_pairs(row.line) for row in rows if not row.names)


def _name_over(rows: Sequence[_Row], i: int) -> str:
    """What a row names and nothing else, where rows that name a text stand right below it; "" otherwise."""
    is_over = not rows[i].names and JOINT.strip() not in rows[i].line.text
    return _name_in(rows[i].line.text) if is_over and i + 1 < len(rows) and rows[i + 1].names else ""


def _is_part(name: str) -> bool:
    return parse_number(name) is not None or role_of(name) is not Role.OTHER


def _tells_by_pairs(line: Line) -> bool:
    """Whether a row says names and values by turns: 姓名 | … | 职务 | …"""
    cells = [cell.strip() for cell in line.text.split(JOINT.strip())]
    return len(cells) % 2 == 0 and len(cells) > 2 and all(map(_name_in, cells[::2]))


def _heading(line: Line, name: str, level: int) -> Line:
    numbered = parse_number(name) is not None
    return replace(line, text=name, place=Place.TEXT, style=None if numbered else _LEVEL + level)


def _with_named_texts(lines: list[Line]) -> list[Line]:
    """The lines, a row of nothing but the name of a part over text as its heading; beside rows that tell of
    somebody any name will do."""
    read = list(lines)
    tells_of_somebody = any(line.place is Place.ROW and _tells_by_pairs(line) for line in lines)
    for i, (line, after) in enumerate(pairwise(lines)):
        if line.place is not Place.ROW or after.place is not Place.TEXT or after.style is not None:
            continue
        name = _name_in(line.text)
        if name and (tells_of_somebody or _is_part(name)) and _is_text(after.text):
            read[i] = _heading(line, name, 0)
    return read


def _round_a_paper(lines: list[Line]) -> list[Line]:
    """The lines, those of a form round a paper told as such: rows that tell of somebody stand over it, one
    names it, and those below are for others to fill in. A paper has its own numbered headings."""
    runs = [(is_row, list(group)) for is_row, group in groupby(enumerate(lines), key=_is_row)]
    papers = [
        k for k, (is_row, run) in enumerate(runs) if k and not is_row and _is_paper([one for _, one in run])
    ]
    if len(papers) != 1:
        return lines
    above = [one for _, one in runs[papers[0] - 1][1]]
    if not any(map(_tells_by_pairs, above)):
        return lines
    form = [i for k, (is_row, run) in enumerate(runs) if is_row or k > papers[0] for i, _ in run]
    told = {i for i in form if lines[i].place is Place.ROW and not _is_text(lines[i].text)}
    for is_row, run in runs[papers[0] + 1 :]:
        said = "".join(line.text for _, line in run)
        if not is_row and len(said) <= _LONGEST_OPINION and not _says_something(said):
            told |= {i for i, _ in run}
    return [
        replace(line, place=Place.FORM, style=None) if i in told else line for i, line in enumerate(lines)
    ]


def _is_row(numbered: tuple[int, Line]) -> bool:
    return numbered[1].place is Place.ROW


def _is_paper(run: Sequence[Line]) -> bool:
    """Whether lines have headings 一、 and 二、 among them."""
    numbers = [number for line in run if (number := parse_number(line.text)) is not None]
    return {number.ordinal for number in numbers if number.family is Family.HAN} >= {1, 2}


def _with_rows_by_tabs(lines: list[Line]) -> list[Line]:
    """Lines in whose places a table was copied as text, as its rows."""
    read = list[Line]()
    for by_tabs, group in groupby(lines, key=_has_tabs):
        run = list(group)
        if not by_tabs or len(run) < _ROWS_BY_TABS:
            read += run
            continue
        for line in run:
            cells = (cell.strip() for cell in line.text.strip("\t ").split("\t"))
            read.append(replace(line, text=JOINT.join(cells), place=Place.ROW))
    return read


def _has_tabs(line: Line) -> bool:
    return line.place is Place.TEXT and line.style is None and "\t" in line.text.strip()

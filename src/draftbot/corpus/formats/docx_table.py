"""Tables of a Word file: rows of cells, or the text that a form holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from draftbot.chinese.enumerators import Family, parse_number
from draftbot.corpus.formats.docx_numbers import W, attribute
from draftbot.corpus.formats.found import Found
from draftbot.corpus.lines import Place

JOINT = " | "
# What may stand round paragraphs; and round rows and cells, content controls too.
AROUND = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "customXml", "smartTag"))
AROUND_ROWS = AROUND | {f"{W}sdt", f"{W}sdtContent"}
# A cell with more than this in several paragraphs, in characters, is text and not a value.
_TEXT = 60
# The longest value, in characters, that is said again in each row that it is merged over.
_REPEATED = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """`goes_on` says that the cell is merged with the one above it."""

    element: etree._Element
    columns: int
    goes_on: bool


def cells_of(row: etree._Element) -> Iterator[Cell]:
    """The cells of a row, also those in content controls."""
    pending = [iter(row)]
    while pending:
        element = next(pending[-1], None)
        if element is None:
            pending.pop()
        elif element.tag == f"{W}tc":
            span, merged = element.find(f"{W}tcPr/{W}gridSpan"), element.find(f"{W}tcPr/{W}vMerge")
            said = attribute(span, "val") if span is not None else ""
            columns = int(said) if said.isdecimal() and len(said) < 4 else 1
            goes_on = merged is not None and attribute(merged, "val") != "restart"
            yield Cell(element, columns, goes_on)
        elif element.tag in AROUND_ROWS:
            pending.append(iter(element))


def laid_out(rows: Sequence[Sequence[tuple[Cell, list[Found]]]]) -> Iterator[Found]:
    """A table as found things: a row of values as one line, a cell of text by its own
    paragraphs under what else its row holds, a table of one column as text."""
    is_frame = all(len(row) <= 1 for row in rows)
    of_texts = _columns_of_texts(rows)
    above: dict[int, str] = {}
    for row in rows:
        values: list[str] = []
        texts: list[Found] = []
        column = 0
        for cell, found in row:
            shown = [one for one in found if one.text.strip() and not one.dropped_as]
            value = " ".join(" ".join(one.text.split()) for one in shown)
            if cell.goes_on and not value:
                value = above.get(column, "")
            elif is_frame or _is_text(shown, _TEXT if column not in of_texts else 0):
                texts.extend(found)
                value = ""
            else:
                texts.extend(one for one in found if one.dropped_as)
            above[column] = value if len(value) <= _REPEATED else ""
            values.append(value)
            column += cell.columns
        line = JOINT.join(values).strip(" |")
        if texts and _is_number(line):
            texts[0] = replace(texts[0], text=f"{line}、{texts[0].text}")
        elif line:
            yield Found(line, None, Place.ROW)
        yield from texts if is_frame or any(one.place is Place.TEXT for one in texts) else map(_row, texts)


def _is_number(line: str) -> bool:
    """Whether all that stands beside a text is the number of its heading: 一, 二."""
    number = parse_number(f"{line}、") if line else None
    return number is not None and number.family is Family.HAN and number.end == len(line) + 1


def _columns_of_texts(rows: Sequence[Sequence[tuple[Cell, list[Found]]]]) -> set[int]:
    """The columns in which a cell is text: the others of several paragraphs are, too, however short."""
    found = set()
    for row in rows:
        column = 0
        for cell, held in row:
            if _is_text([one for one in held if one.text.strip() and not one.dropped_as], _TEXT):
                found.add(column)
            column += cell.columns
    return found


def _is_text(shown: Sequence[Found], least: int) -> bool:
    if len(shown) < 2:
        return False
    # A numbered heading over a sentence is text, however short.
    is_headed = parse_number(shown[0].text) is not None and shown[-1].text.rstrip().endswith("。")
    return is_headed or sum(len(one.text) for one in shown) >= least


def _row(one: Found) -> Found:
    return one if one.dropped_as else replace(one, place=Place.ROW)

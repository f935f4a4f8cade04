"""The text of one paragraph of a Word file, and what stands in it that is not its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from lxml import etree

from draftbot.chinese.enumerators import parse_number
from draftbot.corpus.formats.docx_numbers import W, attribute
from draftbot.corpus.formats.docx_styles import Styles
from draftbot.corpus.formats.encoding import LINE_ENDS

ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
# Text inside these is no part of the paragraph as read: deleted or moved away, the readings
# set above characters, properties.
_SKIPPED = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "delText", "pPr", "rPr", "sdtPr", "rt"))
_LONGEST_HEADING = 60
_BREAKS = frozenset((f"{W}br", f"{W}cr"))


class Field(Enum):
    CONTENTS = "TOC"
    OTHER = ""


class Fields:
    """The fields that are open at a place of the text, innermost last. A table of
    contents is one field over many paragraphs."""

    def __init__(self) -> None:
        self._open: list[Field] = []

    def meet(self, element: etree._Element) -> None:
        """Takes in a w:fldChar or w:instrText."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._open.append(Field.OTHER)
        elif kind == "end" and self._open:
            self._open.pop()
        elif element.tag == f"{W}instrText" and self._open:
            words = (element.text or "").split()
            if words and words[0].upper() == Field.CONTENTS.value:
                self._open[-1] = Field.CONTENTS

    def are_inside(self, kind: Field) -> bool:
        return kind in self._open


@dataclass(slots=True)
class ParagraphText:
    """`text` with "\\n" for a manual line break; `hidden` is text that Word does not show,
    `placeholders` prompts never filled in, `boxes` the w:txbxContent of text boxes."""

    text: str = ""
    hidden: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


def lines_in(text: str, *, is_heading: bool) -> list[str]:
    """The lines that manual breaks make of a paragraph. A heading is broken to fit its line
    and stays one, but for what bears a number of its own, and for a text set as a heading."""
    lines = text.split("\n")
    if not is_heading or len(text) > _LONGEST_HEADING:
        return lines
    joined = lines[:1]
    for line in lines[1:]:
        if not line.strip() or parse_number(line.strip()) or not joined[-1].strip():
            joined.append(line)
        else:
            glue = " " if joined[-1][-1:].isascii() and line[:1].isascii() else ""
            joined[-1] += glue + line.strip()
    return joined


def read_paragraph(paragraph: etree._Element, fields: Fields, styles: Styles) -> ParagraphText:
    """The text of a paragraph once changes are accepted, however deep it is nested."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    style_id = attribute(style, "val") if style is not None else ""
    read = ParagraphText()
    shown: list[str] = []
    # Each step down remembers which list its text goes to.
    pending: list[tuple[Iterator[etree._Element], list[str]]] = [(iter(paragraph), shown)]
    aside: list[tuple[list[str], list[str]]] = []
    while pending:
        children, texts = pending[-1]
        element = next(children, None)
        if element is None:
            pending.pop()
            continue
        tag = element.tag
        if tag == f"{W}t":
            texts.append(element.text or "")
        elif tag == f"{W}tab":
            texts.append(" ")
        elif tag == f"{W}noBreakHyphen":
            texts.append("-")
        elif tag in _BREAKS:
            texts.append("\n")
        elif tag in (f"{W}fldChar", f"{W}instrText"):
            fields.meet(element)
        elif tag == f"{W}txbxContent":
            read.boxes.append(element)
        elif tag == ALTERNATIVES:
            # Word writes a box once for itself and once for old readers.
            if len(element):
                pending.append((iter(element[0]), texts))
        elif tag not in _SKIPPED:
            into = texts
            if tag == f"{W}r" and styles.hides(element.find(f"{W}rPr"), style_id):
                into = []
                aside.append((into, read.hidden))
            elif tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                into = []
                aside.append((into, read.placeholders))
            pending.append((iter(element), into))
    for said, kind in aside:
        if text := "".join(said).strip():
            kind.append(text)
    read.text = LINE_ENDS.sub("\n", "".join(shown))
    return read

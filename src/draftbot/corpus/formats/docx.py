"""Word files: paragraphs with heading styles, automatic numbers and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from draftbot.corpus.formats.docx_numbers import AutomaticNumbers, W, attribute
from draftbot.corpus.formats.docx_xml import (
    StyleChains,
    elements,
    open_word,
    outline_level,
    style_name,
    text_of,
)
from draftbot.corpus.lines import TITLE_STYLE, Line
from draftbot.errors import EmptyFile, NoTextInFile

_STYLE_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])$", re.IGNORECASE)
_TITLE_NAMES = ("title", "标题", "標題")
_INSIDE = tuple(f"{W}{name}" for name in ("tbl", "sdt", "sdtContent", "ins", "customXml", "smartTag"))


def read_docx(data: bytes, name: str, max_bytes: int) -> list[Line]:
    """One `Line` per paragraph or table row, in reading order; automatic
    numbers (w:numPr) written out in front as Word shows them.

    Raises EncryptedFile, DamagedFile, FileTooLarge (unpacks to more than
    `max_bytes`), EmptyFile, NoTextInFile (only pictures).
    """
    word = open_word(data, name, max_bytes)
    lines = [
        Line(number, text, style)
        for number, (text, style) in enumerate(
            _paragraphs(word.body, _Styles(word.styles), word.numbers), start=1
        )
    ]
    if not any(line.text.strip() for line in lines):
        if next(word.body.iter("{*}blip", "{*}imagedata"), None) is not None:
            raise NoTextInFile(name=name)
        raise EmptyFile(name=name)
    return lines


class _Styles(StyleChains):
    """What each paragraph style says about headings and numbering."""

    def level(self, style_id: str) -> int | None:
        """`TITLE_STYLE`, a heading level 1–9, or None for a body style."""
        for style in self.chain(style_id):
            name = style_name(style)
            if name in _TITLE_NAMES:
                return TITLE_STYLE
            named = _STYLE_NAME.match(name)
            if named:
                return int(named[1])
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                return outline_level(outline)
        return None

    def numbering(self, style_id: str) -> etree._Element | None:
        """The w:numPr a style brings along, or None."""
        for style in self.chain(style_id):
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None:
                return found
        return None


def _paragraphs(
    body: etree._Element, styles: _Styles, numbers: AutomaticNumbers
) -> Iterator[tuple[str, int | None]]:
    for element in _blocks(body):
        if element.tag == f"{W}tr":
            cells = [
                " ".join(filter(None, (text_of(p, "\n") for p in cell.iter(f"{W}p"))))
                for cell in element.findall(f"{W}tc")
            ]
            yield " | ".join(" ".join(cell.split()) for cell in cells).strip(" |"), None
            continue
        level, number = _style_and_number(element, styles, numbers)
        first, *rest = text_of(element, "\n").split("\n")
        yield (number + first.strip() if first.strip() else "", level)
        for text in rest:
            yield text.strip(), None


def _style_and_number(
    paragraph: etree._Element, styles: _Styles, numbers: AutomaticNumbers
) -> tuple[int | None, str]:
    properties = paragraph.find(f"{W}pPr")
    style_id = ""
    outline = numbering = None
    if properties is not None:
        style = properties.find(f"{W}pStyle")
        style_id = attribute(style, "val") if style is not None else ""
        outline = properties.find(f"{W}outlineLvl")
        numbering = properties.find(f"{W}numPr")
    level = outline_level(outline) if outline is not None else styles.level(style_id)
    if numbering is None:
        numbering = styles.numbering(style_id)
    if numbering is None or not text_of(paragraph, "\n").strip():
        return level, ""
    return level, numbers.next(numbering)


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and table rows in reading order; a table inside a cell is read
    as part of its row."""
    return elements(body, (f"{W}p", f"{W}tr"), _INSIDE)

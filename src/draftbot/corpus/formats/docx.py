"""Word files: paragraphs with heading styles, automatic numbers, tables, text boxes, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from draftbot.corpus.formats.docx_boxes import taken_out_of_boxes
from draftbot.corpus.formats.docx_looks import headings_by_looks
from draftbot.corpus.formats.docx_numbers import AutomaticNumbers, W, attribute
from draftbot.corpus.formats.docx_paragraph import ALTERNATIVES, Field, Fields, lines_in, read_paragraph
from draftbot.corpus.formats.docx_styles import Styles
from draftbot.corpus.formats.docx_table import AROUND, AROUND_ROWS, cells_of, laid_out
from draftbot.corpus.formats.docx_xml import WordFile, open_word
from draftbot.corpus.formats.found import Found
from draftbot.corpus.lines import MOST_LINES, Line, Place
from draftbot.errors import EmptyFile, NoTextInFile, TooManyParts, UnreadableFile

# What reads a file that stands inside another: (bytes, name) → lines.
PartReader = Callable[[bytes, str], list[Line]]

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Tables inside tables and controls inside controls beyond this are read as plain text.
_DEEPEST = 24
_CONTENTS = "table of contents"


def read_docx(data: bytes, name: str, max_bytes: int, read_part: PartReader | None = None) -> list[Line]:
    """One `Line` per paragraph or table row, in reading order; automatic numbers
    (w:numPr) written out in front as Word shows them, changes taken as accepted. A form
    and a table of one column are text, a text box stands behind its paragraph, notes at
    the end. `read_part` reads a file put inside this one (w:altChunk), each once; without
    it they are told as unread.

    Raises EncryptedFile, DamagedFile, FileTooLarge (unpacks to more than
    `max_bytes`), TooManyParts, EmptyFile, NoTextInFile (only pictures).
    """
    word = open_word(data, name, max_bytes)
    found = headings_by_looks(taken_out_of_boxes(list(_Reader(word, name, read_part).all_found())))
    lines = [
        Line(number, one.text, one.style, one.place, one.dropped_as)
        for number, one in enumerate(found, start=1)
    ]
    if not any(line.text.strip() and not line.dropped_as for line in lines):
        if any(line.dropped_as == "unread_parts" for line in lines):
            return lines
        if next(word.body.iter("{*}blip", "{*}imagedata"), None) is not None:
            raise NoTextInFile(name=name)
        raise EmptyFile(name=name)
    return lines


class _Reader:
    """One walk through a Word file."""

    def __init__(self, word: WordFile, name: str, read_part: PartReader | None) -> None:
        self._word, self._name = word, name
        self._read_part = read_part
        self._taken: set[str] = set()
        self._lines_of_chunks = 0
        self._styles = Styles(word.styles)
        self._numbers: AutomaticNumbers = word.numbers
        self._fields = Fields()
        self._unended: Found | None = None

    def all_found(self) -> Iterator[Found]:
        yield from self._whole(self._word.body, 0)
        for notes in self._word.footnotes:
            for note in notes:
                if attribute(note, "type") in ("", "normal"):
                    texts = [one.text for one in self._whole(note, 1) if one.text and not one.dropped_as]
                    if texts:
                        yield Found(" ".join(texts), place=Place.NOTE)

        yield from self._beside()

    def _beside(self) -> Iterator[Found]:
        """What stands beside the text, each line once: told, and not read with it."""
        told: set[str] = set()
        for why, root in self._word.beside:
            for element in root.iter(f"{W}p"):
                text = read_paragraph(element, Fields(), self._styles).text.strip()
                if re.search(r"[^\W\d_]{2}", text) and text not in told:
                    told.add(text)
                    yield from (Found(one, dropped_as=why) for one in text.splitlines() if one.strip())

    def _whole(self, parent: etree._Element, depth: int) -> Iterator[Found]:
        """What stands in `parent`, whose last paragraph goes on nowhere else."""
        yield from self._below(parent, depth)
        yield from self._ended()

    def _ended(self) -> Iterator[Found]:
        """The paragraph that waits for one to go on with it, where none comes."""
        unended, self._unended = self._unended, None
        if unended is not None and unended.text:
            yield unended

    def _below(self, parent: etree._Element, depth: int) -> Iterator[Found]:
        """What stands in `parent`, in reading order."""
        if depth > _DEEPEST:
            yield from self._ended()
            yield from self._flat(parent)
            return
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                yield from self._ended()
                yield from self._table(child, depth)
            elif child.tag == f"{W}sdt":
                yield from self._control(child, depth)
            elif child.tag in AROUND:
                yield from self._below(child, depth + 1)
            elif child.tag == ALTERNATIVES and len(child):
                yield from self._below(child[0], depth + 1)
            elif child.tag == f"{W}altChunk":
                yield from self._ended()
                yield from self._chunk(child)

    def _flat(self, parent: etree._Element) -> Iterator[Found]:
        for paragraph in parent.iter(f"{W}p"):
            read = read_paragraph(paragraph, self._fields, self._styles)
            if read.text.strip():
                yield Found(read.text.strip())

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[Found]:
        style_id, level, numbering = self._styles.of_paragraph(element)
        was_contents = self._fields.are_inside(Field.CONTENTS)
        read = read_paragraph(element, self._fields, self._styles)
        in_contents = was_contents or self._fields.are_inside(Field.CONTENTS)
        dropped_as = "table_of_contents" if in_contents or self._styles.is_contents(style_id) else ""
        first, *rest = lines_in(read.text, is_heading=level is not None)
        if self._unended is not None and self._unended.text:
            # The mark of the paragraph before was deleted: this one goes on with it.
            first, level, numbering = self._unended.text + first, self._unended.style, None
        self._unended = None
        number = self._numbers.next(numbering) if numbering is not None and read.text.strip() else ""
        looks = self._styles.looks(element, style_id)
        place = Place.CAPTION if level is None and self._styles.is_caption(style_id) else Place.TEXT
        head = Found(number + first.strip() if first.strip() else "", level, place, dropped_as, looks)
        goes_on = element.find(f"{W}pPr/{W}rPr/{W}del") is not None and not rest
        if not goes_on:
            yield head
        yield from (Found(text.strip(), None, Place.TEXT, dropped_as, looks) for text in rest)
        yield from (Found(text, dropped_as="hidden_text") for text in read.hidden)
        yield from (Found(text, dropped_as="placeholders") for text in read.placeholders)
        for box in read.boxes:
            yield from (self._boxed(one) for one in list(self._whole(box, depth + 1)) if one.text)
        if goes_on:
            self._unended = head

    def _boxed(self, one: Found) -> Found:
        return one if one.place is Place.ROW else replace(one, place=Place.BOX)

    def _control(self, control: etree._Element, depth: int) -> Iterator[Found]:
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        is_contents = gallery is not None and attribute(gallery, "val").lower() == _CONTENTS
        is_placeholder = control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        reason = "table_of_contents" if is_contents else "placeholders" if is_placeholder else ""
        if reason:
            yield from self._ended()
        for content in control.findall(f"{W}sdtContent"):
            if not reason:
                yield from self._below(content, depth + 1)
                continue
            for one in self._whole(content, depth + 1):
                yield replace(one, dropped_as=reason) if one.text else one

    def _table(self, table: etree._Element, depth: int) -> Iterator[Found]:
        rows = [
            [(cell, list(self._whole(cell.element, depth + 1))) for cell in cells_of(row)]
            for row in _rows(table)
        ]
        yield from laid_out(rows)

    def _chunk(self, element: etree._Element) -> Iterator[Found]:
        """A file put inside. One that is referred to again has been read."""
        relation = element.get(_RELATION) or ""
        if relation in self._taken:
            return
        self._taken.add(relation)
        name, data = self._word.chunks.get(relation, ("", b""))
        try:
            lines = self._read_part(data, name) if data and self._read_part else []
        except UnreadableFile:
            lines = []
        if not lines:
            yield Found(name or "altChunk", dropped_as="unread_parts")
        self._lines_of_chunks += len(lines)
        if self._lines_of_chunks > MOST_LINES:
            raise TooManyParts(name=self._name, limit=MOST_LINES)
        for line in lines:
            yield Found(line.text, line.style, line.place, line.dropped_as)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, also those in content controls; rows deleted by a tracked change left out."""
    pending = [iter(table)]
    while pending:
        element = next(pending[-1], None)
        if element is None:
            pending.pop()
        elif element.tag == f"{W}tr":
            if element.find(f"{W}trPr/{W}del") is None:
                yield element
        elif element.tag in AROUND_ROWS:
            pending.append(iter(element))

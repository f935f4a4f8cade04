"""A draft as a Word file laid out by GB/T 9704-2012."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from draftbot.domain import Draft, Source
from draftbot.export.manuscript import (
    ATTACHED,
    Line,
    LineKind,
    Piece,
    PieceKind,
    excerpt_of,
    lay_out,
    pieces_of,
    place_of,
    signature_of,
)
from draftbot.export.options import WordOptions
from draftbot.export.page import CHAR_PITCH, CHARS, TITLE_POINTS, empty_document
from draftbot.export.title import title_lines
from draftbot.export.unconfirmed import EXCERPT, without_unconfirmed
from draftbot.export.width import chars_wide

_STYLES = {
    LineKind.TITLE: "Title",
    LineKind.SALUTATION: "Salutation",
    LineKind.BODY: "Body Text",
    LineKind.ATTACHMENT: "附件",
    LineKind.SIGNATURE: "Signature",
    LineKind.DATE: "Date",
    LineKind.SOURCES_HEADING: "Heading 1",
    LineKind.SOURCES_NOTE: "参考来源",
    LineKind.SOURCE: "参考来源",
    LineKind.EXCERPT: "参考段落",
}
_TITLE_CHARS = CHARS * CHAR_PITCH / 20 / TITLE_POINTS
_COMMENTER = "出处"


def to_docx(draft: Draft, options: WordOptions | None = None) -> bytes:
    """`draft` as a .docx: A4, 22 lines of 28 characters, headings as real styles
    (navigable in Word), blanks highlighted, what is unconfirmed under dots or left out.

    The file carries the draft's id, so that it can be brought back edited.
    """
    options = options or WordOptions()
    if options.unconfirmed == "omit":
        draft = without_unconfirmed(draft)
    lines = lay_out(
        draft,
        citations=options.citations != "none",
        appendix=options.appendix,
        attachments=options.attachments,
    )
    notes = _Notes(draft.sources, options, lines)
    document = Document(io.BytesIO(empty_document(notes.footnotes)))
    _describe(document, draft, lines[0].text)
    if options.unconfirmed == "omit":
        document.core_properties.category = EXCERPT
    signature, date = _left_indents(lines)
    for at, line in enumerate(lines):
        if line.kind in (LineKind.ATTACHMENT, LineKind.SIGNATURE) and lines[at - 1].kind is not line.kind:
            document.add_paragraph(style=_style(line))
        paragraph = document.add_paragraph(style=_style(line))
        if line.kind is LineKind.TITLE:
            _add_title(document, paragraph, line)
            continue
        for sentence in line.sentences:
            notes.add_sentence(document, paragraph, sentence)
        if line.kind is LineKind.SIGNATURE:
            _indent(paragraph, signature)
        elif line.kind is LineKind.DATE:
            _indent(paragraph, date)
        elif line.kind is LineKind.ATTACHMENT:
            _indent_attachment(paragraph, line.text)
        elif line.kind is LineKind.SOURCES_HEADING:
            _start_page_flush(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Notes:
    """Puts sentences into paragraphs, each with what it rests on as the options ask."""

    def __init__(self, sources: Sequence[Source], options: WordOptions, lines: Sequence[Line]) -> None:
        self._kind = options.citations
        self._marks = options.unconfirmed == "mark"
        self._sources = {source.number: source for source in sources}
        cited = [piece for line in lines for piece in line.pieces if piece.kind is PieceKind.CITATION]
        self.footnotes = [self._places(p) for p in cited] if self._kind == "footnotes" else []
        self._next = 1

    def add_sentence(self, document: WordDocument, paragraph: Paragraph, sentence: Sequence[Piece]) -> None:
        runs: list[Run] = []
        citation: Piece | None = None
        for piece in sentence:
            if piece.kind is not PieceKind.CITATION:
                runs.append(_add_piece(paragraph, piece))
                if self._marks and piece.is_unconfirmed:
                    runs[-1].font.underline = WD_UNDERLINE.DOTTED
            elif self._kind == "footnotes":
                _add_footnote_mark(paragraph, self._next)
                self._next += 1
            else:
                citation = piece
        if citation is not None and runs:
            comment = document.add_comment(runs, author=_COMMENTER, initials=_COMMENTER)
            first, *others = self._passages(citation)
            comment.paragraphs[0].add_run(first)
            for text in others:
                comment.add_paragraph(text, style="annotation text")

    def _places(self, citation: Piece) -> str:
        return "；".join(place_of(source) for source in self._cited(citation)) or citation.text

    def _passages(self, citation: Piece) -> list[str]:
        told = [f"[{s.number}] {place_of(s)}：{excerpt_of(s)}" for s in self._cited(citation)]
        return told or [citation.text]

    def _cited(self, citation: Piece) -> list[Source]:
        return [self._sources[number] for number in citation.citations if number in self._sources]


def _describe(document: WordDocument, draft: Draft, title: str) -> None:
    properties = document.core_properties
    now = datetime.now(UTC)
    properties.title = title[:255]
    properties.author = properties.last_modified_by = signature_of(draft)[:255]
    properties.created = properties.modified = now
    properties.language = "zh-CN"
    properties.revision = 1
    properties.identifier = draft.id


def _style(line: Line) -> str:
    return f"Heading {line.level}" if line.kind is LineKind.HEADING else _STYLES[line.kind]


def _add_title(document: WordDocument, paragraph: Paragraph, line: Line) -> None:
    """The title and the empty line the standard puts below it."""
    for at, text in enumerate(title_lines(line.text, _TITLE_CHARS)):
        if at:
            paragraph.add_run().add_break()
        for piece in pieces_of(text):
            _add_piece(paragraph, piece)
    document.add_paragraph(style="Normal").paragraph_format.keep_with_next = True


def _add_piece(paragraph: Paragraph, piece: Piece) -> Run:
    run = paragraph.add_run(piece.text)
    if piece.kind is PieceKind.BLANK:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return run


def _add_footnote_mark(paragraph: Paragraph, number: int) -> None:
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    paragraph.add_run(style="footnote reference")._r.append(mark)


def _left_indents(lines: tuple[Line, ...]) -> tuple[float, float]:
    """Left indents of signature and date, in characters (7.3.5.2, unsealed).

    The signature ends two characters from the right and the date begins two to
    the right of it; a date longer than the signature ends two from the right
    itself, and the signature moves left with it.
    """
    signature, date = (
        next(chars_wide(line.text) for line in lines if line.kind is kind)
        for kind in (LineKind.SIGNATURE, LineKind.DATE)
    )
    left = CHARS - 4 - date if date > signature else CHARS - 2 - signature
    return max(left, 0), max(left, 0) + 2


def _indent(paragraph: Paragraph, chars: float, hanging: float = 0) -> None:
    """Indents a paragraph `chars` characters, its first line `hanging` less."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:leftChars"), str(round(chars * 100)))
    indent.set(qn("w:left"), str(round(chars * CHAR_PITCH)))
    if hanging:
        indent.set(qn("w:hangingChars"), str(round(hanging * 100)))
        indent.set(qn("w:hanging"), str(round(hanging * CHAR_PITCH)))


def _indent_attachment(paragraph: Paragraph, text: str) -> None:
    """附件： stands two characters in; names, and what runs over, stand below each other."""
    name = text.removeprefix(ATTACHED)
    number = name[: name.find(".") + 1] if name[: name.find(".")].isdecimal() else ""
    hanging = text[: len(text) - len(name)] + number
    _indent(paragraph, 2 + chars_wide(ATTACHED + number), chars_wide(hanging))


def _start_page_flush(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.page_break_before = True
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "0")
    indent.set(qn("w:firstLine"), "0")

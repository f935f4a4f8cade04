"""A draft as a Word file laid out by GB/T 9704-2012."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Literal

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from draftbot.domain import Draft
from draftbot.export.manuscript import Line, LineKind, Piece, PieceKind, lay_out, pieces_of, signature_of
from draftbot.export.page import CHAR_PITCH, CHARS, TITLE_POINTS, empty_document
from draftbot.export.title import title_lines
from draftbot.export.width import chars_wide

_STYLES = {
    LineKind.TITLE: "Title",
    LineKind.SALUTATION: "Salutation",
    LineKind.BODY: "Body Text",
    LineKind.SIGNATURE: "Signature",
    LineKind.DATE: "Date",
    LineKind.SOURCES_HEADING: "Heading 1",
    LineKind.SOURCES_NOTE: "参考来源",
    LineKind.SOURCE: "参考来源",
    LineKind.EXCERPT: "参考段落",
}
_TITLE_CHARS = CHARS * CHAR_PITCH / 20 / TITLE_POINTS


def to_docx(
    draft: Draft, *, sources: bool = True, citations: Literal["superscript", "none"] = "superscript"
) -> bytes:
    """`draft` as a .docx: A4, 22 lines of 28 characters, headings as real styles
    (navigable in Word), blanks highlighted.

    With `sources`, citations stand as raised [1] and the passages behind them on
    a page of their own; "none" keeps that page but leaves the numbers out.
    """
    document = Document(io.BytesIO(empty_document()))
    _describe(document, draft)
    lines = lay_out(draft, sources=sources)
    signature, date = _left_indents(lines)
    for line in lines:
        if line.kind is LineKind.SIGNATURE:
            document.add_paragraph(style="Signature")
        paragraph = document.add_paragraph(style=_style(line))
        if line.kind is LineKind.TITLE:
            _add_title(document, paragraph, line)
            continue
        for piece in line.pieces:
            if piece.kind is not PieceKind.CITATION or citations == "superscript":
                _add_piece(paragraph, piece)
        if line.kind is LineKind.SIGNATURE:
            _indent_left(paragraph, signature)
        elif line.kind is LineKind.DATE:
            _indent_left(paragraph, date)
        elif line.kind is LineKind.SOURCES_HEADING:
            _start_page_flush(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _describe(document: WordDocument, draft: Draft) -> None:
    properties = document.core_properties
    now = datetime.now(UTC)
    properties.title = lay_out(draft, sources=False)[0].text[:255]
    properties.author = properties.last_modified_by = signature_of(draft)[:255]
    properties.created = properties.modified = now
    properties.language = "zh-CN"
    properties.revision = 1


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


def _add_piece(paragraph: Paragraph, piece: Piece) -> None:
    run = paragraph.add_run(piece.text)
    if piece.kind is PieceKind.BLANK:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    elif piece.kind is PieceKind.CITATION:
        run.font.superscript = True


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


def _indent_left(paragraph: Paragraph, chars: float) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:leftChars"), str(round(chars * 100)))
    indent.set(qn("w:left"), str(round(chars * CHAR_PITCH)))


def _start_page_flush(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.page_break_before = True
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "0")
    indent.set(qn("w:firstLine"), "0")

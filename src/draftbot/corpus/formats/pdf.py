"""PDF with text, through PDFium.

A page gives visual lines. They become paragraphs again by their place on the
page: a line that is indented, or that follows a line ending short of the right
margin, begins a new one.
"""

from __future__ import annotations

import ctypes
import re
import statistics
import threading
from collections import Counter
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from draftbot.corpus.lines import Line
from draftbot.errors import DamagedFile, EncryptedFile, FileTooLarge, NoTextInFile

# PDFium keeps global state and is not safe to call from two threads at once.
_PDFIUM = threading.Lock()
_MAX_CHARS = 20_000_000
_MAX_PAGES = 5_000
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–－·\s]*$"
)
_EDGE_LINES = 2


@dataclass(slots=True)
class _Visual:
    """A line as it stands on a page; distances in points."""

    text: str
    left: float
    right: float
    size: float


def read_pdf(data: bytes, name: str) -> list[Line]:
    """One `Line` per paragraph; running heads, feet and page numbers left out.

    Raises EncryptedFile, DamagedFile, NoTextInFile (a scan), FileTooLarge.
    """
    with _PDFIUM:
        pages = _pages(data, name)
    if not any(line.text.strip() for page in pages for line in page):
        raise NoTextInFile(name=name)
    paragraphs = _paragraphs(_without_running_lines(pages))
    return [Line(number, text) for number, text in enumerate(paragraphs, start=1)]


def _pages(data: bytes, name: str) -> list[list[_Visual]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise EncryptedFile(name=name) from error
        raise DamagedFile(name=name, kind=".pdf") from error
    pages: list[list[_Visual]] = []
    total = 0
    try:
        for index in range(min(len(document), _MAX_PAGES)):
            pages.append(_visual_lines(document, index))
            total += sum(len(line.text) for line in pages[-1])
            if total > _MAX_CHARS:
                raise FileTooLarge(name=name, megabytes=total // 2**20, limit=_MAX_CHARS // 2**20)
    finally:
        document.close()
    return pages


def _visual_lines(document: pypdfium2.PdfDocument, index: int) -> list[_Visual]:
    """The lines of one page; none where the page itself is broken."""
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        return _lines_of_page(text_page)
    finally:
        text_page.close()
        page.close()


def _lines_of_page(text_page: pypdfium2.PdfTextPage) -> list[_Visual]:
    count = text_page.count_chars()
    lines: list[_Visual] = []
    start = 0
    raw = text_page.raw
    codes = [pdfium.FPDFText_GetUnicode(raw, i) for i in range(count)]
    for i, code in enumerate([*codes, 10]):
        if code in (10, 13):
            if i > start:
                lines.append(_visual(raw, codes, start, i))
            start = i + 1
    return [line for line in lines if line.text]


def _visual(raw: object, codes: list[int], start: int, end: int) -> _Visual:
    # U+FFFE stands for a hyphen at a line end, surrogates come one by one.
    units = [code for code in codes[start:end] if code and code != 0xFFFE]
    packed = b"".join(code.to_bytes(2, "little") for code in units if code < 0x10000)
    text = packed.decode("utf-16-le", errors="replace")
    first, last = start, end - 1
    while first < last and codes[first] in (32, 0x3000):
        first += 1
    while last > first and codes[last] in (32, 0x3000):
        last -= 1
    left, _ = _edges(raw, first)
    _, right = _edges(raw, last)
    return _Visual(text.strip(), left, right, float(pdfium.FPDFText_GetFontSize(raw, first)))


def _edges(raw: object, index: int) -> tuple[float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
    return left.value, right.value


def _without_running_lines(pages: list[list[_Visual]]) -> list[list[_Visual]]:
    """Pages without page numbers and without lines that most pages share at the edge."""
    edges = Counter(
        text for page in pages for text in {line.text for line in page[:_EDGE_LINES] + page[-_EDGE_LINES:]}
    )
    running = {text for text, count in edges.items() if count >= 3 and count * 2 > len(pages)}
    kept: list[list[_Visual]] = []
    for page in pages:
        last = len(page) - 1
        kept.append(
            [
                line
                for i, line in enumerate(page)
                if _EDGE_LINES <= i <= last - _EDGE_LINES
                or (line.text not in running and not _PAGE_NUMBER.match(line.text))
            ]
        )
    return kept


def _paragraphs(pages: list[list[_Visual]]) -> list[str]:
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    long_lines = [line for line in lines if len(line.text) >= 15] or lines
    margin_left = min(statistics.multimode(round(line.left) for line in long_lines))
    margin_right = max(line.right for line in long_lines)
    paragraphs: list[str] = []
    previous: _Visual | None = None
    for line in lines:
        em = line.size if 5 <= line.size <= 60 else 12.0
        indented = line.left - margin_left > 1.2 * em
        ended_short = previous is None or margin_right - previous.right > 2.2 * em
        if previous is None or indented or ended_short or abs(previous.size - line.size) > 1.5:
            paragraphs.append(line.text)
        else:
            glue = " " if paragraphs[-1][-1:].isascii() and line.text[:1].isascii() else ""
            paragraphs[-1] += glue + line.text
        previous = line
    return paragraphs

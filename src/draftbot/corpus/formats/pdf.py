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
from draftbot.errors import DamagedFile, EncryptedFile, FileTooLarge, NoTextInFile, TooManyParts

# PDFium keeps global state and is not safe to call from two threads at once.
_PDFIUM = threading.Lock()
_MAX_CHARS = 20_000_000
_MAX_PAGES = 5_000
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–－·\s]*$"
)
_EDGE_LINES, _MANY_PAGES = 2, 3
# Characters of a line that fills the page, and lines and their characters of a column.
_LONG = 15
_COLUMN_LINES, _COLUMN_CHARS = 4, 8
_SPANNING = -1


@dataclass(slots=True)
class _Visual:
    """A line as it stands on a page; distances in points."""

    text: str
    left: float
    right: float
    size: float
    is_running: bool = False
    column: int = 0


def read_pdf(data: bytes, name: str) -> list[Line]:
    """One `Line` per paragraph; running heads, feet and page numbers marked as dropped.

    Raises EncryptedFile, DamagedFile, NoTextInFile (a scan), FileTooLarge, TooManyParts.
    """
    with _PDFIUM:
        pages = _pages(data, name)
    if not any(line.text.strip() for page in pages for line in page):
        raise NoTextInFile(name=name)
    _mark_running_lines(pages)
    return _lines(pages)


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
        if len(document) > _MAX_PAGES:
            raise TooManyParts(name=name, limit=_MAX_PAGES)
        for index in range(len(document)):
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


def _mark_running_lines(pages: list[list[_Visual]]) -> None:
    """Marks page numbers, and lines at the edge that most pages share. A title that its
    running head repeats stays: on its page only the outer one of the two is running, and
    where it stands alone it is set otherwise than on all other pages."""
    edges = Counter(text for page in pages for text in {line.text for line in _edge_lines(page)})
    running = {
        text
        for text, count in edges.items()
        if (count >= _MANY_PAGES and count * 2 > len(pages)) or (count == len(pages) == 2)
    }
    ways = Counter(
        way for page in pages for way in {_set_as(line) for line in _edge_lines(page) if line.text in running}
    )
    for page in pages:
        seen: set[str] = set()
        for line in _edge_lines(page):
            if _PAGE_NUMBER.match(line.text):
                line.is_running = True
            elif line.text in running and line.text not in seen:
                seen.add(line.text)
                is_title = page is pages[0] and ways[_set_as(line)] == 1
                line.is_running = not is_title


def _edge_lines(page: list[_Visual]) -> list[_Visual]:
    """The lines at the edges of a page, the outer ones first."""
    if len(page) <= 2 * _EDGE_LINES:
        return page
    return [*page[:_EDGE_LINES], *reversed(page[-_EDGE_LINES:])]


def _set_as(line: _Visual) -> tuple[str, int, int]:
    return line.text, round(line.size), round(line.left / 4)


def _lines(pages: list[list[_Visual]]) -> list[Line]:
    """The paragraphs of the pages, with what was marked as running lines among them."""
    margins = _margins(pages)
    found: list[tuple[str, str]] = []
    open_at: int | None = None
    previous: _Visual | None = None
    for line in (line for page in pages for line in page):
        if line.is_running:
            found.append((line.text, "running_lines"))
            continue
        em = line.size if 5 <= line.size <= 60 else 12.0
        indented = line.left - margins.get(line.column, (line.left, 0.0))[0] > 1.2 * em
        ended_short = previous is None or _right_of(previous, margins) - previous.right > 2.2 * em
        if previous is None or open_at is None or indented or ended_short or _differ(previous, line):
            open_at = len(found)
            found.append((line.text, ""))
        else:
            before = found[open_at][0]
            glue = " " if before[-1:].isascii() and line.text[:1].isascii() else ""
            found[open_at] = (before + glue + line.text, "")
        previous = line
    return [Line(number, text, dropped_as=why) for number, (text, why) in enumerate(found, start=1)]


def _right_of(line: _Visual, margins: dict[int, tuple[float, float]]) -> float:
    return margins.get(line.column, (line.left, line.right))[1]


def _differ(first: _Visual, second: _Visual) -> bool:
    """Whether two lines are set so differently that they cannot be of one paragraph."""
    return abs(first.size - second.size) > 1.5 or (
        _SPANNING in (first.column, second.column) and first.column != second.column
    )


def _margins(pages: list[list[_Visual]]) -> dict[int, tuple[float, float]]:
    """(left, right) of each column, from the lines that are long enough to fill it."""
    columns: dict[int, list[_Visual]] = {}
    for page in pages:
        _set_columns(page)
        for line in page:
            if not line.is_running:
                columns.setdefault(line.column, []).append(line)
    found = dict[int, tuple[float, float]]()
    for column, lines in columns.items():
        long_lines = [line for line in lines if len(line.text) >= _LONG] or lines
        left = min(statistics.multimode(round(line.left) for line in long_lines))
        found[column] = (left, max(line.right for line in long_lines))
    return found


def _set_columns(page: list[_Visual]) -> None:
    """Tells the lines of a page set in two columns which one they stand in; a line over
    both, like a title, stands in none of them."""
    lines = [line for line in page if not line.is_running]
    gap = _gap_between_columns(lines)
    for line in page:
        if gap is None:
            line.column = 0
        else:
            line.column = 1 if line.right <= gap else 2 if line.left >= gap else _SPANNING


def _gap_between_columns(lines: list[_Visual]) -> float | None:
    """A place between left and right that hardly any line crosses, with many on both sides."""
    if len(lines) < 2 * _COLUMN_LINES:
        return None
    width = max(line.right for line in lines) - min(line.left for line in lines)
    middle = min(line.left for line in lines) + width / 2
    places = sorted({round(line.left) for line in lines if abs(line.left - middle) < width / 4})
    for place in places:
        gap = place - 1.0
        before = [line for line in lines if line.right <= gap]
        behind = [line for line in lines if line.left >= gap]
        crossing = len(lines) - len(before) - len(behind)
        long_before = [line for line in before if len(line.text) >= _COLUMN_CHARS]
        long_behind = [line for line in behind if len(line.text) >= _COLUMN_CHARS]
        if min(len(long_before), len(long_behind)) >= _COLUMN_LINES and crossing * 4 <= len(lines):
            return gap
    return None

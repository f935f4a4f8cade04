"""PDF with text, through PDFium, in a process of its own (`apart`)."""

from __future__ import annotations

import ctypes
import math
from collections import Counter

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from draftbot.corpus.formats.apart import readers
from draftbot.corpus.formats.page_lines import Visual, lines_of_pages, mark_running_lines
from draftbot.corpus.formats.pdf_bounds import Clock, refuse_bombs
from draftbot.corpus.formats.scans import (
    DOTS_A_POINT,
    MOST_SCANNED,
    OnPage,
    Pixels,
    can_recognise,
    words_of,
)
from draftbot.corpus.lines import Line
from draftbot.errors import (
    DamagedFile,
    EncryptedFile,
    FileTooLarge,
    NoTextInFile,
    RecognitionNotInstalled,
    TooManyParts,
)

_MAX_CHARS = 20_000_000
_MAX_PAGES = 5_000
_MOST_DOTS = 4000
_LETTERS_LOOKED_AT = 200
_SPACE = 32
# Of the ink of a Chinese character, which is somewhat narrower than its square.
_APART = 0.7


def read_pdf(data: bytes, name: str, on_page: OnPage | None = None) -> list[Line]:
    """One `Line` per paragraph; running heads, feet and page numbers marked as dropped. Pages
    that are pictures are recognised, where that is installed, and `on_page` is told
    (pages recognised, pages to recognise).

    Raises EncryptedFile, DamagedFile, NoTextInFile, RecognitionNotInstalled (a scan),
    FileTooLarge, TooManyParts, ReadingCrashed, ReadingTooLong.
    """
    refuse_bombs(data, name)
    pages, scanned = readers.call(name, _looked_at, data, name)
    if scanned and can_recognise():
        _recognise(data, name, pages, scanned, on_page)
    elif scanned and len(scanned) == len(pages):
        raise RecognitionNotInstalled(name=name)
    else:
        for index in scanned:
            pages[index] = [Visual(f"p. {index + 1}", 0.0, 0.0, 0.0, is_unread=True)]
    if not any(line.text.strip() for page in pages for line in page):
        raise NoTextInFile(name=name)
    mark_running_lines(pages)
    return lines_of_pages(pages)


def _looked_at(data: bytes, name: str) -> tuple[list[list[Visual]], list[int]]:
    """(the lines of each page, which pages without any show pictures)."""
    pages = _pages(data, name)
    return pages, _scanned(data, [index for index, page in enumerate(pages) if not page])


def _pages(data: bytes, name: str) -> list[list[Visual]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise EncryptedFile(name=name) from error
        raise DamagedFile(name=name, kind=".pdf") from error
    pages: list[list[Visual]] = []
    total = 0
    try:
        if len(document) > _MAX_PAGES:
            raise TooManyParts(name=name, limit=_MAX_PAGES)
        clock = Clock(name)
        for index in range(len(document)):
            clock.turn()
            pages.append(_visual_lines(document, index))
            total += sum(len(line.text) for line in pages[-1])
            if total > _MAX_CHARS:
                raise FileTooLarge(name=name, megabytes=total // 2**20, limit=_MAX_CHARS // 2**20)
    finally:
        document.close()
    return pages


def _scanned(data: bytes, empty: list[int]) -> list[int]:
    """Which of the pages without words show pictures."""
    if not empty:
        return []
    document = pypdfium2.PdfDocument(data)
    try:
        return [index for index in empty if _shows_picture(document, index)]
    finally:
        document.close()


def _shows_picture(document: pypdfium2.PdfDocument, index: int) -> bool:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return False
    try:
        pictures = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
        return next(iter(pictures), None) is not None
    finally:
        page.close()


def _recognise(
    data: bytes, name: str, pages: list[list[Visual]], scanned: list[int], on_page: OnPage | None
) -> None:
    """Puts the lines of scanned pages in their places."""
    if len(scanned) > MOST_SCANNED:
        raise TooManyParts(name=name, limit=MOST_SCANNED)
    for done, index in enumerate(scanned):
        if on_page:
            on_page(done, len(scanned))
        pixels, dots = readers.call(name, _rendered, data, index)
        pages[index] = words_of(pixels, dots)


def _rendered(data: bytes, index: int) -> tuple[Pixels, float]:
    """A page as colours, and the dots of a point."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[index]
        dots = min(DOTS_A_POINT, _MOST_DOTS / max(*page.get_size(), 1.0))
        bitmap = page.render(scale=dots)
        return np.ascontiguousarray(bitmap.to_numpy()[:, :, :3]), dots
    finally:
        document.close()


def _visual_lines(document: pypdfium2.PdfDocument, index: int) -> list[Visual]:
    """The lines of one page; none where the page itself is broken."""
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        # PDFium finds lines by how they are shown: as they are read they must stand upright.
        quarters = _quarter_turns(text_page)
        if page.get_rotation() != 90 * quarters:
            page.set_rotation(90 * quarters)
            text_page.close()
            text_page = page.get_textpage()
        return _lines_of_page(text_page, quarters, page.get_size())
    finally:
        text_page.close()
        page.close()


def _quarter_turns(text_page: pypdfium2.PdfTextPage) -> int:
    """How many quarters most letters of a page are turned by, against the clock."""
    count = text_page.count_chars()
    some = range(0, count, max(1, count // _LETTERS_LOOKED_AT))
    turns = Counter(
        -round(angle / (math.pi / 2)) % 4
        for i in some
        if (angle := pdfium.FPDFText_GetCharAngle(text_page.raw, i)) >= 0
    )
    return max(turns, key=turns.__getitem__, default=0)


def _lines_of_page(
    text_page: pypdfium2.PdfTextPage, quarters: int, size: tuple[float, float]
) -> list[Visual]:
    count = text_page.count_chars()
    width, tall = size
    lines: list[Visual] = []
    start, middle_before = 0, 0.0
    raw = text_page.raw
    codes = [pdfium.FPDFText_GetUnicode(raw, i) for i in range(count)]
    for i, code in enumerate([*codes, 10]):
        if code in (10, 13):
            if i > start:
                line, middle = _visual(raw, codes, (start, i), quarters, width), _middle(raw, start, quarters)
                line.height = 0.0 if quarters else middle / tall
                # Of letters that are turned PDFium breaks lines where none ends.
                if quarters and lines and _goes_on(lines[-1], line, middle - middle_before):
                    lines[-1].text += line.text
                    lines[-1].right = line.right
                else:
                    lines.append(line)
                middle_before = middle
            start = i + 1
    return [line for line in lines if line.text]


def _goes_on(line: Visual, piece: Visual, apart: float) -> bool:
    """Whether a piece whose middle lies so far from a line's goes on with it."""
    return abs(apart) < line.size / 2 and -1 < piece.left - line.right < 1.5 * line.size


def _visual(raw: object, codes: list[int], span: tuple[int, int], quarters: int, width: float) -> Visual:
    start, end = span
    # U+FFFE stands for a hyphen at a line end, surrogates come one by one.
    units = [
        code
        for i, code in enumerate(codes[start:end], start)
        if code and code != 0xFFFE and not (code == _SPACE and _is_set_apart(raw, codes, i, quarters, width))
    ]
    packed = b"".join(code.to_bytes(2, "little") for code in units if code < 0x10000)
    text = packed.decode("utf-16-le", errors="replace")
    first, last = start, end - 1
    while first < last and codes[first] in (32, 0x3000):
        first += 1
    while last > first and codes[last] in (32, 0x3000):
        last -= 1
    left, _ = _edges(raw, first, quarters, width)
    _, right = _edges(raw, last, quarters, width)
    size = float(pdfium.FPDFText_GetFontSize(raw, first))
    return Visual(text.strip(), left, right, size, page_width=width)


def _is_set_apart(raw: object, codes: list[int], index: int, quarters: int, width: float) -> bool:
    """Whether a space is none of the text's: PDFium's word for the quarter of a character by which
    programs set Chinese and Latin letters apart."""
    if not 0 < index < len(codes) - 1 or not pdfium.FPDFText_IsGenerated(raw, index):
        return False
    before, after = codes[index - 1], codes[index + 1]
    if _is_chinese(before) == _is_chinese(after) or not all(chr(one).isalnum() for one in (before, after)):
        return False
    begins, ends = _edges(raw, index - 1, quarters, width)
    begins_after, ends_after = _edges(raw, index + 1, quarters, width)
    broad = ends - begins if _is_chinese(before) else ends_after - begins_after
    return begins_after - ends < _APART * broad


def _is_chinese(code: int) -> bool:
    return 0x3400 <= code <= 0x9FFF


def _middle(raw: object, index: int, quarters: int) -> float:
    """Where across its line a letter's middle is."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
    return (left.value + right.value) / 2 if quarters % 2 else (bottom.value + top.value) / 2


def _edges(raw: object, index: int, quarters: int, width: float) -> tuple[float, float]:
    """Where a letter begins and ends along its line, turned by `quarters` on a page so wide along it."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
    along = (
        (left.value, right.value),
        (bottom.value, top.value),
        (width - right.value, width - left.value),
        (width - top.value, width - bottom.value),
    )
    return along[quarters]

"""OFD, the page format of official papers (GB/T 33190): a zip of pages in XML.

Its pages say plainly which words stand where, and more than these is not wanted. Pages whose
words are pictures hold none.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from draftbot.corpus.formats.archive import Archive
from draftbot.corpus.formats.page_lines import Visual, lines_of_pages, lines_of_words, mark_running_lines
from draftbot.corpus.lines import Line
from draftbot.errors import DamagedFile, NoTextInFile, TooManyParts

KIND = ".ofd"
_ROOT = "OFD.xml"
_MOST_PAGES, _MOST_WORDS = 2_000, 200_000
# Where each letter stands for itself, a full page has three thousand.
_MOST_A_PAGE, _WORD = 30_000, b"TextCode "
_POINTS_A_MM = 72 / 25.4


def read_ofd(data: bytes, name: str, max_bytes: int) -> list[Line]:
    """One `Line` per paragraph; running heads and page numbers marked as dropped.

    Raises DamagedFile, EncryptedFile, NoTextInFile, FileTooLarge, TooManyParts.
    """
    archive = Archive(data, name, KIND, max_bytes)
    pages: list[list[Visual]] = []
    left = _MOST_WORDS
    for path in _page_paths(archive, name):
        words = list(_words(_parsed(archive, path, name, _MOST_A_PAGE)))
        left -= len(words)
        if left < 0:
            raise TooManyParts(name=name, limit=_MOST_WORDS)
        pages.append(lines_of_words(words))
    if not any(pages):
        raise NoTextInFile(name=name)
    mark_running_lines(pages)
    return lines_of_pages(pages)


def _page_paths(archive: Archive, name: str) -> list[str]:
    """The pages of all documents in the file, in order."""
    paths = []
    for root in _texts(_parsed(archive, _ROOT, name), "DocRoot"):
        document = _parsed(archive, root.lstrip("/"), name)
        folder = posixpath.dirname(root)
        paths += [
            posixpath.normpath(posixpath.join(folder, place)).lstrip("/")
            for pages in _named(document, "Pages")
            for page in _named(pages, "Page")
            if (place := page.get("BaseLoc"))
        ]
    if not paths:
        raise DamagedFile(name=name, kind=KIND)
    if len(paths) > _MOST_PAGES:
        raise TooManyParts(name=name, limit=_MOST_PAGES)
    return paths


def _parsed(archive: Archive, path: str, name: str, most: int = _MOST_WORDS) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    content = archive.read(path)
    if content.count(_WORD) > most:
        raise TooManyParts(name=name, limit=most)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(name=name, kind=KIND) from error


def _named(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The elements of a name below another, whatever the namespace."""
    yield from element.iter(f"{{*}}{tag}")


def _texts(element: etree._Element, tag: str) -> list[str]:
    return [(found.text or "").strip() for found in _named(element, tag)]


def _words(page: etree._Element) -> Iterator[tuple[float, Visual]]:
    """(height of its middle on the page, what it says and where) of each text object."""
    for piece in _named(page, "TextObject"):
        text = "".join(_texts(piece, "TextCode"))
        box = _numbers(piece.get("Boundary", ""))
        if text and len(box) == 4:
            x, y, width, height = (value * _POINTS_A_MM for value in box)
            size = (_numbers(piece.get("Size", "")) or [box[3]])[0] * _POINTS_A_MM
            yield y + height / 2, Visual(text, x, x + width, size)


def _numbers(written: str) -> list[float]:
    try:
        return [float(part) for part in written.split()]
    except ValueError:
        return []

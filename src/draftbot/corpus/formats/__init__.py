"""Bytes of a file → lines of text. One module a format; the file's content chooses, and
where that leaves it open, its name."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath

from draftbot.corpus.formats.docx import read_docx
from draftbot.corpus.formats.html import read_html
from draftbot.corpus.formats.kinds import (
    ARCHIVED_PAGE,
    HTML,
    MARKDOWN,
    OFD,
    OFFICE,
    TEXT,
    WORD,
    WORD_XML,
    kind_of,
)
from draftbot.corpus.formats.markdown import read_markdown
from draftbot.corpus.formats.mht import read_mht
from draftbot.corpus.formats.ofd import read_ofd
from draftbot.corpus.formats.office import OLD_WORD, find_libreoffice, read_office
from draftbot.corpus.formats.pdf import read_pdf
from draftbot.corpus.formats.scans import PICTURES, OnPage, can_recognise, read_picture
from draftbot.corpus.formats.sheets import read_sheets
from draftbot.corpus.formats.text import read_text
from draftbot.corpus.formats.word_xml import as_package
from draftbot.corpus.formats.workbooks import SEPARATED, WORKBOOKS
from draftbot.corpus.lines import Line
from draftbot.errors import DamagedFile, EmptyFile, FileTooLarge, UnsupportedFormat

_ALWAYS = (
    *(*TEXT, *MARKDOWN, *WORD, *OLD_WORD, *HTML, *ARCHIVED_PAGE),
    *(".pdf", OFD, *WORKBOOKS, *SEPARATED),
)


def readable_suffixes() -> tuple[str, ...]:
    """File name endings that can be read on this machine, lower case."""
    office = [kind for kind in OFFICE if kind not in OLD_WORD] if find_libreoffice() else ()
    return (*_ALWAYS, *(PICTURES if can_recognise() else ()), *office)


def is_page(data: bytes, name: str) -> bool:
    """Whether a file is a web page, by its content."""
    return kind_of(data, name, PurePath(name).suffix.lower()) in (*HTML, *ARCHIVED_PAGE)


def extract(
    data: bytes, name: str, max_bytes: int, *, is_part: bool = False, on_page: OnPage | None = None
) -> list[Line]:
    """The lines of the file `name`, empty ones included. One that stands in another, `is_part`,
    is read without the files put inside it: they may hold one another without end. `on_page` is told how far scanned pages have come.

    Raises an `UnreadableFile`: FileTooLarge (over `max_bytes`, packed or
    unpacked), EmptyFile, UnsupportedFormat, DamagedFile (its content is of no
    kind that is read), or what the format's reader raises.
    """
    if len(data) > max_bytes:
        raise FileTooLarge(name=name, megabytes=-(-len(data) // 2**20), limit=max_bytes // 2**20)
    suffix = PurePath(name).suffix.lower()
    if suffix not in (*_ALWAYS, *PICTURES, *OFFICE, WORD_XML):
        raise UnsupportedFormat(name=name, known=" ".join(readable_suffixes()))
    if not data:
        raise EmptyFile(name=name)
    kind = kind_of(data, name, suffix)
    if kind in OFFICE:
        return read_office(data, name, max_bytes, kind, " ".join(_ALWAYS))
    if kind in (*WORD, WORD_XML):
        package = as_package(data, name) if kind == WORD_XML else data
        read_part = None if is_part else partial(extract, max_bytes=max_bytes, is_part=True)
        return read_docx(package, name, max_bytes, read_part)
    if kind == ".pdf":
        return read_pdf(data, name, on_page)
    if kind in PICTURES:
        return read_picture(data, name)
    if kind == OFD:
        return read_ofd(data, name, max_bytes)
    if kind in (*WORKBOOKS, *SEPARATED):
        return read_sheets(data, name, kind)
    if kind in ARCHIVED_PAGE:
        return read_mht(data, name, is_part=is_part)
    if kind in HTML:
        return read_html(data, name, is_part=is_part)
    if kind in MARKDOWN:
        return read_markdown(data, name)
    if kind in TEXT:
        return read_text(data, name)
    raise DamagedFile(name=name, kind=suffix)

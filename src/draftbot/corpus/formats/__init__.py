"""Bytes of a file → lines of text. One module a format; the file's name chooses."""

from __future__ import annotations

from pathlib import PurePath

from draftbot.corpus.formats.docx import read_docx
from draftbot.corpus.formats.html import read_html
from draftbot.corpus.formats.markdown import read_markdown
from draftbot.corpus.formats.office import find_libreoffice, read_office
from draftbot.corpus.formats.pdf import read_pdf
from draftbot.corpus.formats.text import read_text
from draftbot.corpus.lines import Line
from draftbot.errors import DamagedFile, EmptyFile, FileTooLarge, UnsupportedFormat

TEXT = (".txt", ".text")
MARKDOWN = (".md", ".markdown")
HTML = (".html", ".htm", ".xhtml")
OFFICE = (".doc", ".wps", ".rtf", ".odt")
_ALWAYS = (*TEXT, *MARKDOWN, ".docx", *HTML, ".pdf")
# What no text file begins with: a text name on one of these is a renamed file.
_BINARY = (
    b"PK\x03\x04",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
)


def readable_suffixes() -> tuple[str, ...]:
    """File name endings that can be read on this machine, lower case."""
    return (*_ALWAYS, *OFFICE) if find_libreoffice() else _ALWAYS


def extract(data: bytes, name: str, max_bytes: int) -> list[Line]:
    """The lines of the file `name`, empty ones included.

    Raises an `UnreadableFile`: FileTooLarge (over `max_bytes`, packed or
    unpacked), EmptyFile, UnsupportedFormat, or what the format's reader raises.
    """
    if len(data) > max_bytes:
        raise FileTooLarge(name=name, megabytes=-(-len(data) // 2**20), limit=max_bytes // 2**20)
    suffix = PurePath(name).suffix.lower()
    if suffix not in (*_ALWAYS, *OFFICE):
        raise UnsupportedFormat(name=name, known=" ".join(readable_suffixes()))
    if not data:
        raise EmptyFile(name=name)
    if suffix in OFFICE:
        return read_office(data, name, max_bytes, " ".join(_ALWAYS))
    if suffix == ".docx":
        return read_docx(data, name, max_bytes, lambda part, of: extract(part, of, max_bytes))
    if suffix == ".pdf":
        if b"%PDF-" not in data[:1024]:
            raise DamagedFile(name=name, kind=suffix)
        return read_pdf(data, name)
    if data.startswith(_BINARY):
        raise DamagedFile(name=name, kind=suffix)
    if suffix in HTML:
        return read_html(data, name)
    return read_markdown(data, name) if suffix in MARKDOWN else read_text(data, name)

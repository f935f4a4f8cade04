"""What a file is by its content: systems export web pages as .doc, users rename files."""

from __future__ import annotations

import codecs
import re

from draftbot.corpus.formats.archive import OLE, is_encrypted_ole
from draftbot.corpus.formats.encoding import decode
from draftbot.corpus.formats.scans import PICTURES
from draftbot.corpus.formats.workbooks import SEPARATED, WORKBOOKS
from draftbot.errors import UnreadableFile

TEXT = (".txt", ".text")
MARKDOWN = (".md", ".markdown")
HTML = (".html", ".htm", ".xhtml")
WORD = (".docx", ".docm", ".dotx", ".dotm")
OFFICE = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt")
OFD = ".ofd"
WORD_XML, ARCHIVED_PAGE = ".xml", (".mht", ".mhtml")

_BEFORE_OLE = (b"\xdb\xa5", b"\x31\xbe\x00\x00")
_PACKAGE = b"PK\x03\x04"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
_NEVER_TEXT = (b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_HEAD, _SAMPLE = 4096, 40_000
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_HAN = re.compile("[\u3400-\u9fff]")
_PROLOGUE = r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
_PAGE = re.compile(rf"{_PROLOGUE}<(?:!doctype\s+html|html|head)\b", re.IGNORECASE | re.DOTALL)
# What an export that leaves the frame of a page out begins with.
_PIECE_OF_PAGE = re.compile(
    rf"{_PROLOGUE}<(?:body|meta|style|title|div|table|p|h[1-6]|span|center|font)\b[^<]*>",
    re.IGNORECASE | re.DOTALL,
)
# Word's own web pages speak of w:WordDocument, too, further down.
_WORD_XML = re.compile(
    rf"{_PROLOGUE}(?:<\?mso-application\s[^>]*>\s*)?<(?:w:worddocument|pkg:package)\b",
    re.IGNORECASE | re.DOTALL,
)
# What a chat with a machine is copied as, into whatever file; # stands at the head of many a line of notes.
_MARKDOWN_HEADING, _FEWEST_HEADINGS = re.compile(rb"^ {0,3}#{2,6} +\S", re.MULTILINE), 2
_MAIL_HEADER = re.compile(r"^[A-Za-z-]{2,40}:[^\n]*\n")
_PAGE_IN_MAIL = re.compile(r"^content-type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_MAIL = re.compile(r"^mime-version:", re.IGNORECASE | re.MULTILINE)


def kind_of(data: bytes, name: str, suffix: str) -> str:
    """The ending of the files that are like this one, "" where no such file is read. `suffix`,
    its own, decides where the content leaves it open, and for what is damaged."""
    if data.startswith(_PACKAGE):
        return _kind_of_package(data, suffix)
    if data.startswith(OLE):
        return WORD[0] if is_encrypted_ole(data) else suffix if suffix in (*OFFICE, *WORKBOOKS) else OFFICE[0]
    if data.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:1024]):
        return ".pdf"
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(_BEFORE_OLE):
        return suffix if suffix in OFFICE else ""
    if data.startswith(_PICTURES):
        return PICTURES[0] if suffix in PICTURES or suffix == ".pdf" else ""
    if data.startswith(_NEVER_TEXT) or suffix in PICTURES:
        return ""
    return _kind_of_text(data, name, suffix)


def _kind_of_package(data: bytes, suffix: str) -> str:
    """A package's parts are named in the open."""
    if b"application/vnd.oasis.opendocument.text" in data[:200]:
        return ".odt"
    if b"word/document" in data:
        return WORD[0]
    if b"xl/workbook" in data or b"opendocument.spreadsheet" in data[:200]:
        return WORKBOOKS[0]
    if b"OFD.xml" in data:
        return OFD
    return WORD[0] if suffix in WORD else suffix if suffix == ".odt" else ""


def _kind_of_text(data: bytes, name: str, suffix: str) -> str:
    head = _head(data)
    if _WORD_XML.search(head):
        return WORD_XML
    if _MAIL_HEADER.match(head) and _MAIL.search(head) and _PAGE_IN_MAIL.search(head):
        return ARCHIVED_PAGE[0]
    if suffix in (*HTML, ".pdf"):
        return suffix if suffix in HTML else ""
    if _PAGE.match(head):
        return HTML[0]
    if suffix in TEXT and len(_MARKDOWN_HEADING.findall(data)) >= _FEWEST_HEADINGS:
        return MARKDOWN[0]
    if suffix in (*TEXT, *MARKDOWN, *SEPARATED):
        return suffix
    if _PIECE_OF_PAGE.match(head):
        return HTML[0]
    return TEXT[0] if suffix in (*WORD, *OFFICE) and _is_text(data, name) else ""


def _head(data: bytes) -> str:
    """The beginning of a file, good enough to look for what is ASCII in it."""
    if data.startswith(_WIDE_MARKS):
        return data[:_HEAD].decode("utf-16", "ignore")
    return data[:_HEAD].removeprefix(codecs.BOM_UTF8).decode("latin-1").replace("\r\n", "\n").lstrip()


def _is_text(data: bytes, name: str) -> bool:
    """Whether a file under the name of another kind is Chinese text: scraps of ASCII are what
    is left of a damaged file."""
    try:
        text = decode(data[:_SAMPLE], name)
    except UnreadableFile:
        return False
    return len(_HAN.findall(text)) * 4 >= len(text)

"""How much prose of files is in nothing that was read or told of them, by readers that are not ours.

The source is taken as it stands in the file: every w:t of a Word file's parts, all text between
the tags of a page, what PDFium says of a page, the lines of a text.
"""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2

from draftbot.chinese.scripts import to_simplified
from draftbot.corpus import read
from draftbot.errors import UnreadableFile
from telling import zh

_GRAM = 8
_NO_TEXT = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|tr|td|th|h\d|section|article|table|ul|a|title)\b[^>]*>", re.IGNORECASE
)
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|afchunk\d*)\.(?:xml|html?)$")


@dataclass
class Loss:
    """`characters` of prose in `files`; `lost` are (file, line) in nothing that was read or told,
    `refused` the files that were refused in words."""

    files: int = 0
    characters: int = 0
    lost: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def lost_characters(self) -> int:
        return sum(len(line) for _, line in self.lost)


def loss_in(paths: Iterable[Path]) -> Loss:
    """What of the files, of formats that can be looked into, went without a word."""
    total = Loss()
    for path in paths:
        data = path.read_bytes()
        source = _source(data, path.suffix.lower())
        if source is None:
            continue
        total.files += 1
        try:
            reports = read(data, path.name)
        except UnreadableFile:
            total.refused.append(path.name)
            continue
        told = [line for one in reports for line in (one.title, one.text, zh(one.cut_reason))]
        told += [line for one in reports for aside in one.asides for line in aside.lines]
        told += [line.text for one in reports for line in one.dropped]
        known = _han("\n".join(told))
        grams = {known[i : i + _GRAM] for i in range(len(known))}
        for line in map(_han, source):
            if len(line) < _GRAM:
                continue
            total.characters += len(line)
            missing = [i for i in range(len(line) - _GRAM + 1) if line[i : i + _GRAM] not in grams]
            # At a seam of two lines, or a pair of brackets, a few grams are new.
            if len(missing) * 2 > len(line) - _GRAM + 1:
                total.lost.append((path.name, line))
    return total


def shared_files(shared: Path) -> list[Path]:
    """The pages, reports and cases that lie beside the project."""
    folders = ("seeds", "cases", "data/reports", "data/html", "data/formats")
    found = sorted(path for folder in folders for path in (shared / folder).iterdir())
    return [path for path in found if path.is_file() and not path.name.endswith((".expect.md", "README.md"))]


def _source(data: bytes, suffix: str) -> list[str] | None:
    if suffix in (".txt", ".md"):
        return _decoded(data).splitlines()
    if suffix in (".html", ".htm") or data[:200].lstrip().lower().startswith((b"<html", b"<!doctype")):
        return _lines_of_page(_decoded(data))
    if suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [package.read(name).decode() for name in package.namelist() if _PARTS.match(name)]
        shown = [
            re.sub(r"<w:(?:instrText|delText)\b.*?</w:\w+>", "", part, flags=re.DOTALL) for part in parts
        ]
        paragraphs = [one for part in shown for one in re.split(r"<w:p[ >]|</w:p>", part)]
        return [
            "".join(map(html.unescape, re.findall(r"<w:t(?: [^>]*)?>([^<]*)", one))) for one in paragraphs
        ]
    if suffix == ".pdf":
        with pypdfium2.PdfDocument(data) as document:
            return [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    return None


def _lines_of_page(text: str) -> list[str]:
    return html.unescape(re.sub(r"<[^>]*>", "", _BLOCK.sub("\n", _NO_TEXT.sub("\n", text)))).splitlines()


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("gb18030", errors="replace")


def _han(text: str) -> str:
    """The Chinese characters alone: marks, widths and spaces are repaired, readings in brackets taken out."""
    return "".join(c for c in unicodedata.normalize("NFKC", to_simplified(text)) if "\u4e00" <= c <= "\u9fff")

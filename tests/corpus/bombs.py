"""Small files that hold far more than any report: what each is made by, and its name."""

from __future__ import annotations

from collections.abc import Callable

from corpus.making import ofd_of, pdf_bytes
from corpus.wordxml import word
from making.workbooks import sheet

CELL = '<row><c r="{}"><v>1</v></c></row>'
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty paragraphs": (lambda: word("<w:p/>" * 8_000_000), "文件.docx"),
    "empty paragraphs of another prefix": (
        lambda: word('<x:p xmlns:x="urn:x"/>' * 400_000),
        "文件.docx",
    ),
    "paragraphs of a letter": (lambda: word("<w:p><w:r><w:t>好</w:t></w:r></w:p>" * 400_000), "文件.docx"),
    "rows": (lambda: word(f"<w:tbl>{'<w:tr><w:tc><w:p/></w:tc></w:tr>' * 400_000}</w:tbl>"), "文件.docx"),
    "tags of a page": (lambda: b"<p>\xe5\xa5\xbd" * 2_000_000, "文件.html"),
    "lines": (lambda: "好\n".encode() * 8_000_000, "文件.txt"),
    "blank lines": (lambda: b"\n" * 20_000_000 + "好".encode(), "文件.txt"),
    "lines of Markdown": (lambda: b"<table>\n" * 2_000_000, "文件.md"),
    "a line": (lambda: "好".encode() * 16_000_000, "文件.txt"),
    "links begun": (lambda: b"[a](" * 12_000_000, "文件.md"),
    "cells": (lambda: b"a," * 24_000_000, "文件.csv"),
    "operations of a page": (lambda: pdf_bytes(b"BT (x) Tj ET\n" * 4_000_000, packed=True), "文件.pdf"),
    "cells far apart": (lambda: sheet(CELL.format("A1") + CELL.format("XFD1048576")), "文件.xlsx"),
    "cells of a sheet": (lambda: sheet("<c><v>1</v></c>" * 2_000_000), "文件.xlsx"),
    "words of a page": (lambda: ofd_of([(30.0, 20.0, 4.0, "好")] * 60_000), "文件.ofd"),
    "paragraphs of an old text": (lambda: b"{\\rtf1 " + b"\\par " * 400_000, "文件.rtf"),
    "a page in a mail": (
        lambda: b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + b"<p>" * 6_000_000,
        "文件.doc",
    ),
}

"""Files of the kinds users have, made afresh in tests; units are invented."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def docx_bytes(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def png_bytes() -> bytes:
    """A picture of one grey pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\x80"))
        + chunk(b"IEND", b"")
    )


def numbered_docx(levels: list[tuple[str, str]], paragraphs: list[tuple[int | None, str]]) -> bytes:
    """A Word file whose numbers stand in w:numPr only. `levels` are (numFmt,
    lvlText) from level 0 on; a paragraph is (level or None, text)."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for index, (form, pattern) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(index))
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", pattern)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    numbering.insert(0, abstract)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), "77")
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), "77")
    num.append(reference)
    numbering.append(num)
    for number_level, text in paragraphs:
        paragraph = document.add_paragraph(text)
        if number_level is None:
            continue
        properties = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", str(number_level)), ("w:numId", "77")):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            properties.append(child)
        paragraph._p.get_or_add_pPr().append(properties)
    return docx_bytes(document)


def pdf_bytes(content: bytes, *, encrypted: bool = False, packed: bool = False) -> bytes:
    """A one-page PDF with the content stream `content`, in which /F1 is Helvetica and /F2 a Chinese
    font written in UCS-2; `encrypted` asks for a password nobody knows."""
    content, how = (zlib.compress(content, 9), b" /Filter /FlateDecode") if packed else (content, b"")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        b" /F2 << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >> >> >> >>",
        b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), how, content),
    ]
    if encrypted:
        secret = b"<" + b"41" * 32 + b">"
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /O " + secret + b" /U " + secret + b" /P -4 >>")
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"/Root 1 0 R /Size %d" % (len(objects) + 1)
    if encrypted:
        trailer += b" /Encrypt 5 0 R /ID [<00><00>]"
    out += b"trailer\n<< %s >>\nstartxref\n%d\n%%%%EOF" % (trailer, start)
    return bytes(out)


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd_of(*pages: list[tuple[float, float, float, str]]) -> bytes:
    """An .ofd; a word is (left, top, letter size in mm, text)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "OFD.xml",
            f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        places = "".join(
            f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages))
        )
        package.writestr(
            "Doc_0/Document.xml", f"<ofd:Document {_OFD}><ofd:Pages>{places}</ofd:Pages></ofd:Document>"
        )
        for i, page in enumerate(pages):
            words = "".join(
                f'<ofd:TextObject ID="{n}" Boundary="{x} {y} {size * len(text)} {size}" Size="{size}">'
                f'<ofd:TextCode X="0" Y="{size}">{text}</ofd:TextCode></ofd:TextObject>'
                for n, (x, y, size, text) in enumerate(page)
            )
            package.writestr(
                f"Doc_0/Pages/Page_{i}/Content.xml",
                f"<ofd:Page {_OFD}><ofd:Content><ofd:Layer>{words}</ofd:Layer></ofd:Content></ofd:Page>",
            )
    return buffer.getvalue()

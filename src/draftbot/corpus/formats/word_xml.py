"""Word files that are one XML: a package written flat, and Word's own XML of 2003."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from draftbot.corpus.formats.docx_numbers import W, parse_part
from draftbot.errors import DamagedFile

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_W2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_HINTS = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
# What the XML of 2003 puts round the paragraphs of a section and of a heading.
_AROUND = (f"{_HINTS}sect", f"{_HINTS}sub-section", f"{_HINTS}pBdrGroup")


def as_package(data: bytes, name: str) -> bytes:
    """The same file as a .docx. Raises DamagedFile, TooManyParts."""
    root = parse_part(data.replace(_W2003, W.strip("{}").encode()), name, ".xml")
    if root is None:
        raise DamagedFile(name=name, kind=".xml")
    if root.tag == f"{_PKG}package":
        return _packed(_flat_parts(root))
    body = root.find(f"{W}body")
    if body is None:
        raise DamagedFile(name=name, kind=".xml")
    _unwrap(body)
    _write_numbers_out(body)
    document = etree.Element(f"{W}document")
    document.append(body)
    parts = {"word/document.xml": etree.tostring(document)}
    styles = root.find(f"{W}styles")
    if styles is not None:
        parts["word/styles.xml"] = etree.tostring(styles)
    return _packed(parts)


def _flat_parts(root: etree._Element) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    for part in root.iter(f"{_PKG}part"):
        content = part.find(f"{_PKG}xmlData")
        if content is not None and len(content):
            parts[(part.get(f"{_PKG}name") or "").lstrip("/")] = etree.tostring(content[0])
    return parts


def _unwrap(body: etree._Element) -> None:
    """Takes out what stands round paragraphs, however deep, and leaves them where they are."""
    for wrapper in [element for element in body.iter() if element.tag in _AROUND]:
        parent = wrapper.getparent()
        if parent is not None:
            at = parent.index(wrapper)
            parent[at : at + 1] = list(wrapper)


def _write_numbers_out(body: etree._Element) -> None:
    """The numbers that Word shows stand beside their lists; they become text."""
    for shown in list(body.iter(f"{_HINTS}t")):
        numbering = shown.getparent()
        paragraph = next(shown.iterancestors(f"{W}p"), None)
        if paragraph is None or numbering is None or numbering.tag != f"{W}listPr":
            continue
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}t").text = shown.get(f"{_HINTS}val") or ""
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else 1, run)


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for path, content in parts.items():
            package.writestr(path, content)
    return buffer.getvalue()

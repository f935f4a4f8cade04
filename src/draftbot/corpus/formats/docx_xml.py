"""Walking the XML of a Word file, however deep it is nested, and its chains of styles."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from draftbot.corpus.formats.archive import Archive, refuse_ole
from draftbot.corpus.formats.docx_numbers import AutomaticNumbers, W, attribute, parse_part
from draftbot.errors import DamagedFile

KIND = ".docx"

_TEXT, _TAB, _HYPHEN = f"{W}t", f"{W}tab", f"{W}noBreakHyphen"
_BREAKS = (f"{W}br", f"{W}cr")
# Text inside these is not part of the paragraph as read: deleted or moved away, a field's
# code, the second copy of a text box kept for old readers.
_SKIPPED = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr")) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_MAX_STYLE_CHAIN = 12
_BODY_LEVEL = 9
_HEAD_OR_FOOT, _MOST_HEADS = re.compile(r"word/(?:header|footer)\d*\.xml$"), 60


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file opened: the roots of its parts, None where it has none of a kind."""

    body: etree._Element
    styles: etree._Element | None
    numbers: AutomaticNumbers
    properties: etree._Element | None
    footnotes: tuple[etree._Element, ...] = ()
    # What is put into it as a file of its own: (part's name, bytes) by relation id.
    chunks: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    # What stands beside its text, by why it is none of it: comments, heads and feet of pages.
    beside: tuple[tuple[str, etree._Element], ...] = ()


def open_word(data: bytes, name: str, max_bytes: int) -> WordFile:
    """Raises EncryptedFile, DamagedFile, FileTooLarge (unpacks to more than `max_bytes`)."""
    refuse_ole(data, name, KIND)
    archive = Archive(data, name, KIND, max_bytes)

    def part(path: str) -> etree._Element | None:
        return parse_part(archive.read(path), name, KIND)

    document = part("word/document.xml")
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise DamagedFile(name=name, kind=KIND)
    numbers = AutomaticNumbers(part("word/numbering.xml"))
    notes = tuple(
        notes for path in ("word/footnotes.xml", "word/endnotes.xml") if (notes := part(path)) is not None
    )
    return WordFile(
        body,
        part("word/styles.xml"),
        numbers,
        part("docProps/core.xml"),
        notes,
        _chunks(part("word/_rels/document.xml.rels"), archive),
        tuple((why, root) for path, why in _beside(archive) if (root := part(path)) is not None),
    )


def _beside(archive: Archive) -> list[tuple[str, str]]:
    """The parts that stand beside the text, and why they are none of it."""
    heads = sorted(name for name in archive.names if _HEAD_OR_FOOT.match(name))
    return [("word/comments.xml", "comments"), *((path, "running_lines") for path in heads[:_MOST_HEADS])]


def _chunks(relations: etree._Element | None, archive: Archive) -> dict[str, tuple[str, bytes]]:
    """The files that a document takes in whole (w:altChunk), by relation id."""
    found: dict[str, tuple[str, bytes]] = {}
    for relation in () if relations is None else relations.iter("{*}Relationship"):
        target, kind = relation.get("Target") or "", relation.get("Type") or ""
        if kind.lower().endswith("/afchunk") and relation.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("word", target))
            found[relation.get("Id") or ""] = (posixpath.basename(path), archive.read(path.lstrip("/")))
    return found


class StyleChains:
    """The styles of a file, each with those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        """`root` is that of word/styles.xml, None where there is none."""
        self._styles = {} if root is None else {attribute(s, "styleId"): s for s in root.iter(f"{W}style")}

    def chain(self, style_id: str) -> Iterator[etree._Element]:
        """The style and those it is based on, one after another."""
        for _ in range(_MAX_STYLE_CHAIN):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            base = style.find(f"{W}basedOn")
            if base is None:
                return
            style_id = attribute(base, "val")


def style_name(style: etree._Element) -> str:
    """A style's name in lower case, "" where it has none."""
    tag = style.find(f"{W}name")
    return attribute(tag, "val").strip().lower() if tag is not None else ""


def outline_level(outline: etree._Element) -> int | None:
    """The heading level of a w:outlineLvl; None for body text."""
    value = attribute(outline, "val")
    if not value.isdecimal() or int(value) >= _BODY_LEVEL:
        return None
    return int(value) + 1


def elements(
    root: etree._Element, wanted: Container[str], inside: Container[str]
) -> Iterator[etree._Element]:
    """The elements whose tag is `wanted`, in reading order, in `root` and whatever
    tag is `inside`."""
    pending = [iter(root)]
    while pending:
        element = next(pending[-1], None)
        if element is None:
            pending.pop()
        elif element.tag in wanted:
            yield element
        elif element.tag in inside:
            pending.append(iter(element))


def text_of(paragraph: etree._Element, line_break: str) -> str:
    """The paragraph's text once changes are accepted, with `line_break` for a manual one."""
    parts: list[str] = []
    pending = [iter(paragraph)]
    while pending:
        element = next(pending[-1], None)
        if element is None:
            pending.pop()
        elif element.tag == _TEXT:
            parts.append(element.text or "")
        elif element.tag == _TAB:
            parts.append(" ")
        elif element.tag == _HYPHEN:
            parts.append("-")
        elif element.tag in _BREAKS:
            parts.append(line_break)
        elif element.tag not in _SKIPPED:
            pending.append(iter(element))
    return "".join(parts)

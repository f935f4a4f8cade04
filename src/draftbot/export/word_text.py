"""An edited Word file read back as paragraphs: what they say once changes are
accepted, and what each is by its style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from draftbot.corpus.formats.archive import Archive, refuse_ole
from draftbot.corpus.formats.docx_numbers import AutomaticNumbers, W, attribute, parse_part
from draftbot.errors import DamagedFile
from draftbot.export.manuscript import LineKind

KIND = ".docx"
# Names of styles as Word, WPS and LibreOffice write them, lower case.
_KINDS = {
    "title": LineKind.TITLE, "标题": LineKind.TITLE,
    "signature": LineKind.SIGNATURE, "签名": LineKind.SIGNATURE,
    "date": LineKind.DATE, "日期": LineKind.DATE,
    "salutation": LineKind.SALUTATION, "称呼": LineKind.SALUTATION,
    "附件": LineKind.ATTACHMENT, "参考来源": LineKind.SOURCE, "参考段落": LineKind.EXCERPT,
}  # fmt: skip
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$")
_BODY_LEVEL = 9
_MAX_STYLE_CHAIN = 12
_TEXT, _TAB, _HYPHEN = f"{W}t", f"{W}tab", f"{W}noBreakHyphen"
_BREAKS = (f"{W}br", f"{W}cr")
# What is deleted, moved away, a field's code, a mark of a note, or said twice for old readers.
_SKIPPED = frozenset(
    f"{W}{name}" for name in (
        "del", "moveFrom", "delText", "instrText", "pPr", "rPr", "footnoteReference", "endnoteReference",
        "commentReference", "footnoteRef", "annotationRef",
    )
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
_INSIDE = frozenset(
    f"{W}{name}"
    for name in ("tbl", "tr", "tc", "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """`kind` is HEADING with its `level`, what another style of ours says, or BODY."""

    kind: LineKind
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class WordText:
    """`draft_id` is that of the draft the file was exported from, "" if it names none."""

    draft_id: str
    paragraphs: tuple[WordParagraph, ...]


def read_word(data: bytes, name: str, max_bytes: int) -> WordText:
    """The paragraphs of a .docx that are not empty, in reading order, insertions
    accepted and deletions gone.

    Raises EncryptedFile, DamagedFile, FileTooLarge.
    """
    refuse_ole(data, name, KIND)
    archive = Archive(data, name, KIND, max_bytes)
    document = parse_part(archive.read("word/document.xml"), name, KIND)
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise DamagedFile(name=name, kind=KIND)
    styles = _Styles(parse_part(archive.read("word/styles.xml"), name, KIND))
    numbers = AutomaticNumbers(parse_part(archive.read("word/numbering.xml"), name, KIND))
    properties = parse_part(archive.read("docProps/core.xml"), name, KIND)
    identifier = (
        None if properties is None else properties.find("{http://purl.org/dc/elements/1.1/}identifier")
    )
    draft_id = (identifier.text or "") if identifier is not None else ""
    return WordText(draft_id.strip(), tuple(_paragraphs(body, styles, numbers)))


def _paragraphs(body: etree._Element, styles: _Styles, numbers: AutomaticNumbers) -> Iterator[WordParagraph]:
    before = ""
    for element in _elements(body):
        text = before + _text(element).strip()
        if _is_joined(element):
            before = text
            continue
        before = ""
        if not text:
            continue
        kind, level = styles.kind_of(element)
        numbering = element.find(f"{W}pPr/{W}numPr")
        yield WordParagraph(kind, (numbers.next(numbering) if numbering is not None else "") + text, level)
    if before:
        yield WordParagraph(LineKind.BODY, before)


def _is_joined(paragraph: etree._Element) -> bool:
    """Whether the paragraph's own mark is deleted, so that the next one continues it."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and (marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None)


def _elements(body: etree._Element) -> Iterator[etree._Element]:
    pending = [iter(body)]
    while pending:
        element = next(pending[-1], None)
        if element is None:
            pending.pop()
        elif element.tag == f"{W}p":
            yield element
        elif element.tag in _INSIDE:
            pending.append(iter(element))


def _text(paragraph: etree._Element) -> str:
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
        elif element.tag not in _SKIPPED and element.tag not in _BREAKS:
            # A manual line break only sets a long title: the text goes on.
            pending.append(iter(element))
    return "".join(parts)


class _Styles:
    """What the paragraph styles of a file stand for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {} if root is None else {attribute(s, "styleId"): s for s in root.iter(f"{W}style")}

    def kind_of(self, paragraph: etree._Element) -> tuple[LineKind, int]:
        """A paragraph's kind and, of a heading, its level (1–4)."""
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if outline is not None:
            return self._outlined(outline)
        return self._named(attribute(style, "val")) if style is not None else (LineKind.BODY, 0)

    def _named(self, style_id: str) -> tuple[LineKind, int]:
        for _ in range(_MAX_STYLE_CHAIN):
            style = self._styles.get(style_id)
            if style is None:
                break
            tag = style.find(f"{W}name")
            name = attribute(tag, "val").strip().lower() if tag is not None else ""
            heading = _HEADING.match(name)
            if heading:
                return LineKind.HEADING, min(int(heading[1]), 4)
            if name in _KINDS:
                return _KINDS[name], 0
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                return self._outlined(outline)
            base = style.find(f"{W}basedOn")
            style_id = attribute(base, "val") if base is not None else ""
        return LineKind.BODY, 0

    @staticmethod
    def _outlined(outline: etree._Element) -> tuple[LineKind, int]:
        value = attribute(outline, "val")
        if not value.isdecimal() or int(value) >= _BODY_LEVEL:
            return LineKind.BODY, 0
        return LineKind.HEADING, min(int(value) + 1, 4)

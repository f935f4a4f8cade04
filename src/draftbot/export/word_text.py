"""An edited Word file read back as paragraphs: what they say once changes are
accepted, and what each is by its style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from draftbot.corpus.formats.docx_numbers import AutomaticNumbers, W, attribute
from draftbot.corpus.formats.docx_xml import (
    StyleChains,
    WordFile,
    elements,
    open_word,
    outline_level,
    style_name,
    text_of,
)
from draftbot.export.manuscript import LineKind
from draftbot.export.unconfirmed import EXCERPT

_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_CATEGORY = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}category"
# Names of styles as Word, WPS and LibreOffice write them, lower case.
_KINDS = {
    "title": LineKind.TITLE, "标题": LineKind.TITLE,
    "signature": LineKind.SIGNATURE, "签名": LineKind.SIGNATURE,
    "date": LineKind.DATE, "日期": LineKind.DATE,
    "salutation": LineKind.SALUTATION, "称呼": LineKind.SALUTATION,
    "附件": LineKind.ATTACHMENT, "参考来源": LineKind.SOURCE, "参考段落": LineKind.EXCERPT,
}  # fmt: skip
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$")
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
    """`draft_id` is that of the draft the file was exported from, "" if it names none; an
    `is_excerpt` was exported without what nobody has confirmed."""

    draft_id: str
    paragraphs: tuple[WordParagraph, ...]
    is_excerpt: bool = False


def read_word(data: bytes, name: str, max_bytes: int) -> WordText:
    """The paragraphs of a .docx that are not empty, in reading order, insertions
    accepted and deletions gone.

    Raises EncryptedFile, DamagedFile, FileTooLarge.
    """
    word = open_word(data, name, max_bytes)
    paragraphs = tuple(_paragraphs(word.body, _Styles(word.styles), word.numbers))
    is_excerpt = _property(word, _CATEGORY) == EXCERPT
    return WordText(_property(word, _IDENTIFIER), paragraphs, is_excerpt)


def _property(word: WordFile, tag: str) -> str:
    element = None if word.properties is None else word.properties.find(tag)
    return (element.text or "").strip() if element is not None else ""


def _paragraphs(body: etree._Element, styles: _Styles, numbers: AutomaticNumbers) -> Iterator[WordParagraph]:
    before = ""
    for element in elements(body, (f"{W}p",), _INSIDE):
        # A manual line break only sets a long title: the text goes on.
        text = before + text_of(element, "").strip()
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


class _Styles(StyleChains):
    """What the paragraph styles of a file stand for."""

    def kind_of(self, paragraph: etree._Element) -> tuple[LineKind, int]:
        """A paragraph's kind and, of a heading, its level (1–4)."""
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if outline is not None:
            return _heading(outline_level(outline))
        return self._named(attribute(style, "val")) if style is not None else (LineKind.BODY, 0)

    def _named(self, style_id: str) -> tuple[LineKind, int]:
        for style in self.chain(style_id):
            name = style_name(style)
            if heading := _HEADING.match(name):
                return _heading(int(heading[1]))
            if name in _KINDS:
                return _KINDS[name], 0
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                return _heading(outline_level(outline))
        return LineKind.BODY, 0


def _heading(level: int | None) -> tuple[LineKind, int]:
    return (LineKind.BODY, 0) if level is None else (LineKind.HEADING, min(level, 4))

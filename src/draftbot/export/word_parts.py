"""The paragraphs of an edited Word file as the parts of a report: title, opening,
sections, closing, signature and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from draftbot.chinese.enumerators import Family, parse_number
from draftbot.domain import Draft
from draftbot.export.manuscript import (
    ATTACHED,
    NO_MATTER,
    SOURCES_HEADING,
    LineKind,
    date_of,
    signature_of,
    unnumbered,
)
from draftbot.export.word_text import WordParagraph

_LONGEST_TYPED_HEADING = 30
_NO_HEADING_ENDS = "。；;！？!?，,、：:"
_LEVELS = {Family.HAN: 1, Family.HAN_BRACKET: 2}


@dataclass(slots=True)
class WordSection:
    """A heading without its number, and the paragraphs below it."""

    heading: str
    level: int
    paragraphs: list[str] = field(default_factory=list)


@dataclass(slots=True)
class WordParts:
    """What stands where. `title`, `signature` and `date` are "" where the file has none."""

    title: str = ""
    opening: list[str] = field(default_factory=list)
    sections: list[WordSection] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    signature: str = ""
    date: str = ""


def parts_of(paragraphs: Sequence[WordParagraph], draft: Draft) -> WordParts:
    """The parts of an edited export of `draft`.

    A heading is told by its style, or typed with 一、 or （一） on a line of its
    own. Text behind the last section's belongs to the closing where the draft's
    closing begins with it; the appendix of sources is left out.
    """
    known = {"".join(s.text for s in p) for section in draft.sections for p in section.paragraphs}
    parts = WordParts()
    for paragraph in _without_appendix(paragraphs):
        text, kind = paragraph.text, paragraph.kind
        if kind is LineKind.TITLE:
            parts.title += text
        elif kind is LineKind.SIGNATURE:
            parts.signature += text
        elif kind is LineKind.DATE:
            parts.date += text
        elif kind is LineKind.ATTACHMENT or (text.startswith(ATTACHED) and parts.sections):
            continue
        elif level := _heading_level(paragraph, known):
            deepest = parts.sections[-1].level + 1 if parts.sections else 1
            parts.sections.append(WordSection(unnumbered(text), min(level, deepest)))
        elif parts.signature or parts.date:
            parts.closing.append(text)
        elif not parts.sections:
            parts.opening.append(text)
        elif text != NO_MATTER:
            parts.sections[-1].paragraphs.append(text)
    if not parts.title and parts.opening[:1] == [draft.title]:
        parts.title = parts.opening.pop(0)
    _take_closing(parts, draft)
    return parts


def _without_appendix(paragraphs: Sequence[WordParagraph]) -> list[WordParagraph]:
    """`paragraphs` without the list of sources and its heading."""
    kept = [p for p in paragraphs if p.kind not in (LineKind.SOURCE, LineKind.EXCERPT)]
    if len(kept) < len(paragraphs):
        kept = [p for p in kept if not (p.kind is LineKind.HEADING and p.text == SOURCES_HEADING)]
    return kept


def _heading_level(paragraph: WordParagraph, known: set[str]) -> int:
    if paragraph.kind is LineKind.HEADING:
        return paragraph.level
    text = paragraph.text
    number = parse_number(text)
    if number is None or number.family not in _LEVELS or text in known:
        return 0
    is_line = len(text) <= _LONGEST_TYPED_HEADING and text[-1] not in _NO_HEADING_ENDS
    return _LEVELS[number.family] if is_line else 0


def _take_closing(parts: WordParts, draft: Draft) -> None:
    """Moves from the last section what the draft has as its closing, and what follows it;
    signature and date are known again without their styles."""
    signed = {signature_of(draft), date_of(draft)}
    closing = {line for s in draft.closing for line in map(str.strip, s.text.split("\n")) if line} | signed
    last = parts.sections[-1].paragraphs if parts.sections else []
    at = next((i for i, text in enumerate(last) if text in closing or _is_formula(text)), len(last))
    parts.closing[:0] = [text for text in last[at:] if text not in signed]
    del last[at:]


def _is_formula(text: str) -> bool:
    return len(text) <= _LONGEST_TYPED_HEADING and text.startswith(
        ("特此", "以上报告", "以上汇报", "以上述职", "专此")
    )

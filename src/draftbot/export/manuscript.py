"""A draft as the lines of a finished 公文, before any file format: what each line
is and which pieces it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from draftbot.chinese.enumerators import format_number, parse_number
from draftbot.domain import (
    BLANK_CLOSE,
    BLANK_OPEN,
    CLOSING,
    OPENING,
    Draft,
    DraftSection,
    Sentence,
    Source,
)
from draftbot.errors import BadFacts
from draftbot.export.unconfirmed import is_unconfirmed
from draftbot.facts.sheet import written_date

SOURCES_HEADING = "参考来源"
ATTACHED = "附件："
_SOURCES_NOTE = "以下是起草时参考的往年段落，供核对用，定稿前请删去。"
_EXCERPT_CHARS = 120
_LONGEST_SALUTATION = 30


def _blank(label: str) -> str:
    return f"{BLANK_OPEN}{label}{BLANK_CLOSE}"


NO_MATTER = _blank("本部分内容")
_BLANK = re.compile(f"{BLANK_OPEN}[^{BLANK_CLOSE}]*{BLANK_CLOSE}")
_SENTENCE_END = re.compile(r"[。！？；!?;…]*[”’』」）)]*$")
# XML holds none of these, and Word refuses a file that does.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class LineKind(StrEnum):
    TITLE = "title"
    SALUTATION = "salutation"
    BODY = "body"
    HEADING = "heading"
    ATTACHMENT = "attachment"
    SIGNATURE = "signature"
    DATE = "date"
    SOURCES_HEADING = "sources heading"
    SOURCES_NOTE = "sources note"
    SOURCE = "source"
    EXCERPT = "excerpt"


class PieceKind(StrEnum):
    TEXT = "text"
    BLANK = "blank"
    CITATION = "citation"


@dataclass(frozen=True, slots=True)
class Piece:
    """`citations` are the source numbers of a citation, () for all else; an `is_unconfirmed` piece
    tells what another unit did, which nobody has said to be true of this one."""

    text: str
    kind: PieceKind = PieceKind.TEXT
    citations: tuple[int, ...] = ()
    is_unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `level` is that of a heading (1–4), else 0."""

    kind: LineKind
    sentences: tuple[tuple[Piece, ...], ...]
    level: int = 0

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for sentence in self.sentences for piece in sentence)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def lay_out(
    draft: Draft, *, citations: bool, appendix: bool, attachments: Sequence[str] = ()
) -> tuple[Line, ...]:
    """The lines of `draft` from title to date, then, with `appendix`, its sources.

    Headings are numbered 一、 （一） 1. （1）. A section with neither text nor
    sections below it, a missing title, signature or date stay visibly blank.
    """
    lines = [_line(LineKind.TITLE, draft.title.strip() or _blank("标题"))]
    lines.extend(_formula_lines(draft.part(OPENING), citations, may_greet=True))
    lines.extend(_section_lines(draft.sections, citations))
    lines.extend(_formula_lines(draft.part(CLOSING), citations, may_greet=False))
    lines.extend(_attachment_lines(attachments))
    lines.append(_line(LineKind.SIGNATURE, signature_of(draft)))
    lines.append(_line(LineKind.DATE, date_of(draft)))
    if appendix and draft.sources:
        lines.append(_line(LineKind.SOURCES_HEADING, SOURCES_HEADING))
        lines.append(_line(LineKind.SOURCES_NOTE, _SOURCES_NOTE))
        lines.extend(line for source in draft.sources for line in _source_lines(source))
    return tuple(lines)


def signature_of(draft: Draft) -> str:
    """Who signs: 署名, else the unit; a report in the first person is signed by
    its author alone."""
    facts = draft.request.facts
    unit = "" if draft.request.outline.first_person else facts.unit
    return facts.author.strip() or unit.strip() or _blank("署名")


def date_of(draft: Draft) -> str:
    text = draft.request.facts.date.strip()
    try:
        return written_date(text) or _blank("日期")
    except BadFacts:
        # A wrong day is the user's to mend; a download must not fail for it.
        return text


def _attachment_lines(attachments: Sequence[str]) -> Iterator[Line]:
    """附件：1.… without a mark at the end; one alone has no number (7.3.4)."""
    names = [name for name in (printable(text).strip(" 。；;") for text in attachments) if name]
    for n, name in enumerate(names, 1):
        number = f"{n}." if len(names) > 1 else ""
        yield _line(LineKind.ATTACHMENT, (ATTACHED if n == 1 else "") + number + name)


def _formula_lines(part: DraftSection, cite: bool, *, may_greet: bool) -> Iterator[Line]:
    for line in part.paragraphs:
        text = "".join(sentence.text for sentence in line).strip()
        greets = may_greet and text.endswith(("：", ":")) and "如下" not in text
        kind = LineKind.SALUTATION if greets and len(text) <= _LONGEST_SALUTATION else LineKind.BODY
        yield Line(kind, tuple(_told(sentence, cite) for sentence in line))
        may_greet = False


def _section_lines(sections: tuple[DraftSection, ...], cite: bool) -> Iterator[Line]:
    counts: list[int] = []
    for at, section in enumerate(sections):
        level = max(section.level, 1)
        del counts[level:]
        counts.extend([0] * (level - len(counts)))
        counts[level - 1] += 1
        heading = format_number(level, counts[level - 1]) + unnumbered(section.heading)
        yield Line(LineKind.HEADING, (tuple(_pieces(heading, ())),), min(level, 4))
        paragraphs = [p for p in section.paragraphs if any(s.text.strip() for s in p)]
        for paragraph in paragraphs:
            sentences = (_told(s, cite) for s in paragraph)
            yield Line(LineKind.BODY, tuple(sentences))
        has_below = at + 1 < len(sections) and sections[at + 1].level > section.level
        if not paragraphs and not has_below:
            yield _line(LineKind.BODY, NO_MATTER)


def _told(sentence: Sentence, cite: bool) -> tuple[Piece, ...]:
    pieces = tuple(_pieces(sentence.text, sentence.citations if cite else ()))
    if not is_unconfirmed(replace(sentence, text=printable(sentence.text))):
        return pieces
    return tuple(replace(p, is_unconfirmed=p.kind is not PieceKind.CITATION) for p in pieces)


def unnumbered(heading: str) -> str:
    """A heading without the number a user may have typed into it."""
    number = parse_number(heading)
    return (heading[number.end :] if number else heading).strip() or heading.strip()


def _source_lines(source: Source) -> Iterator[Line]:
    yield _line(LineKind.SOURCE, f"[{source.number}] {place_of(source)}")
    yield Line(LineKind.EXCERPT, ((Piece(excerpt_of(source)),),))


def place_of(source: Source) -> str:
    """Where a source stands: its report and the headings above it."""
    return printable(" › ".join((source.title, *source.heading_path)))


def excerpt_of(source: Source) -> str:
    """The first 120 characters of a source."""
    excerpt = printable(re.sub(r"\s+", "", source.text))
    return excerpt if len(excerpt) <= _EXCERPT_CHARS else excerpt[:_EXCERPT_CHARS] + "……"


def _line(kind: LineKind, text: str) -> Line:
    return Line(kind, (tuple(_pieces(text, ())),))


def _pieces(text: str, citations: tuple[int, ...]) -> Iterator[Piece]:
    """`text` with its blanks apart and the citations before its full stop."""
    text = printable(text)
    end = _SENTENCE_END.search(text.rstrip()) if citations else None
    cut = end.start() if end else len(text)
    yield from pieces_of(text[:cut])
    if citations:
        yield Piece("".join(f"[{number}]" for number in citations), PieceKind.CITATION, citations)
    yield from pieces_of(text[cut:])


def printable(text: str) -> str:
    """`text` without the characters a Word file cannot hold."""
    return _CONTROLS.sub("", text)


def pieces_of(text: str) -> Iterator[Piece]:
    """`text` with its blanks 【待补：…】 apart from what stands between them."""
    at = 0
    for match in _BLANK.finditer(text):
        if match.start() > at:
            yield Piece(text[at : match.start()])
        yield Piece(match.group(), PieceKind.BLANK)
        at = match.end()
    if at < len(text):
        yield Piece(text[at:])

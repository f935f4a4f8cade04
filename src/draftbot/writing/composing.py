"""Points to paragraphs, in the forms the genre uses.

A long section on what was done is a series of paragraphs, （一）, （二）…, each
with its small heading; problems, plans and experience are 一是…二是… in one
paragraph; an overview is plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from draftbot.chinese.blanks import blanks_in
from draftbot.chinese.enumerators import format_number
from draftbot.chinese.numerals import write_number
from draftbot.domain import DraftSection, OutlineSection, Role, Sentence, count_chars
from draftbot.masking.mask import Masked
from draftbot.masking.usable import leans_back
from draftbot.writing.filling import bare
from draftbot.writing.leads import STANDING_ALONE, plain_lead
from draftbot.writing.points import Point
from draftbot.writing.said import UsedContent
from draftbot.writing.sources import SourceRegister

__all__ = ["Paragraph", "UsedContent", "compose", "lead_only"]

Paragraph = tuple[Sentence, ...]

# From this length on, points get paragraphs and headings of their own.
LONG_SECTION = 450
# Plain text, and facts that stand by themselves, are cut into paragraphs of about this length.
_PARAGRAPH = 220
_PLAIN_ROLES = frozenset((Role.OPENING, Role.OVERVIEW, Role.BASIS, Role.CLOSING))
_DEEPEST_NUMBERED = 2
# Past 十是 nobody counts.
_MOST_ORDINALS = 10


def is_plain(section: OutlineSection) -> bool:
    """Whether the section is running text, without a list."""
    return section.role in _PLAIN_ROLES


def is_numbered(section: OutlineSection) -> bool:
    """Whether the section's points get paragraphs of their own, with numbers."""
    return (
        not is_plain(section) and (section.length or 0) >= LONG_SECTION and section.level <= _DEEPEST_NUMBERED
    )


def compose(
    section: OutlineSection,
    points: Sequence[Point],
    facts: Sequence[str],
    register: SourceRegister,
    lead: str,
    asked: Sequence[Paragraph] = (),
    first: Sequence[Paragraph] = (),
) -> list[Paragraph]:
    """The paragraphs of a section out of the items that stand `first`, its points, in their order, cited, and of
    what is `asked` besides; `facts` are those that none of them holds. `lead` opens what needs an opening."""
    apart = [Sentence(as_sentence(fact), (), blanks_in(fact), "fact") for fact in facts]
    leading = (Sentence(lead, (), blanks_in(lead), "connective"),) if lead else ()
    if is_plain(section):
        sentences = [s for item in first for s in item]
        sentences += [s for point in points for s in _cited(point, register)]
        sentences += [s for item in asked for s in item]
        if not sentences:
            return _paragraphs([*leading, *apart]) if apart else []
        stands = section.role in STANDING_ALONE
        return _paragraphs([*(leading if stands else ()), *apart, *sentences])
    told = [] if is_numbered(section) else [[sentence] for sentence in apart if points]
    items = [*map(list, first), *(_item(point, register) for point in points), *told, *map(list, asked)]
    if not items:
        return _paragraphs([*leading, *apart]) if apart else []
    if is_numbered(section) and len(items) > 1:
        numbered = [_numbered(i, section, item) for i, item in enumerate(items, 1)]
        return [*([(*leading, *apart)] if apart or leading else []), *numbered]
    if len(items) == 1:
        return [(*(apart if not told else ()), *items[0])]
    return [(*leading, *(s for i, item in enumerate(items) for s in _counted(i, item)))]


def as_sentence(fact: str) -> str:
    """A fact as the user put it, ended by a full stop."""
    return bare(fact) + "。"


def lead_only(section: OutlineSection) -> DraftSection:
    """A section whose matter is all in its subsections: at most one leading sentence."""
    lead = plain_lead(section)
    paragraphs: tuple[Paragraph, ...] = ((Sentence(lead, origin="connective"),),) if lead else ()
    return DraftSection(section.heading, section.level, paragraphs)


def shortened(point: Point, most: int) -> Point | None:
    """The point with those of its sentences, in order, that fit into `most` characters, none
    that leans on one left out; without its heading where that leaves no room; None if not
    one sentence fits."""
    kept: list[Masked] = []
    left = most - count_chars(point.heading)
    gap = False
    for sentence in point.sentences:
        gap = count_chars(sentence.text) > left or (gap and leans_back(sentence.text))
        if not gap:
            kept.append(sentence)
            left -= count_chars(sentence.text)
    if not kept and point.heading:
        return shortened(replace(point, heading=""), most)
    return replace(point, sentences=tuple(kept)) if kept else None


def _paragraphs(sentences: Sequence[Sentence]) -> list[Paragraph]:
    """The sentences in order, a new paragraph when one is long enough."""
    paragraphs: list[list[Sentence]] = []
    for sentence in sentences:
        if not paragraphs or sum(count_chars(s.text) for s in paragraphs[-1]) >= _PARAGRAPH:
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    return [tuple(paragraph) for paragraph in paragraphs]


def _numbered(i: int, section: OutlineSection, item: Sequence[Sentence]) -> Paragraph:
    """（一）小标题。… or, without a small heading, （一）…"""
    first, *others = item
    return (_prefixed(format_number(section.level + 1, i), first), *others)


def _counted(i: int, item: Sequence[Sentence]) -> list[Sentence]:
    """一是小标题。… or, without one, 一是…"""
    first, *others = item
    return [_prefixed(f"{write_number(i + 1)}是" if i < _MOST_ORDINALS else "", first), *others]


def _item(point: Point, register: SourceRegister) -> list[Sentence]:
    """A point's small heading, if it has one, and its sentences."""
    sentences = _cited(point, register)
    if not point.heading:
        return sentences
    return [Sentence(f"{point.heading}。", (register.number(point.passage, point.report),)), *sentences]


def _cited(point: Point, register: SourceRegister) -> list[Sentence]:
    """A point's sentences with the number of their passage; a fact's own sentence has none."""
    number = register.number(point.passage, point.report)
    own = [
        Sentence(
            m.text,
            () if m.fact and m.text == as_sentence(m.fact) else (number,),
            m.blanks,
            "fact" if m.fact else "source",
        )
        for m in point.sentences
    ]
    return [*own, *(sentence for more in point.also for sentence in _cited(more, register))]


def _prefixed(prefix: str, sentence: Sentence) -> Sentence:
    return replace(sentence, text=prefix + sentence.text)

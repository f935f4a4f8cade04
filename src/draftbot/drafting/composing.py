"""Points to paragraphs, in the forms the genre uses.

A long section on what was done is a series of paragraphs, （一）, （二）…, each
with its small heading; problems, plans and experience are 一是…二是… in one
paragraph; an overview is plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from draftbot.corpus.numbering import format_number
from draftbot.domain import DraftSection, OutlineSection, Role, Sentence, count_chars
from draftbot.drafting.masking import Masked
from draftbot.drafting.points import Point
from draftbot.drafting.sources import SourceRegister
from draftbot.retrieval.similarity import overlap, shingles

Paragraph = tuple[Sentence, ...]

# From this length on, points get paragraphs and headings of their own.
LONG_SECTION = 450
_PLAIN_ROLES = {Role.OPENING, Role.OVERVIEW, Role.BASIS, Role.CLOSING}
_LEADS = {
    Role.WORK: "主要做了以下几方面工作。",
    Role.EXPERIENCE: "回顾这项工作，有以下几点体会。",
    Role.PROBLEMS: "对照工作要求，还存在以下不足。",
    Role.PLANS: "下一步，重点抓好以下几方面工作。",
    Role.GOALS: "主要目标和任务如下。",
    Role.STEPS: "按以下步骤推进。",
    Role.SUPPORT: "为保证工作落实，提出以下要求。",
}
_CHINESE = "一二三四五六七八九十"


def compose(section: OutlineSection, points: Sequence[Point], register: SourceRegister) -> list[Paragraph]:
    """The paragraphs of a section out of its points, in their order, cited."""
    if section.role in _PLAIN_ROLES or len(points) < 2:
        return (
            [tuple(s for point in points for s in _cited(point.sentences, point, register))] if points else []
        )
    lead = _LEADS.get(section.role)
    leading: list[Sentence] = [Sentence(lead, origin="connective")] if lead else []
    if (section.length or 0) >= LONG_SECTION and section.level == 1:
        paragraphs = [_numbered(i, section, point, register) for i, point in enumerate(points, 1)]
        return [tuple(leading), *paragraphs] if leading else paragraphs
    listed = [s for i, point in enumerate(points) for s in _listed(i, point, register)]
    return [(*leading, *listed)]


def place_in(paragraphs: list[Paragraph], fact: str, home: int) -> list[Paragraph]:
    """The paragraphs with the fact as a sentence of its own in paragraph `home`:
    behind the sentence that shares most with it, else at the end."""
    sentence = Sentence(as_sentence(fact), origin="fact")
    if not paragraphs:
        return [(sentence,)]
    paragraph = paragraphs[home]
    mine = _pairs(sentence.text)
    # Behind a small heading comes its matter, not a fact.
    likeness = [overlap(mine, _pairs(s.text)) if s.blanks else 0.0 for s in paragraph]
    best = max(range(len(paragraph)), key=likeness.__getitem__)
    at = best + 1 if likeness[best] > 0 else len(paragraph)
    return [*paragraphs[:home], (*paragraph[:at], sentence, *paragraph[at:]), *paragraphs[home + 1 :]]


def as_sentence(fact: str) -> str:
    """A fact as the user put it, ended by a full stop."""
    return fact.strip().rstrip("。；;，,、 ") + "。"


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _numbered(i: int, section: OutlineSection, point: Point, register: SourceRegister) -> Paragraph:
    """（一）小标题。… or, without a small heading, （一）…"""
    sentences = _cited(point.sentences, point, register)
    number = format_number(section.level + 1, i)
    if point.heading:
        return (Sentence(f"{number}{point.heading}。", sentences[0].citations), *sentences)
    return (_prefixed(number, sentences[0]), *sentences[1:])


def _listed(i: int, point: Point, register: SourceRegister) -> list[Sentence]:
    """一是小标题。… or, without one, 一是…"""
    sentences = _cited(point.sentences, point, register)
    number = f"{_CHINESE[i]}是" if i < len(_CHINESE) else ""
    if point.heading:
        return [Sentence(f"{number}{point.heading}。", sentences[0].citations), *sentences]
    return [_prefixed(number, sentences[0]), *sentences[1:]]


def _cited(masked: Sequence[Masked], point: Point, register: SourceRegister) -> list[Sentence]:
    number = register.number(point.passage, point.report)
    return [Sentence(m.text, (number,), m.blanks) for m in masked]


def _prefixed(prefix: str, sentence: Sentence) -> Sentence:
    return Sentence(prefix + sentence.text, sentence.citations, sentence.blanks, sentence.origin)


def lead_only(section: OutlineSection) -> DraftSection:
    """A section whose matter is all in its subsections: at most one leading sentence."""
    lead = _LEADS.get(section.role)
    paragraphs: tuple[Paragraph, ...] = ((Sentence(lead, origin="connective"),),) if lead else ()
    return DraftSection(section.heading, section.level, paragraphs)


class Chosen:
    """What a draft has said already, so that no section says it again."""

    SAME = 0.3

    def __init__(self) -> None:
        self._said: list[frozenset[str]] = []
        self._headings: set[str] = set()

    def repeats(self, point: Point) -> bool:
        """Whether any sentence of the point, or its heading, was said before."""
        if point.heading and point.heading in self._headings:
            return True
        return any(
            overlap(shingles(s.text), said) > self.SAME for s in point.sentences for said in self._said
        )

    def add(self, point: Point) -> None:
        self._headings.add(point.heading)
        self.add_text(s.text for s in point.sentences)

    def add_text(self, sentences: Iterable[str]) -> None:
        self._said.extend(map(shingles, sentences))


def shortened(point: Point, most: int) -> Point | None:
    """The point with as many of its sentences as fit into `most` characters; None if not one does."""
    kept: list[Masked] = []
    left = most - count_chars(point.heading)
    for sentence in point.sentences:
        left -= count_chars(sentence.text)
        if left < 0:
            break
        kept.append(sentence)
    if not kept:
        return None
    return Point(point.heading, tuple(kept), point.passage, point.report, point.score, point.position)

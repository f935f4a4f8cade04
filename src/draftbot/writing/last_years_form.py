"""Last year's report as the form of this year's: its parts, points and sentences in their order, masked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.sentences import split_sentences
from draftbot.corpus.roles import role_of_path
from draftbot.domain import Outline, OutlineSection, Passage, Role, count_chars
from draftbot.facts.brief import Brief
from draftbot.facts.own_past import OwnPast
from draftbot.masking.instructions import is_instruction, withheld_of
from draftbot.masking.mask import Past, mask_own
from draftbot.outlines.book import with_usual_purpose
from draftbot.outlines.lengths import LEAST_LENGTH, MOST_LENGTH
from draftbot.outlines.validation import LONGEST_HEADING

# A sentence with fewer characters of its own to each blank, and more blanks than one, tells nothing any more.
_LEAST_OWN = 2


@dataclass(frozen=True, slots=True)
class PastSentence:
    """A sentence as it may stand again, with its number (一是, （二）) and its passage; `was` has what
    stood in the place of each of its blanks."""

    text: str
    passage: Passage
    was: tuple[Past, ...] = ()


@dataclass(frozen=True, slots=True)
class PastPoint:
    """`headings` are the small headings that begin with it, outermost first; `paragraphs` hold its sentences."""

    headings: tuple[str, ...]
    paragraphs: tuple[tuple[PastSentence, ...], ...]


@dataclass(frozen=True, slots=True)
class PastPart:
    heading: str
    role: Role
    points: tuple[PastPoint, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """`opening` and `closing` are what stands before the first part and behind the last."""

    opening: tuple[PastSentence, ...]
    parts: tuple[PastPart, ...]
    closing: tuple[PastSentence, ...]

    def part(self, heading: str) -> PastPart | None:
        return next((part for part in self.parts if part.heading == heading), None)


def form_of(own: OwnPast, brief: Brief) -> Form:
    """The form of the unit's own past report."""
    inner = _without_byline(own.passages)
    opening = [p for p, path in inner if not path and p.role is not Role.CLOSING]
    closing = [p for p, path in inner if not path and p.role is Role.CLOSING]
    parts = []
    for heading, group in groupby(((p, path) for p, path in inner if path), key=lambda one: one[1][0]):
        points = tuple(_points(list(group), own, brief))
        if points:
            parts.append(PastPart(_heading(heading, own, brief), role_of_path((heading,)), points))
    return Form(
        tuple(s for p in opening for row in _paragraphs(p, own, brief) for s in row),
        tuple(parts),
        tuple(s for p in closing for row in _paragraphs(p, own, brief) for s in row),
    )


def _without_byline(passages: Sequence[Passage]) -> list[tuple[Passage, tuple[str, ...]]]:
    """The passages in their order, each with its headings; less one above them all, which is whose the paper is."""
    ordered = sorted(passages, key=lambda p: p.ordinal)
    headed = [p.heading_path for p in ordered if p.heading_path]
    above = {path[0] for path in headed}
    lone = len(above) == 1 and any(len(path) > 1 for path in headed)
    return [(p, p.heading_path[1:] if lone else p.heading_path) for p in ordered]


def _points(
    of_part: Sequence[tuple[Passage, tuple[str, ...]]], own: OwnPast, brief: Brief
) -> Iterator[PastPoint]:
    before: tuple[str, ...] = ()
    for passage, path in of_part:
        below = path[1:]
        shared = next(
            (i for i, pair in enumerate(zip(before, below, strict=False)) if pair[0] != pair[1]), None
        )
        if shared is None:
            shared = min(len(before), len(below))
        rows = tuple(_paragraphs(passage, own, brief))
        headings = tuple(_heading(each, own, brief) for each in below[shared:])
        before = below
        if rows or headings:
            yield PastPoint(headings, rows)


def _heading(heading: str, own: OwnPast, brief: Brief) -> str:
    """A heading as it may stand again, its year the writer's."""
    plain = without_enumerator(heading.strip("。：:；，, "))
    made = mask_own(plain, brief, own)
    return made[0].text[:LONGEST_HEADING] if made else plain


def _paragraphs(passage: Passage, own: OwnPast, brief: Brief) -> Iterator[tuple[PastSentence, ...]]:
    sentences = [(n, s) for n, line in enumerate(passage.text.split("\n")) for s in split_sentences(line)]
    orders = withheld_of(passage, [s for _, s in sentences])
    told = [
        (n, made)
        for i, (n, sentence) in enumerate(sentences)
        if i not in orders and (made := _sentence(sentence, passage, own, brief)) is not None
    ]
    for _, row in groupby(told, key=lambda one: one[0]):
        yield tuple(made for _, made in row)


def _sentence(sentence: str, passage: Passage, own: OwnPast, brief: Brief) -> PastSentence | None:
    plain = without_enumerator(sentence)
    number = sentence[: len(sentence) - len(plain)]
    made = mask_own(plain, brief, own)
    if made is None or is_instruction(plain):
        return None
    masked, was = made
    words = count_chars(masked.text) - sum(len(label) + 5 for label in masked.blanks)
    if len(masked.blanks) > 1 and words < _LEAST_OWN * len(masked.blanks):
        return None
    return PastSentence(number + masked.text, passage, was)


def outline_of(form: Form, usual: Outline, own: OwnPast) -> Outline:
    """The outline that the form makes: its parts, its first and last lines, its length."""
    chars = [chars_of(part) for part in form.parts]
    sections = [
        OutlineSection(part.heading, 1, role=part.role, share=round(n / max(sum(chars), 1), 3) or None)
        for part, n in zip(form.parts, chars, strict=True)
    ]
    opening = "\n".join(filter(None, (own.addressee, "".join(s.text for s in form.opening))))
    closing = "\n".join(s.text for s in form.closing)
    return replace(
        usual,
        sections=tuple(with_usual_purpose(section, usual) for section in sections),
        opening=opening,
        closing=closing,
        length=min(MOST_LENGTH, max(LEAST_LENGTH, own.report.chars)),
    )


def chars_of(part: PastPart) -> int:
    """How long a part is, its headings among it."""
    texts = [s.text for point in part.points for row in point.paragraphs for s in row]
    return count_chars("".join(texts)) + sum(count_chars(h) for point in part.points for h in point.headings)

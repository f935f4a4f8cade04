"""The writer that needs no model: past sentences, masked, chosen and put in order."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftbot.chinese.blanks import blank
from draftbot.domain import DraftSection, Filters, Hit, OutlineSection, Role, Sentence, count_chars
from draftbot.facts.brief import Brief
from draftbot.masking.mask import Masked
from draftbot.masking.usable import is_readable
from draftbot.messages import Message
from draftbot.retrieval.search import Search
from draftbot.writing.composing import compose, is_numbered, is_plain, shortened
from draftbot.writing.filling import bare
from draftbot.writing.leads import STANDING_ALONE, lead_for
from draftbot.writing.material import passages_of_lenders
from draftbot.writing.points import LEAST_POINT, Point, find_points, fits
from draftbot.writing.said import UsedContent
from draftbot.writing.sources import SourceRegister

HITS_PER_SECTION = 60
# Several reports should speak in a section: this many points of one at the most.
POINTS_PER_REPORT = 2
# With fewer fitting passages in a section's own role, those in others are looked at too.
ENOUGH_FITTING = 12
# A section may run this much over its target before a sentence is left out, and this much
# where it would be short without; enough is where no further point is looked for.
MOST, UTMOST, ENOUGH, LEAST = 1.12, 1.16, 0.92, 0.8
# Characters to a point: a numbered paragraph says more than an item of a list.
_NUMBERED_POINT, _LISTED_POINT = 170, 60
_FULL_PARAGRAPH = 75
# （一） before a numbered point, 一是 before one of a list.
_NUMBER, _ITEM = 3, 2
# How far another seed may stir the ranking ("换一种写法").
STIR = 0.3


class ExtractiveWriter:
    """Writes sections from what a search finds. The same request gives the same text."""

    def __init__(self, search: Search) -> None:
        self.search = search

    def find(self, section: OutlineSection, brief: Brief) -> tuple[Hit, ...]:
        """Past passages for a section: those of the chosen reports; where none were chosen
        what a search finds, in the same role first."""
        if brief.lenders is not None:
            return passages_of_lenders(self.search, section, brief)
        query = f"{brief.title} {section.heading} {section.purpose}".strip()
        hits: list[Hit] = []
        if section.role is not Role.OTHER:
            hits += self.search.search(query, HITS_PER_SECTION, Filters(roles=(section.role,))).hits
        if sum(fits(hit, section, brief) for hit in hits) < ENOUGH_FITTING:
            known = {hit.passage.id for hit in hits}
            others = self.search.search(query, HITS_PER_SECTION).hits
            hits += [hit for hit in others if hit.passage.id not in known]
        return tuple(hits)

    def write(
        self,
        section: OutlineSection,
        facts: Sequence[str],
        brief: Brief,
        register: SourceRegister,
        chosen: UsedContent,
    ) -> DraftSection:
        """One section: points up to its length, its facts put in, everything cited.

        A section that nothing supports is a single blank, and its note says so.
        """
        target = section.length or 300
        facts = [fact for fact in facts if bare(fact)]
        hits = self.find(section, brief)
        points = find_points(hits, section, brief, _ordinals(hits), facts)
        points = _stirred(points, brief.seed, section.heading)
        lead = chosen.new_lead(lead_for(section, brief))
        if is_plain(section):
            points = [replace(point, heading="") for point in points]  # running text has none
        picked = _pick(points, _Measure(section, count_chars(lead), sum(map(count_chars, facts))), chosen)
        told = {fact for point in picked for fact in point.facts}
        left = [fact for fact in facts if fact not in told]
        chosen.add_text(left)
        in_order = sorted(picked, key=lambda p: p.position)
        paragraphs = compose(section, in_order, left, register, frozenset(brief.topic), lead)
        if not paragraphs:
            label = f"{section.heading}的内容"
            empty = Sentence(blank(label), (), (label,), "connective")
            note = Message("writing.nothing_found")
            return DraftSection(section.heading, section.level, ((empty,),), note)
        written = DraftSection(section.heading, section.level, tuple(paragraphs))
        return written if written.chars >= LEAST * target else _short(written, target, len(points))


def _short(section: DraftSection, target: int, points: int) -> DraftSection:
    """The section with a note on why it is short, and what would help."""
    heading, chars = section.heading, section.chars
    note = (
        Message("writing.little_found", heading=heading, target=target, chars=chars, passages=points)
        if points
        else Message("writing.none_usable", heading=heading, target=target, chars=chars)
    )
    return replace(section, note=note)


def _ordinals(hits: Sequence[Hit]) -> dict[str, int]:
    """Each report's number of passages, as far as the hits tell."""
    last: Counter[str] = Counter()
    for hit in hits:
        last[hit.report.id] = max(last[hit.report.id], hit.passage.ordinal + 1)
    return dict(last)


@dataclass(frozen=True, slots=True)
class _Measure:
    """How long a section becomes, in characters; `lead` and `facts` are the lengths of these."""

    section: OutlineSection
    lead: int
    facts: int

    @property
    def target(self) -> int:
        return self.section.length or 300

    def length(self, picked: Sequence[Point], more: int = 0) -> int:
        """With these points, and so many more whose text is not counted; see `compose`."""
        count = len(picked) + more
        listed = not is_plain(self.section)
        leads = count > 1 or self.facts > 0 if listed else self.section.role in STANDING_ALONE
        told = sum(point.chars - sum(map(count_chars, point.facts)) for point in picked)
        stops = sum(bool(point.heading) for point in picked)  # behind headings
        before = (_NUMBER if is_numbered(self.section) else _ITEM) if listed else 0
        return told + stops + self.facts + leads * self.lead + count * before

    def room(self, picked: Sequence[Point], most: float) -> int:
        """What a further point may take, where the section is to be `most` of its target."""
        return int(most * self.target) - self.length(picked, 1)


def _pick(points: Sequence[Point], measure: _Measure, chosen: UsedContent) -> list[Point]:
    """The best points that fill the section, no report more than POINTS_PER_REPORT times
    while others have something to say."""
    section, target = measure.section, measure.target
    numbered = is_numbered(section)
    most_points = max(3, round(target / (_NUMBERED_POINT if numbered else _LISTED_POINT)))
    full = _FULL_PARAGRAPH if numbered else LEAST_POINT
    picked: list[Point] = []
    # Round by round less is asked of a point, while the section is short.
    for per_report, least, enough, most, readable in (
        (1, full, ENOUGH, MOST, True),
        (POINTS_PER_REPORT, full, ENOUGH, MOST, True),
        (POINTS_PER_REPORT, LEAST_POINT, LEAST, UTMOST, True),
        (POINTS_PER_REPORT, LEAST_POINT, LEAST, UTMOST, False),
        (2 * POINTS_PER_REPORT, LEAST_POINT, LEAST, UTMOST, False),
        (len(points), 0, LEAST, UTMOST, False),
    ):
        for point in points:
            if measure.length(picked) >= enough * target or len(picked) >= most_points:
                break
            if Counter(p.report.id for p in picked)[point.report.id] >= per_report:
                continue
            if any(p.passage.id == point.passage.id for p in picked):
                continue
            # Figures are what an overview is for.
            plain = point.without(_is_a_form) if readable and not is_plain(section) else point
            fresh = chosen.fresh(plain) if plain else None
            fitting = shortened(fresh, measure.room(picked, most)) if fresh else None
            if fitting is None or fitting.chars < min(least, target // 3):
                continue
            picked.append(fitting)
            chosen.add(fitting)
        most_points = 2 * most_points if measure.length(picked) < LEAST * target else most_points
    return picked if measure.length(picked) >= LEAST * target else _exchanged(picked, points, measure, chosen)


def _exchanged(
    picked: list[Point], points: Sequence[Point], measure: _Measure, chosen: UsedContent
) -> list[Point]:
    """The picked points, too short together, with one exchanged for a longer that brings the
    section to its length; as they are where none does."""
    used = {point.passage.id for point in picked}
    without_facts = [i for i, point in enumerate(picked) if not point.facts]
    for i in reversed(without_facts):
        others = [*picked[:i], *picked[i + 1 :]]
        for point in points:
            if point.passage.id in used:
                continue
            fresh = chosen.fresh(point)
            longer = shortened(fresh, measure.room(others, UTMOST)) if fresh else None
            if longer and longer.chars >= measure.room(others, LEAST):
                chosen.add(longer)
                return [*picked[:i], longer, *picked[i + 1 :]]
    return picked


def _is_a_form(sentence: Masked) -> bool:
    return not is_readable(sentence)


def _stirred(points: list[Point], seed: int, heading: str) -> list[Point]:
    """The points in another order for another seed; seed 0 is the plain ranking."""
    if not seed:
        return points
    chance = random.Random(f"{seed}:{heading}")
    moved = {id(p): p.score + chance.uniform(-STIR, STIR) for p in points}
    return sorted(points, key=lambda p: -moved[id(p)])

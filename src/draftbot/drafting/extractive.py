"""The writer that needs no model: past sentences, masked, chosen and put in order."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from draftbot.domain import DraftSection, Filters, Hit, OutlineSection, Role, Sentence
from draftbot.drafting.brief import Brief
from draftbot.drafting.composing import Chosen, Paragraph, compose, place_in, shortened
from draftbot.drafting.masking import blank
from draftbot.drafting.placement import nearest_texts
from draftbot.drafting.points import Point, find_points
from draftbot.drafting.sources import SourceRegister
from draftbot.retrieval.search import Search

HITS_PER_SECTION = 60
# Several reports should speak in a section: this many points of one at the most.
POINTS_PER_REPORT = 2
# A section may run this much over its target before a sentence is left out.
MOST, LEAST = 1.12, 0.8
# How far another seed may stir the ranking ("换一种写法").
STIR = 0.35


class ExtractiveWriter:
    """Writes sections from what a search finds. The same request gives the same text."""

    def __init__(self, search: Search) -> None:
        self.search = search

    def find(self, section: OutlineSection, brief: Brief) -> tuple[Hit, ...]:
        """Past passages for a section: those in the same role first."""
        query = f"{brief.title} {section.heading} {section.purpose}".strip()
        hits: list[Hit] = []
        if section.role is not Role.OTHER:
            hits += self.search.search(query, HITS_PER_SECTION, Filters(roles=(section.role,))).hits
        if len(hits) < HITS_PER_SECTION // 2:
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
        chosen: Chosen,
    ) -> DraftSection:
        """One section: points up to its length, its facts put in, everything cited.

        A section that nothing supports is a single blank, and its note says so.
        """
        target = section.length or 300
        hits = self.find(section, brief)
        points = find_points(hits, section, brief, self._ordinals(hits))
        points = _stirred(points, brief.seed, section.heading)
        picked = _pick(points, target - sum(map(len, facts)), chosen)
        paragraphs = compose(section, sorted(picked, key=lambda p: p.position), register)
        paragraphs = self._with_facts(paragraphs, facts)
        if not paragraphs:
            label = f"{section.heading}的内容"
            empty = Sentence(blank(label), (), (label,), "connective")
            note = "语料中没有可参考的段落，请补充内容。"
            return DraftSection(section.heading, section.level, ((empty,),), note)
        written = DraftSection(section.heading, section.level, tuple(paragraphs))
        if written.chars < LEAST * target:
            note = f"语料中可参考的内容不足：目标约{target}字，现有{written.chars}字。"
            written = DraftSection(section.heading, section.level, tuple(paragraphs), note)
        return written

    def _with_facts(self, paragraphs: list[Paragraph], facts: Sequence[str]) -> list[Paragraph]:
        texts = ["".join(s.text for s in paragraph) for paragraph in paragraphs]
        homes = nearest_texts(facts, texts, self.search.embeddings)
        for fact, home in zip(facts, homes, strict=True):
            paragraphs = place_in(paragraphs, fact, home)
        return paragraphs

    def _ordinals(self, hits: Sequence[Hit]) -> dict[str, int]:
        """Each report's number of passages, as far as the hits tell."""
        last: Counter[str] = Counter()
        for hit in hits:
            last[hit.report.id] = max(last[hit.report.id], hit.passage.ordinal + 1)
        return dict(last)


def _pick(points: Sequence[Point], target: int, chosen: Chosen) -> list[Point]:
    """The best points that together fill `target` characters, no report more than
    POINTS_PER_REPORT times while others have something to say."""
    picked: list[Point] = []
    length = 0
    for most_per_report in (1, POINTS_PER_REPORT, POINTS_PER_REPORT * 2):
        for point in points:
            if length >= LEAST * target and picked and length + 40 > target:
                return picked
            per_report = Counter(p.report.id for p in picked)
            if per_report[point.report.id] >= most_per_report or chosen.repeats(point):
                continue
            fitting = shortened(point, int(MOST * target) - length)
            if fitting is None:
                continue
            picked.append(fitting)
            chosen.add(fitting)
            length += fitting.chars
    return picked


def _stirred(points: list[Point], seed: int, heading: str) -> list[Point]:
    """The points in another order for another seed; seed 0 is the plain ranking."""
    if not seed:
        return points
    chance = random.Random(f"{seed}:{heading}")
    moved = {id(p): p.score + chance.uniform(-STIR, STIR) for p in points}
    return sorted(points, key=lambda p: -moved[id(p)])

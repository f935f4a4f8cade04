"""Which section each of the user's facts belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.domain import Fact, OutlineSection, Role
from draftbot.drafting.brief import Brief
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.words import words_of

# What a fact's own words say about the kind of section it wants.
_SAYS = (
    (Role.PROBLEMS, re.compile(r"不足|问题|薄弱|短板|困难|欠缺|尚未|有待|隐患未|未能|老化|投诉")),
    (
        Role.PLANS,
        re.compile(
            r"^(?:明年|下一步|下学期|计划|拟|将|打算|力争|预计|20\d\d年将)|计划(?:新增|投入|开展|建设)"
        ),
    ),
    (
        Role.OVERVIEW,
        re.compile(r"(?:现有|共有|占地|建筑面积|在园|在校|在编|开设|设有)|[个]班|教职工\d|幼儿\d|学生\d"),
    ),
)
_ROLE_BONUS = 0.12
_WORK_BONUS = 0.03
_WORD_BONUS = 0.04


def place_facts(
    facts: Sequence[Fact], sections: Sequence[OutlineSection], brief: Brief, embeddings: SentenceEmbeddings
) -> dict[int, list[str]]:
    """Section index → the facts that belong there, each once.

    A fact that names a section goes there; the others go where their meaning
    and their words fit best. Sections that only introduce their subsections
    take no facts.
    """
    placed: dict[int, list[str]] = {}
    if not facts or not sections:
        return placed
    takers = [i for i, _ in enumerate(sections) if not _has_children(sections, i)]
    named = {sections[i].heading: i for i in takers}
    free = [fact for fact in facts if fact.section not in named]
    homes = _best_homes(free, sections, takers, brief, embeddings) if free else {}
    for fact in facts:
        home = named[fact.section] if fact.section in named else homes[fact.text]
        placed.setdefault(home, []).append(fact.text)
    return placed


def nearest_texts(facts: Sequence[str], texts: Sequence[str], embeddings: SentenceEmbeddings) -> list[int]:
    """For each fact the index of the text whose meaning is nearest."""
    if not facts or len(texts) < 2:
        return [0] * len(facts)
    similarities = embeddings.passages(facts) @ embeddings.passages(texts).T
    return [int(row.argmax()) for row in similarities]


def _best_homes(
    facts: Sequence[Fact],
    sections: Sequence[OutlineSection],
    takers: Sequence[int],
    brief: Brief,
    embeddings: SentenceEmbeddings,
) -> dict[str, int]:
    headings = embeddings.passages([f"{sections[i].heading}：{sections[i].purpose}" for i in takers])
    vectors = embeddings.passages([fact.text for fact in facts])
    homes = {}
    for fact, similarities in zip(facts, vectors @ headings.T, strict=True):
        scores = [
            float(similarity) + _bonus(fact.text, sections[i])
            for i, similarity in zip(takers, similarities, strict=True)
        ]
        homes[fact.text] = takers[max(range(len(takers)), key=scores.__getitem__)]
    return homes


def _bonus(fact: str, section: OutlineSection) -> float:
    said = next((role for role, pattern in _SAYS if pattern.search(fact)), Role.WORK)
    shared = set(words_of(fact)) & set(words_of(section.heading))
    bonus = _WORD_BONUS * len(shared)
    if section.role is said:
        bonus += _ROLE_BONUS
    if section.role is Role.WORK:
        bonus += _WORK_BONUS
    return bonus


def _has_children(sections: Sequence[OutlineSection], i: int) -> bool:
    return i + 1 < len(sections) and sections[i + 1].level > sections[i].level

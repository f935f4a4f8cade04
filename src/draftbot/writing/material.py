"""What the chosen reports offer for a section: their passages, nearest in meaning first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from statistics import quantiles

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentences import split_sentences
from draftbot.corpus.roles import role_of
from draftbot.domain import Hit, OutlineSection, Role, Share
from draftbot.errors import DraftbotError
from draftbot.facts.brief import Brief
from draftbot.index.catalog import StoredPassage
from draftbot.index.embedding import QUERY
from draftbot.index.tokens import FloatArray
from draftbot.outlines.series import read_in_series
from draftbot.retrieval.search import Search
from draftbot.writing.generality import tells_matter

# Whole reports speak before passages on the topic, these before general wording.
_ORDER = {Share.WHOLE: 0, Share.PART: 1, Share.GENERAL: 2}
# What a report has a part of its own for.
_WITH_PARTS = frozenset((Role.PROBLEMS, Role.PLANS, Role.EXPERIENCE, Role.OVERVIEW))
# Quartiles of nearness from which on a passage on another topic is kept.
_KEPT_ALONE, _KEPT_BESIDE = 1, 2


def passages_of_lenders(search: Search, section: OutlineSection, brief: Brief) -> tuple[Hit, ...]:
    """All passages of the chosen reports as hits for a section, those in its own role first
    within each kind of report."""
    lenders = brief.lenders or {}
    reports = search.passages_of(list(lenders))
    vectors = {c.stored.passage.id: c.vector for of in reports.values() for c in of if c.vector is not None}
    stored = [each for of in reports.values() for each in _as_read(tuple(c.stored for c in of))]
    near = _nearness(search, _asked_for(section, brief), stored, vectors)

    def order(each: StoredPassage) -> tuple[int, bool, float]:
        share = lenders[each.report.id].share
        other_role = section.role is not Role.OTHER and each.passage.role is not section.role
        return _ORDER[share], other_role, -near.get(each.passage.id, 0.0)

    far = _far_from_topic(search, stored, brief, vectors)
    stored = [each for each in stored if each.passage.id not in far]
    ranked = sorted(stored, key=order)
    return tuple(
        Hit(rank, near.get(each.passage.id, 0.0), each.passage, each.report)
        for rank, each in enumerate(ranked, 1)
    )


def encode_together(search: Search, sections: Sequence[OutlineSection], brief: Brief) -> None:
    """Keep ready what `passages_of_lenders` will ask the model for."""
    _encoded(search, [brief.subject, *(_asked_for(section, brief) for section in sections)])


def _asked_for(section: OutlineSection, brief: Brief) -> str:
    return f"{brief.title} {section.heading} {section.purpose}".strip()


@lru_cache(maxsize=512)
def _as_read(report: tuple[StoredPassage, ...]) -> tuple[StoredPassage, ...]:
    """One report's passages in the roles that they have within it."""
    return tuple(_read_in_series(_under_their_part(report)))


def _under_their_part(stored: Iterable[StoredPassage]) -> list[StoredPassage]:
    """One report's passages, those read as what their part of the report is where it has another part
    for what a small heading says: 廉洁自律，改进工作作风 under 履职情况 is no plan beside 今后打算. A
    report without headings is no opening, but anything."""
    passages = list(stored)
    if not any(each.passage.heading_path for each in passages):
        return [replace(each, passage=replace(each.passage, role=Role.OTHER)) for each in passages]
    parts = {path[0] for each in passages if (path := each.passage.heading_path)}
    roles = {part: role_of(part) for part in parts}

    def read(each: StoredPassage) -> StoredPassage:
        path, role = each.passage.heading_path, each.passage.role
        if len(path) < 2 or role not in _WITH_PARTS or role not in roles.values() or roles[path[0]] is role:
            return each
        return replace(each, passage=replace(each.passage, role=roles[path[0]]))

    return [read(each) for each in passages]


def _read_in_series(stored: Iterable[StoredPassage]) -> list[StoredPassage]:
    """One report's passages, those under a heading of a series read as telling of work: 改进流程，让教研有效率
    beside 搭建平台，让教研有深度 announces no plans."""
    passages = list(stored)
    paths = dict.fromkeys(
        path[: level + 1]
        for p in passages
        for path in [p.passage.heading_path]
        for level, _ in enumerate(path)
    )
    sections = [
        OutlineSection(heading, len(path), role=role_of(heading))
        for path in paths
        for heading in [without_enumerator(path[-1])]
    ]
    read = zip(paths, sections, read_in_series(sections), strict=True)
    changed = {path: before.role for path, before, after in read if before.role is not after.role}

    def in_series(each: StoredPassage) -> StoredPassage:
        path = each.passage.heading_path
        roles = [changed[path[:n]] for n in range(1, len(path) + 1) if path[:n] in changed]
        if each.passage.role not in roles:
            return each
        return replace(each, passage=replace(each.passage, role=Role.OTHER))

    return [in_series(each) for each in passages] if changed else passages


def _far_from_topic(
    search: Search, stored: Sequence[StoredPassage], brief: Brief, vectors: Mapping[str, FloatArray]
) -> frozenset[str]:
    """The passages of reports on other topics that are far from this one, by id: one in two is, beside a
    report on the topic three in four. They are the same for every section."""
    asked = "far from the topic", tuple(each.passage.id for each in stored)
    if asked not in brief.made:
        brief.made[asked] = _found_far(search, stored, brief, vectors)
    found: frozenset[str] = brief.made[asked]
    return found


def _found_far(
    search: Search, stored: Sequence[StoredPassage], brief: Brief, vectors: Mapping[str, FloatArray]
) -> frozenset[str]:
    lenders = brief.lenders or {}
    general = [each for each in stored if lenders[each.report.id].share is Share.GENERAL]
    near = _nearness(search, brief.subject, general, vectors)
    if not near or not brief.topic:
        return frozenset()
    whole = {r.id: r for each in stored if lenders[(r := each.report).id].share is Share.WHOLE}.values()
    like = any(brief.trades.unit(r.unit, r.title).trade == brief.trade for r in whole)
    beside = like and not brief.first_person
    least = quantiles(near.values(), n=4)[_KEPT_BESIDE if beside else _KEPT_ALONE] if len(near) > 1 else 0.0
    return frozenset(
        each.passage.id
        for each in general
        if near.get(each.passage.id, 0.0) < least and not _tells_of_topic(each, brief)
    )


def _tells_of_topic(stored: StoredPassage, brief: Brief) -> bool:
    sentences = split_sentences(to_simplified(stored.passage.text)) if brief.matter_words else ()
    return any(tells_matter(sentence, stored.report, brief) for sentence in sentences)


def _nearness(
    search: Search, asked: str, stored: Sequence[StoredPassage], vectors: Mapping[str, FloatArray]
) -> Mapping[str, float]:
    """The cosine of each passage with what a section asks for; nothing without a model."""
    wanted = _encoded(search, [asked])
    if wanted is None:
        return {}
    ids = [each.passage.id for each in stored]
    return {id_: float(vectors[id_] @ wanted[0]) for id_ in ids if id_ in vectors}


def _encoded(search: Search, asked: Sequence[str]) -> FloatArray | None:
    """The vectors of what is asked for, shape (n, dimension); None without a model."""
    try:
        return search.embeddings.remembered(asked, QUERY)
    except DraftbotError:
        if search.embeddings.fault is None:  # there is a model, which failed over this
            raise
        return None

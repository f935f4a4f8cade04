"""A report's length shared out by what past reports have: a part that they hardly have is short, as theirs
is, and what they tell much of is told at more length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from draftbot.domain import Hit, Outline, OutlineSection, Role, Share, count_chars
from draftbot.facts.brief import Brief
from draftbot.index.catalog import Catalog
from draftbot.writing.points import FUTURE_GENRES, fits
from draftbot.writing.usual_length import KEPT

# So much of what past reports say in a part comes to stand in the new one, the rest is theirs alone or told
# by another of them; so much can, where the part is made longer.
_TAKEN, _CAN = 0.55, 0.8
# A section is lengthened to this many times its length at the most.
_GROWS = 1.6
_GIVING = frozenset((Role.OVERVIEW, Role.EXPERIENCE, Role.PROBLEMS, Role.PLANS))
_TAKING = frozenset((Role.WORK, Role.OTHER))


def allotted(outline: Outline, usual: Outline, brief: Brief, catalog: Catalog) -> Outline:
    """`usual`, which has a length for each section, with the lengths that `outline` does not give moved
    from sections that the chosen reports hardly have to such as they have more of."""
    if brief.group or brief.genre in FUTURE_GENRES:
        return usual  # what passages have is no measure there of what a class may say, or a scheme
    hits = _hits(brief, catalog)
    sections = usual.sections
    given = [section.length is not None for section in outline.sections]
    above = [one.level < behind.level for one, behind in pairwise(sections)]
    free = [not told and not leads for told, leads in zip(given, [*above, False], strict=True)]
    lengths = [section.length or 0 for section in sections]
    has = [_offered(section, hits, brief) for section in sections]
    spare = [
        max(0.0, length - max(_TAKEN * own, KEPT * length)) if is_free and section.role in _GIVING else 0.0
        for section, length, own, is_free in zip(sections, lengths, has, free, strict=True)
    ]
    room = [
        max(0.0, min(_CAN * own, _GROWS * length) - length) if is_free and section.role in _TAKING else 0.0
        for section, length, own, is_free in zip(sections, lengths, has, free, strict=True)
    ]
    moved = min(sum(spare), sum(room))
    if moved <= 0:
        return usual
    lengths = [
        length - _tens(gives * moved / sum(spare)) + _tens(takes * moved / sum(room))
        for length, gives, takes in zip(lengths, spare, room, strict=True)
    ]
    allotted = zip(sections, lengths, strict=True)
    return replace(usual, sections=tuple(replace(s, length=length) for s, length in allotted))


def _tens(chars: float) -> int:
    return int(chars // 10) * 10


def _hits(brief: Brief, catalog: Catalog) -> list[Hit]:
    """All passages of the reports that lend what they did."""
    lenders = [id_ for id_, planned in (brief.lenders or {}).items() if planned.share is not Share.GENERAL]
    return [
        Hit(1, 0.0, stored.passage, stored.report)
        for id_ in lenders
        for stored in catalog.passages([p.id for p in catalog.passages_of(id_)]).values()
    ]


def _offered(section: OutlineSection, hits: Sequence[Hit], brief: Brief) -> int:
    """How many characters they have in a section's own role."""
    roles = {section.role, Role.OTHER} if section.role is Role.WORK else {section.role}
    own = (hit for hit in hits if hit.passage.role in roles and fits(hit, section, brief))
    return sum(count_chars(hit.passage.text) for hit in own)

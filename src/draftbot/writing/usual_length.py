"""How long a paper becomes where nobody told it: as long as past reports of its kind are, as far as there is
matter for it, and no shorter than what there is to tell.

What an outline is said to take usually is one figure for all trades; a village's year is a third of a ministry's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from draftbot.corpus.genres import leading
from draftbot.domain import DraftRequest, Outline, OutlineSection, PlannedReport, Role, Share
from draftbot.facts.brief import Brief
from draftbot.index.catalog import Catalog

# What a part keeps of its usual length, whatever past reports have: room for what is asked of the user.
KEPT = 0.35


def has_told_length(request: DraftRequest) -> bool:
    """Whether somebody said how long the paper is to be: the user, or an outline of theirs."""
    outline = request.outline
    return request.length is not None or (outline.length is not None and not outline.is_usual_length)


def length_of_such(brief: Brief, catalog: Catalog) -> int | None:
    """How long such reports are, in characters: the unit's own last one; else what chosen ones on the topic have
    in the middle, of the genre before others; else those of the genre on whatever topic. None without any."""
    lenders = list((brief.lenders or {}).values())
    alike = [report for report in lenders if leading(report.genre) == brief.genre]
    whole = [report for report in lenders if report.share is Share.WHOLE]
    both = [report for report in alike if report.share is Share.WHOLE]
    own = sorted((report for report in both if report.is_own), key=lambda report: report.year or 0)
    known = next(filter(None, (own[-1:], both, whole, alike)), [])
    return _tens(median(_chars(known, catalog))) if known else None


def as_long_as_such(
    told: Outline,
    planned: Outline,
    most: Outline,
    least: int,
    offered: Callable[[OutlineSection], int],
    facts: int,
) -> Outline:
    """`most`, the longest that each section may become, with those that `told` does not give cut to what past
    reports offer for them, to a part of what is `planned` at the least, and the whole no shorter than `least`."""
    lengths = [section.length or 0 for section in most.sections]
    cut = list(lengths)
    for i in _free(told.sections):
        kept = min(lengths[i], KEPT * (planned.sections[i].length or 0))
        cut[i] = _tens(max(kept, min(lengths[i], offered(most.sections[i]))))
    cut = _with_room_for_facts(cut, lengths, most.sections, facts)
    spare, lacking = sum(lengths) - sum(cut), least - sum(cut)
    if spare > 0 and lacking > 0:
        share = min(1.0, lacking / spare)
        cut = [
            _tens(own + share * (length - own)) if own != length else own
            for own, length in zip(cut, lengths, strict=True)
        ]
    sections = tuple(replace(s, length=n) for s, n in zip(most.sections, cut, strict=True))
    return replace(most, sections=sections, length=sum(cut))


def as_long_as_before(outline: Outline, before: Outline) -> Outline:
    """`outline` with the lengths that its sections had in the draft that is written anew; as it is where it has
    other sections now."""
    if [s.heading for s in outline.sections] != [s.heading for s in before.sections]:
        return outline
    sections = tuple(
        replace(now, length=then.length) for now, then in zip(outline.sections, before.sections, strict=True)
    )
    return replace(outline, sections=sections, length=sum(section.length or 0 for section in sections))


def _with_room_for_facts(
    cut: list[int], lengths: Sequence[int], sections: Sequence[OutlineSection], facts: int
) -> list[int]:
    """What the user tells is matter too: where it goes is not known yet, and most of it is work."""
    for i, section in enumerate(sections):
        if section.role in (Role.WORK, Role.OTHER) and cut[i] < lengths[i] and facts > 0:
            room = min(_tens(facts), lengths[i] - cut[i])
            cut[i], facts = cut[i] + room, facts - room
    return cut


def _free(sections: Sequence[OutlineSection]) -> list[int]:
    """The sections whose length nobody gave and that have matter of their own, not only sections below them."""
    leads = [one.level < behind.level for one, behind in pairwise(sections)]
    return [i for i, s in enumerate(sections) if s.length is None and not (i < len(leads) and leads[i])]


def _chars(reports: Sequence[PlannedReport], catalog: Catalog) -> list[int]:
    return [catalog.report(report.id)[0].chars for report in reports]


def _tens(chars: float) -> int:
    return round(chars / 10) * 10

"""The points that reports on the topic have, whoever wrote them: structure alone, nothing of what
stands below their small headings is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.scripts import to_simplified
from draftbot.domain import ReportSummary, Role
from draftbot.errors import DraftbotError
from draftbot.facts.brief import Brief
from draftbot.masking.instructions import is_instruction
from draftbot.masking.mask import mask
from draftbot.outlines.heading_groups import PastHeading, by_meaning, group_headings
from draftbot.retrieval.search import Search
from draftbot.writing.small_headings import LONGEST_HEADING, trivial_heading

MOST = 7
_SHORTEST = 4
_NUMBER_OR_MARK = re.compile(r"[0-9０-９，。；：、“”]")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A small heading and where in its report it stands, 0 to 1."""

    text: str
    report: ReportSummary
    position: float


def matters_of(brief: Brief, search: Search) -> tuple[str, ...]:
    """The points of reports by units of other trades on the brief's topic, those that most units
    have, in their usual order; () where there are no such reports."""
    catalog = search.index.catalog
    reports = [report for report in catalog.reports() if report.id in brief.models]
    headings = [heading for report in reports for heading in _headings(report, brief, search)]
    groups = sorted(_grouped(headings, search), key=lambda group: -len({h.report.unit for h in group}))
    best = [min(group, key=lambda heading: len(heading.text)) for group in groups[:MOST]]
    return tuple(dict.fromkeys(h.text for h in sorted(best, key=lambda heading: heading.position)))


def _headings(report: ReportSummary, brief: Brief, search: Search) -> Iterator[_Heading]:
    passages = search.index.catalog.passages_of(report.id)
    for passage in passages:
        if len(passage.heading_path) > 1 and passage.role is Role.WORK:
            text = without_enumerator(to_simplified(passage.heading_path[-1]).strip("。：:；，, "))
            if _serves(text, report, brief):
                yield _Heading(text, report, passage.ordinal / len(passages))


def _serves(text: str, report: ReportSummary, brief: Brief) -> bool:
    """Whether a heading names what is done, and nothing of its own unit and trade; 责任更加具体
    tells how it went."""
    if not _SHORTEST <= len(text) <= LONGEST_HEADING or _NUMBER_OR_MARK.search(text):
        return False
    if trivial_heading().search(text) or brief.foreign_words(text) or is_instruction(text):
        return False
    if any(tag == "d" and len(word) > 1 for word, tag in rjieba.tag(text, False)):
        return False
    masked = mask(text, report, brief)
    return masked is not None and not masked.blanks and masked.text == text


def _grouped(headings: list[_Heading], search: Search) -> list[list[_Heading]]:
    past = [PastHeading(h.report.id, h.report.title, (h.text,), 2) for h in headings]
    try:
        groups = group_headings(past, by_meaning(search.embeddings, ()))
    except DraftbotError:
        if search.embeddings.fault is None:  # there is a model, which failed over these
            raise
        groups = [[i] for i, _ in enumerate(headings)]
    return [[headings[i] for i in group] for group in groups]

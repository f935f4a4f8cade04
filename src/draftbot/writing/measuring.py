"""A length for every section of a draft: as told, else as past reports are."""

from __future__ import annotations

from dataclasses import replace

from draftbot.domain import Draft, DraftRequest, count_chars
from draftbot.facts.brief import Brief
from draftbot.outlines.book import OutlineBook, plan_lengths
from draftbot.outlines.lengths import MOST_LENGTH
from draftbot.outlines.validation import Faults, check_sections
from draftbot.writing.allotting import allotted
from draftbot.writing.extractive import ExtractiveWriter
from draftbot.writing.usual_length import as_long_as_before, as_long_as_such, has_told_length, length_of_such

DEFAULT_LENGTH = 2500


def measured(
    request: DraftRequest, brief: Brief, previous: Draft | None, book: OutlineBook, writer: ExtractiveWriter
) -> DraftRequest:
    """The request with a target length for every section. A draft that is written anew keeps the lengths that
    nobody told; the unit's own last report has its own. Raises BadOutline, BadLength."""
    told, catalog = request.outline, writer.search.index.catalog
    planned = with_lengths(request, book)
    if previous is not None:
        if has_told_length(request):
            return planned
        outline = as_long_as_before(planned.outline, previous.request.outline)
        return replace(planned, outline=outline, length=outline.length)
    if brief.own_past is not None:
        return planned
    such = None if has_told_length(request) else length_of_such(brief, catalog)
    if such is None:
        return replace(planned, outline=allotted(told, planned.outline, brief, catalog))
    usual = _usual(request, book)
    longest = with_lengths(replace(request, length=min(MOST_LENGTH, max(usual, such))), book)
    most = allotted(told, longest.outline, brief, catalog)
    writer.look_ahead(most.sections, brief)
    facts = sum(map(count_chars, brief.facts))
    outline = as_long_as_such(
        told, longest.outline, most, min(usual, such), lambda section: writer.offered(section, brief), facts
    )
    return replace(longest, outline=outline, length=outline.length)


def with_lengths(request: DraftRequest, book: OutlineBook) -> DraftRequest:
    """The request with a target length for every section. Raises BadOutline, BadLength."""
    faults = Faults()
    check_sections(request.outline.sections, faults)
    faults.raise_if_any()
    usual = request.outline.length or DEFAULT_LENGTH
    total = usual if request.length is None else request.length
    return replace(request, outline=plan_lengths(request.outline, total, book), length=total)


def _usual(request: DraftRequest, book: OutlineBook) -> int:
    """What papers of the genre take, whatever an earlier one on the same desk took."""
    outline = request.outline
    known = (
        book.outline(outline.genre).length
        if outline.is_usual_length and outline.genre in book.genres
        else None
    )
    return known or outline.length or DEFAULT_LENGTH

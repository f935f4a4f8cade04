"""The unit's own last report as the form of a draft, read once for it: what it has, and the outline that it makes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from draftbot.domain import DraftRequest, Outline
from draftbot.facts.brief import Brief
from draftbot.facts.own_past import OwnPast
from draftbot.outlines.book import OutlineBook
from draftbot.writing.last_years_form import Form, form_of, outline_of


@dataclass(frozen=True, slots=True)
class OwnForm:
    past: OwnPast
    form: Form
    outline: Outline

    def taken_by(self, request: DraftRequest, book: OutlineBook) -> DraftRequest:
        """The request with this outline, where the user has chosen none."""
        has_chosen = request.outline.sections != book.outline(request.outline.genre).sections
        return request if has_chosen else replace(request, outline=self.outline)

    def leads(self, outline: Outline) -> bool:
        """Whether an outline has a part of the form."""
        return any(self.form.part(section.heading) for section in outline.sections)


def own_form(brief: Brief, request: DraftRequest, book: OutlineBook) -> OwnForm | None:
    """None where the unit has no such report, or the genre no outline."""
    past, genre = brief.own_past, request.outline.genre
    if past is None or genre not in book.genres:
        return None
    form = form_of(past, brief)
    return OwnForm(past, form, outline_of(form, book.outline(genre), past))

"""What a draft is held against, whoever wrote it. Finds, never changes.

Each concept has its module; remarks come in reading order, those on the whole last.
"""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.checks.citations import citation_remarks
from draftbot.checks.facts import Vouched, fact_remarks, formula_remarks, missing_facts
from draftbot.checks.prose import prose_remarks
from draftbot.checks.stock_phrases import (
    Borrowing,
    borrowing_remarks,
    borrowings,
    repetition_remarks,
)
from draftbot.checks.structure import draft_remarks, form_remarks, length_remarks
from draftbot.domain import Draft, Remark
from draftbot.facts.brief import Brief

__all__ = ["Borrowing", "borrowings", "check_draft", "check_section"]


def check_draft(draft: Draft, brief: Brief) -> tuple[Remark, ...]:
    """Everything the writer should look at, in reading order, whole-draft remarks last."""
    vouched = Vouched(brief, draft)
    remarks: list[Remark] = []
    for i in range(len(draft.sections)):
        remarks += _section_remarks(draft, i, brief, vouched)
    remarks += repetition_remarks(draft.sections)
    remarks += borrowing_remarks(draft)
    remarks += formula_remarks(draft, brief)
    remarks += draft_remarks(draft)
    remarks += missing_facts(draft)
    return tuple(remarks)


def check_section(draft: Draft, index: int, brief: Brief) -> tuple[Remark, ...]:
    """What section `index` alone shows, what it repeats of the draft included."""
    repeated = (r for r in repetition_remarks(draft.sections[: index + 1]) if r.section == index)
    return (*_section_remarks(draft, index, brief, Vouched(brief, draft)), *repeated)


def _section_remarks(draft: Draft, i: int, brief: Brief, vouched: Vouched) -> Iterator[Remark]:
    yield from fact_remarks(draft, i, brief, vouched)
    yield from citation_remarks(draft, i, brief)
    yield from prose_remarks(draft, i)
    yield from length_remarks(draft, i)
    yield from form_remarks(draft, i)

"""What to look at in a draft because of the reports it draws on."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.domain import DraftRequest, Plan, Remark
from draftbot.messages import Message


def plan_remarks(plan: Plan | None, request: DraftRequest) -> Iterator[Remark]:
    """Reports that the user chose and that are there no more; none chosen at all."""
    if plan is None or request.reports is None:
        return
    if not request.reports:
        yield Remark("no_reports_chosen", Message("plans.none_chosen"))
        return
    gone = len(set(request.reports) - plan.lenders.keys())
    if gone:
        yield Remark("chosen_reports_gone", Message("plans.gone", count=gone))

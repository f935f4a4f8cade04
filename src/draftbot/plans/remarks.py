"""What to look at in a draft because of the reports it draws on."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.domain import DraftRequest, Plan, Remark
from draftbot.messages import Message, titled


def plan_remarks(plan: Plan | None, request: DraftRequest) -> Iterator[Remark]:
    """Reports of other trades; such as the user chose and that are there no more; none chosen at all."""
    if plan is None:
        return
    others = [report for report in plan.chosen if report.is_of_other_trade]
    if others:
        titles = tuple(titled(report.title) for report in others)
        yield Remark("other_trades", Message("plans.borrowed", count=len(others), reports=titles))
    if request.reports is None:
        return
    if not request.reports:
        yield Remark("no_reports_chosen", Message("plans.none_chosen"))
        return
    gone = len(set(request.reports) - plan.lenders.keys())
    if gone:
        yield Remark("chosen_reports_gone", Message("plans.gone", count=gone))

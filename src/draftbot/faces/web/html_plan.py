"""The plan of a draft as safe HTML: which past reports it draws on, each with its reason."""

from __future__ import annotations

from draftbot.domain import Draft, Plan, PlannedReport, Rung
from draftbot.faces.web.html import button, esc
from draftbot.faces.web.texts import Texts

RUNGS = {
    Rung.OWN: "basis_own",
    Rung.LIKE: "basis_like",
    Rung.GENRE: "basis_genre",
    Rung.NONE: "basis_none",
}


def basis(draft: Draft | None, busy: bool, t: Texts) -> str:
    """One line, folded, with the reports to tick behind it; "" where there is no plan. While
    draftbot writes, nothing can be ticked."""
    plan = draft.plan if draft else None
    if draft is None or plan is None:
        return ""
    rows = "".join(row(report, busy, t) for report in plan.reports)
    more = "" if busy else choosing(t)
    return (
        f'<details class="basis" data-fields data-draft="{esc(draft.id)}"><summary>{summary(plan, t)}</summary>'
        f"<ul>{rows}</ul>{more}</details>{'' if busy else borrowing(draft, plan, t)}"
    )


def summary(plan: Plan, t: Texts) -> str:
    """How many, on which rung of the ladder, and which."""
    count = len(plan.chosen)
    head = t("basis", n=count) if count else t("basis_none_chosen")
    rung = t("basis_told") if plan.is_told else t(RUNGS[plan.rung])
    titles = "".join(esc(t("basis_title", title=report.title)) for report in plan.chosen)
    return f'<strong>{esc(head)}</strong> <span class="rung">{esc(rung)}</span> <span class="titles">{titles}</span>'


def row(report: PlannedReport, busy: bool, t: Texts) -> str:
    ticked = " checked" if report.is_chosen else ""
    held = " disabled" if busy else ""
    title = t("basis_title", title=report.title)
    year = t("year", year=report.year) if report.year and str(report.year) not in report.title else ""
    why = " · ".join(filter(None, (year, t.tell(report.why))))
    return (
        f'<li><input type="checkbox" value="{esc(report.id)}" aria-label="{esc(title)}"{ticked}{held}>'
        f'<span>{button("report", title, report=report.id)} <span class="why">{esc(why)}</span></span></li>'
    )


def borrowing(draft: Draft, plan: Plan, t: Texts) -> str:
    """What other trades have, to be borrowed from or no more."""
    if plan.is_told:
        return ""  # what the user ticked lends, and nothing else
    if draft.request.any_trade:
        lends = any(report.is_of_other_trade for report in plan.chosen)
        told = t("basis_borrows") if lends else t("basis_borrows_none")
        act, allowed = t("basis_borrow_no_more"), "no"
    elif plan.offered:
        told, act, allowed = t("basis_offered", n=len(plan.offered)), t("basis_borrow"), "yes"
    else:
        return ""
    return f'<p class="borrowing">{esc(told)} {button("borrow", act, "plain", any=allowed)}</p>'


def choosing(t: Texts) -> str:
    """A report that is not in the list, and the draft written again from what is chosen."""
    hint = esc(t("basis_more"))
    return (
        f'<p class="choosing"><input name="more" maxlength="100" placeholder="{hint}" aria-label="{hint}">'
        f"{button('choose', t('basis_choose'), 'plain')}</p>"
    )

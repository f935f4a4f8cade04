"""What a plan says of its reports: how much each lends and why, and the rung that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from draftbot.domain import Plan, PlannedReport, Rung, Share
from draftbot.messages import Message
from draftbot.plans.candidates import Candidate

# So many are shown at the most: those chosen and a few more.
MOST_SHOWN = 20


def as_planned(candidate: Candidate, share: Share, is_chosen: bool = True) -> PlannedReport:
    """A candidate as the plan shows it."""
    report = candidate.report
    return PlannedReport(
        report.id,
        report.title,
        report.unit,
        report.year,
        report.genre,
        share,
        candidate.is_own,
        round(candidate.likeness, 3),
        candidate.topic,
        _why(candidate, share),
        is_chosen,
        candidate.is_foreign,
    )


_SHARES = {
    Share.WHOLE: Message("plans.whole"),
    Share.PART: Message("plans.part"),
    Share.GENERAL: Message("plans.general"),
}


def _why(candidate: Candidate, share: Share) -> Message:
    whose = Message("plans.kin")
    if candidate.is_own:
        whose = Message("plans.own")
    elif candidate.is_same_trade:
        whose = Message("plans.same")
    elif candidate.is_foreign:
        whose = Message("plans.other_trade")
    genre = Message("plans.genre", genre=candidate.report.genre)
    if candidate.is_same_genre:
        genre = Message("plans.same_genre")
    return Message("plans.why", whose=whose, what=_SHARES[share], genre=genre)


def rung_of(planned: Sequence[PlannedReport]) -> Rung:
    """The rung of the ladder that the chosen reports make."""
    whole = [report for report in planned if report.is_chosen and report.share is Share.WHOLE]
    if any(report.is_own for report in whole):
        return Rung.OWN
    if whole or any(report.share is Share.PART for report in planned):
        return Rung.LIKE
    return Rung.GENRE if planned else Rung.NONE


def as_told(ids: Sequence[str], candidates: Sequence[Candidate], usual: Plan) -> Plan:
    """The plan of the reports that the user chose; one that is there no more is left out. What
    `usual` draws on lends as much as it does there; any other that is chosen lends all."""
    known = {candidate.report.id: candidate for candidate in candidates}
    told = [known[id_] for id_ in dict.fromkeys(ids) if id_ in known]
    shares = {report.id: report.share for report in usual.reports}
    planned = [as_planned(c, shares.get(c.report.id, Share.WHOLE)) for c in told]
    chosen = {report.id for report in planned}
    others = [replace(report, is_chosen=False) for report in usual.reports if report.id not in chosen]
    trade = usual.trade or next((c.trade.name for c in told if c.trade), "")
    shown = tuple([*planned, *others][: max(MOST_SHOWN, len(told))])
    return Plan(rung_of(planned), shown, usual.topic, trade, True)

"""Which past reports a draft draws on: those the user names, all but one, or draftbot's choice again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from draftbot.chinese.organisations import is_self
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.desk.past_report import best_report
from draftbot.conversation.names import name_of
from draftbot.conversation.sayings import say
from draftbot.domain import (
    ChatEvent,
    PlannedReport,
    ReportSummary,
    Said,
    Suggested,
    Suggestion,
)
from draftbot.errors import NoOutlineYet
from draftbot.messages import Message, all_lines, titled

SUGGESTED = 3
_TRADES = {"any_trade": "desk.any_trade", "own_trade": "desk.own_trade"}


def choose_reports(desk: Desk, action: do.ChooseReports) -> Iterator[ChatEvent]:
    """Raises NoOutlineYet where there is no title yet."""
    if not desk.conversation.title:
        raise NoOutlineYet
    if action.how == "auto":
        yield desk.change(reports=None)
        yield Said(Message("desk.reports_auto"))
    elif action.how in _TRADES:
        yield desk.change(any_trade=action.how == "any_trade")
        yield Said(Message(_TRADES[action.how]))
    elif action.how == "without":
        yield from _without(desk, action.words)
    elif is_self(action.words):
        yield from _only_own(desk)
    else:
        yield from _only(desk, action.words)


def _only(desk: Desk, words: str) -> Iterator[ChatEvent]:
    found = best_report(desk.drafter.knowledge.catalog.reports(None), words, desk.conversation)
    if found is None:
        yield Said(Message("desk.no_such_report", words=words) if words else Message("desk.no_last_report"))
        return
    yield desk.change(reports=(found.id,))
    yield Said(Message("desk.reports_chosen", titles=(titled(found.title),)))


def _only_own(desk: Desk) -> Iterator[ChatEvent]:
    """The unit's own reports that serve the paper, and no others."""
    usual = desk.drafter.planner.plan(replace(desk.request, reports=None))
    own = [report for report in usual.reports if report.is_own]
    if not own:
        yield Said(Message("desk.no_own_reports"))
        return
    yield desk.change(reports=tuple(report.id for report in own))
    yield Said(Message("desk.only_own_chosen", titles=tuple(titled(report.title) for report in own)))


def _without(desk: Desk, words: str) -> Iterator[ChatEvent]:
    """All that are drawn on now but the one named, or those of the units named; where none is named and there
    are several, it is asked which."""
    chosen = desk.drafter.planner.plan(desk.request).chosen
    gone = _of_a_kind(desk, chosen, words) or _meant(desk, chosen, words)
    if not gone:
        yield from _ask_which(chosen, words)
        return
    left = [report for report in chosen if report.id not in {one.id for one in gone}]
    yield desk.change(reports=tuple(report.id for report in left))
    titles = tuple(titled(report.title) for report in gone)
    yield Said(
        Message(
            "desk.reports_without",
            title=titles,
            titles=tuple(titled(report.title) for report in left),
        )
        if left
        else Message("desk.reports_none_left", title=titles)
    )


def _of_a_kind(desk: Desk, chosen: Sequence[PlannedReport], words: str) -> list[PlannedReport]:
    """Where the words are but a noun for units (学校), all reports that are drawn on by units of that trade."""
    trades = desk.drafter.knowledge.trades()
    trade = trades.trade_of(words) if trades.is_bare(words) else None
    if trade is None:
        return []
    theirs = [(report, trades.unit(report.unit, report.title).trade) for report in chosen]
    return [report for report, its in theirs if its and trade.name in its.names]


def _meant(desk: Desk, chosen: Sequence[PlannedReport], words: str) -> list[ReportSummary]:
    known = {report.id: report for report in desk.drafter.knowledge.catalog.reports(None)}
    drawn = [known[report.id] for report in chosen if report.id in known]
    if not words:
        return drawn if len(drawn) == 1 else []
    best = best_report(drawn, words, desk.conversation)
    return [best] if best else []


def _ask_which(chosen: Sequence[PlannedReport], words: str) -> Iterator[ChatEvent]:
    if not chosen or words:
        yield Said(Message("desk.report_not_used", words=words))
    if not chosen:
        return
    actions = [do.ChooseReports(report.title, "without") for report in chosen[:SUGGESTED]]
    sayings = [(name_of(action), said) for action in actions if (said := say(action))]
    yield Said(
        all_lines(
            [Message("desk.which_report"), *(Message("desk.perhaps", said=said) for _, said in sayings)]
        )
    )
    yield Suggested(tuple(Suggestion(said, name) for name, said in sayings))


HANDLERS: dict[type, Handler] = {do.ChooseReports: choose_reports}

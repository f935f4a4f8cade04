"""The unit's own newest report among those that were chosen, read as the form of the new one."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.chinese.names import Name, NameKind
from draftbot.chinese.numerals import may_hold_numbers
from draftbot.chinese.scripts import to_simplified
from draftbot.corpus.genres import leading
from draftbot.corpus.roles import role_of_path
from draftbot.domain import Plan, PlannedReport, Role, Share
from draftbot.facts.brief import Brief
from draftbot.facts.own_past import OwnPast
from draftbot.index.catalog import Catalog
from draftbot.masking.lasting import labels_in
from draftbot.masking.mask import CLAUSE_END, is_own_report

_AHEAD = frozenset((Role.PLANS, Role.GOALS))
# A clause of fewer characters says the same by chance.
_LEAST_CLAUSE = 6
# So much before a person's name tells the same person in the same office: 科长陈永胜.
_OFFICE = 2


def own_past(plan: Plan, brief: Brief, catalog: Catalog) -> OwnPast | None:
    """The newest of the unit's own reports that the plan draws on as a whole, in the genre that is asked for and
    of a year before; None without one that has headings."""
    own = [r for r in plan.chosen if r.is_own and r.share is Share.WHOLE and leading(r.genre) == brief.genre]
    own = [r for r in own if not brief.year or (r.year or 0) < brief.year]
    newest = max(own, key=lambda r: r.year or 0, default=None)
    if newest is None:
        return None
    summary, report = catalog.report(newest.id)
    passages = tuple(catalog.passages_of(newest.id))
    if not any(passage.heading_path for passage in passages):
        return None
    addressee = next(
        (line for aside in report.asides if aside.kind == "addressees" for line in aside.lines), ""
    )
    others = _others(newest, brief, catalog)
    headings = dict.fromkeys(heading for passage in passages for heading in passage.heading_path)
    text = to_simplified("\n".join((report.title, *headings, *(passage.text for passage in passages))))
    found = brief.names.find(text, newest.id)
    names = {name.text for name in found if any(_as_it_lasts(name, text) in other for other in others)}
    clauses = {
        clause
        for told in _told_by_others(newest, brief, catalog)
        for clause in map(str.strip, CLAUSE_END.split(told))
        if may_hold_numbers(clause) and len(clause) >= _LEAST_CLAUSE and clause in text
    }
    labels = frozenset(labels_in(text, found, newest.year))
    return OwnPast(
        summary, addressee, passages, frozenset(names | {summary.unit}), frozenset(clauses), labels
    )


def _as_it_lasts(name: Name, text: str) -> str:
    """What another report must say for a name to be no one year's: a person's only with the same office."""
    if name.kind is NameKind.PERSON:
        return text[max(0, name.start - _OFFICE) : name.end]
    return name.text


def _others(newest: PlannedReport, brief: Brief, catalog: Catalog) -> list[str]:
    """What the unit's other reports say."""
    return [to_simplified(catalog.report(id_)[1].text) for id_ in _ids_of_others(newest, brief, catalog)]


def _told_by_others(newest: PlannedReport, brief: Brief, catalog: Catalog) -> Iterator[str]:
    """What the unit's other reports tell of their own years: what one planned and the next one did is no lasting
    figure."""
    for id_ in _ids_of_others(newest, brief, catalog):
        for passage in catalog.passages_of(id_):
            if role_of_path(passage.heading_path) not in _AHEAD:
                yield to_simplified(passage.text)


def _ids_of_others(newest: PlannedReport, brief: Brief, catalog: Catalog) -> list[str]:
    return [r.id for r in catalog.reports() if r.id != newest.id and is_own_report(r, brief)]

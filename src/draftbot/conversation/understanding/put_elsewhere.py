"""Facts named by their figures and put into another part: 投诉31件、退票4张，这两个是问题，挪到存在的问题里."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import clauses_of, parts_of
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import telling
from draftbot.domain import Fact
from draftbot.facts.figures_told import FigureTold, figures_told

_LEAST = 2


def put_elsewhere(text: str, view: View) -> list[do.Action]:
    """Each fact that the figures of a message tell, moved to the part that its last words name; [] where that
    names none, or a figure is of no fact."""
    *said, last = [part for clause in clauses_of(text) for part in parts_of(clause)] or [""]
    match = _moves().fullmatch(last)
    figures = [figure for part in said if not _points_back(part) for figure in figures_told(part)]
    section = Wish(match["where"], view).section if match else ""
    if not section or len(figures) < _LEAST or not any(_points_back(part) for part in said):
        return []
    facts = [_fact_of(figure, view.conversation.facts.facts) for figure in figures]
    return [do.MoveFact(fact, section) for fact in dict.fromkeys(facts)] if all(facts) else []


def _fact_of(figure: FigureTold, facts: Sequence[Fact]) -> str:
    """The one fact that tells a figure; "" where none or several do."""
    held = [
        fact.text
        for fact in facts
        if any(one.says(figure) and one.matter & figure.matter for one in figures_told(fact.text))
    ]
    return held[0] if len(held) == 1 else ""


def _points_back(part: str) -> bool:
    """这两个是毛病: said of what stands before."""
    return re.match(rf"(?:{telling('points at')})", part) is not None


@cache
def _moves() -> re.Pattern[str]:
    up, moves, into, within, ends = map(telling, ("takes", "moves", "into", "within", "ends"))
    return re.compile(rf"(?:{up})?(?:{moves})(?:{into})*(?P<where>.+?)(?:{within})*(?:{ends})*")

"""Facts named by their figures and put into another part: 投诉31件、退票4张，这两个是问题，挪到存在的问题里."""

from __future__ import annotations

import re
from functools import cache

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import clauses_of, parts_of
from draftbot.conversation.understanding.facts_told import known_fact
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import telling
from draftbot.facts.figures_told import figures_told

_LEAST = 2


def put_elsewhere(text: str, view: View) -> list[do.Action]:
    """Each fact that the figures of a message tell, moved to the part that its last words name; [] where that
    names none, or a figure is of no fact."""
    *said, last = [part for clause in clauses_of(text) for part in parts_of(clause)] or [""]
    match = _moves().fullmatch(last)
    section = Wish(match["where"], view).section if match else ""
    told = [
        item for part in said if not _points_back(part) for item in part.split("、") if figures_told(item)
    ]
    if not section or len(told) < _LEAST or not any(map(_points_back, said)):
        return []
    facts = [known_fact(item, view) for item in told]
    return [do.MoveFact(fact, section) for fact in dict.fromkeys(facts)] if all(facts) else []


def _points_back(part: str) -> bool:
    """这两个是毛病: said of what stands before."""
    return re.match(rf"(?:{telling('points at')})", part) is not None


@cache
def _moves() -> re.Pattern[str]:
    up, moves, into, within, ends = map(telling, ("takes", "moves", "into", "within", "ends"))
    return re.compile(rf"(?:{up})?(?:{moves})(?:{into})*(?P<where>.+?)(?:{within})*(?:{ends})*")

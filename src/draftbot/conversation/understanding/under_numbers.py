"""Facts put under small headings by their numbers: 把检验的数量放到（一），避风的放（二）."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.numerals import HAN, integer_in, plain_digits
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import clauses_of, parts_of
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import telling
from draftbot.domain import OutlineSection

_LEAST, _MOST_AT_ONCE = 2, 4


def put_under_numbers(text: str, view: View) -> list[do.Action]:
    """The facts that each part of a message puts under a number, moved there; [] where not all say so."""
    parts = [part for clause in clauses_of(text) for part in parts_of(clause)]
    matches = [_put().fullmatch(part) for part in parts]
    below = _small_headings(view)
    if len(parts) < _LEAST or not all(matches) or not below:
        return []
    actions: list[do.Action] = []
    for match, part in zip(matches, parts, strict=True):
        number = integer_in(plain_digits(match["n"])) or 0 if match else 0
        facts = _facts_meant(match["what"], view) if match and 1 <= number <= len(below) else []
        actions += [do.MoveFact(fact, below[number - 1].heading) for fact in facts] or [
            do.NotUnderstood(part)
        ]
    return actions


def _small_headings(view: View) -> list[OutlineSection]:
    """Those of the one part that is divided; [] where none or several are."""
    blocks: list[list[OutlineSection]] = []
    for section in view.sections:
        if section.level == 1:
            blocks.append([])
        elif blocks and section.level == 2:
            blocks[-1].append(section)
    divided = [block for block in blocks if block]
    return divided[0] if len(divided) == 1 else []


def _facts_meant(what: str, view: View) -> list[str]:
    """The facts that hold most of the words which say what is moved; more than a few are no answer."""
    wish = Wish(what, view)
    said = what
    for heading in wish.sections if any(h in what for h in wish.sections) else ():
        said = said.replace(heading, "，")
    words = [w.text for run in Wish(said, view).content for w in view.words(run) if len(w.text) > 1]
    facts = [fact.text for fact in view.conversation.facts.facts]
    scores = {fact: sum(len(word) for word in words if word in fact) for fact in facts}
    most = max(scores.values(), default=0)
    best = [fact for fact, score in scores.items() if most and score == most]
    return best if len(best) <= _MOST_AT_ONCE else []


@cache
def _put() -> re.Pattern[str]:
    takes, moves, puts, into, within, ends = map(
        telling, ("takes", "moves", "puts", "into", "within", "ends")
    )
    return re.compile(
        rf"(?:{takes})?(?P<what>.+?)(?:{moves}|{puts})(?:{into})?(?:第|[（(])(?P<n>[{HAN}\d]{{1,2}})[）)]?(?:{within}|{ends})*"
    )

"""Another body's name is not the user's own: once the draft has a unit, only what says so gives it another.

A unit is told as one's own behind 我们是, 我单位叫 or a bare 单位：, as that of the title, or as what the unit that
was just spoken of is to be again. A name that stands in what is to be written (in a list of members, behind an
order to add, as a place) is offered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import ORGANISATION
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import clauses_of, lines_of, parts_of
from draftbot.conversation.understanding.desk_orders import orders_something
from draftbot.conversation.understanding.slot_values import unit_tails
from draftbot.conversation.understanding.words import POLITE, telling

# What makes another's unit of the word for one: 成员单位, 协办单位.
_WHOSE = ("n", "v", "vn", "nz", "a", "b")
_LEAST_OF_A_NOUN = 2


def with_own_unit_alone(actions: Sequence[do.Action], said: str, view: View) -> list[do.Action]:
    """The actions; a unit that nothing in `said` says is the user's own is offered where the draft has one."""
    if not _has_a_unit(view):
        return list(actions)
    return [
        _offered(one, said, view)
        if isinstance(one, do.SetFact) and one.field == "unit" and not _is_own(one.value, said, view)
        else one
        for one in actions
    ]


def unit_again(said: str, view: View) -> tuple[do.SetFact, str] | None:
    """单位怎么变成甲局了，改回乙中心: the unit that shall stand again, and what else is said; None for none."""
    match = _again().search(said) if _has_a_unit(view) else None
    before = said[: match.start()] if match else ""
    if match is None or not any(_speaks_of_own(part, view) for part in parts_of(to_simplified(before))):
        return None
    return do.SetFact("unit", match["unit"]), said[match.end() :].strip("，,。；; ")


def _offered(told: do.SetFact, said: str, view: View) -> do.NotUnderstood:
    """What names another body as a fact, or as the user's own unit."""
    part = next((one for line in lines_of(said) for one in clauses_of(line) if told.value in one), said)
    fact = () if orders_something(part, view) or part == told.value else (do.AddFact(part),)
    return do.NotUnderstood(part, (*fact, told))


def _has_a_unit(view: View) -> bool:
    if view.draft is None:
        return False
    named = any(word.tag == ORGANISATION for word in view.words(view.conversation.title))
    return named or bool(view.conversation.facts.unit)


def _is_own(value: str, said: str, view: View) -> bool:
    """Whether some clause that names a unit says that it is the user's own."""
    for clause in (one for line in lines_of(to_simplified(said)) for one in clauses_of(line)):
        before = ""
        for part in parts_of(clause):
            if (at := part.find(to_simplified(value))) >= 0 and _leads_to_own(part[:at], before, view):
                return True
            before = part if _speaks_of_own(part, view) else before
    return not value


def _leads_to_own(prefix: str, before: str, view: View) -> bool:
    """Whether words lead to the name of the user's own unit; `before` spoke of that."""
    prefix = re.sub(rf"^{POLITE}", "", prefix).rstrip(' “”"「《')
    if re.fullmatch(rf".*?(?:{_calls()}|[：:=＝])", prefix) and _speaks_of_own(prefix, view):
        return True
    if re.match(rf"(?:{telling('ourselves')})[^，,]{{0,3}}?(?:{_calls()})$", prefix):
        return True
    is_led = re.search(rf"(?:{_calls()}|{telling('own unit again')})$", prefix)
    return bool(before and is_led) and not any(
        word.tag in ("n", "nz") and len(word.text) >= _LEAST_OF_A_NOUN for word in view.words(prefix)
    )


def _speaks_of_own(part: str, view: View) -> bool:
    """Whether words speak of a unit, and not of a member or a partner: 单位, 我们站, 题目里的单位."""
    for match in _unit().finditer(part):
        words = view.words(part[: match.start()])
        if match["own"] or not words or words[-1].tag not in _WHOSE or _is_of_paper(words[-1].text):
            return True
    return False


def _is_of_paper(word: str) -> bool:
    return re.search(telling("whose unit it is"), word) is not None


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<own>(?:{telling('ourselves')}))?(?:{telling('the word for a unit')}|(?(own)(?:{_units()})|(?!)))"
    )


@cache
def _calls() -> str:
    return any_of(words_in("words_of_wishes", "calls it", "is"))


@cache
def _units() -> str:
    return any_of(words_in("words_of_wishes", "our unit"))


@cache
def _again() -> re.Pattern[str]:
    tails = any_of(unit_tails())
    return re.compile(
        rf"(?:{telling('own unit again')})[“\"「]?(?P<unit>[\w（）()]{{2,30}}?(?:{tails}))[”\"」]?(?=[，,。；;！!]|$)"
    )

"""What a request says that no part of its reading tells: named, and offered as a fact, never dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from draftbot.chinese.tagging import PERSON
from draftbot.conversation import actions as do
from draftbot.conversation.desk.amid_facts import with_facts_amid
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import clauses_of, parts_of
from draftbot.conversation.understanding.deciding import ASIDE, CLARIFY, PRINTED
from draftbot.conversation.understanding.denials import denied
from draftbot.conversation.understanding.reading import QUESTION, Likely, MessageReader
from draftbot.conversation.understanding.words import words_of_telling
from draftbot.facts.amounts import telling_words
from draftbot.facts.under_labels import announces_list

_TELLS = PRINTED | {"period", "sign"}
_HALF, _SHORTEST = 0.5, 4
_QUOTED = re.compile("“[^”]+”|「[^」]+」")
# What a request may say beside what its paper is to tell; all else needs a draft.
_SAID_BESIDE = frozenset(
    (ASIDE, CLARIFY, QUESTION, "smalltalk", "draft.new", "genre", "tone", "style", "length", "title", "help")
)


def with_what_is_left(
    actions: Sequence[do.Action], message: str, view: View, reader: MessageReader
) -> list[do.Action]:
    """The actions of a request, who leads before them, what the unit does not have behind them, and each
    further part of the message that is rather to be told than said beside, and that none of them tells."""
    actions = [
        with_facts_amid(action, message, reader) if isinstance(action, do.TakeRequest) else action
        for action in actions
    ]
    requests = [action for action in actions if isinstance(action, do.TakeRequest) and action.title]
    if not requests:
        return list(actions)
    taken = "\n".join(requests[0].facts)
    actions = [one for one in actions if not (isinstance(one, do.NotUnderstood) and one.text in taken)]
    clauses = clauses_of(message)
    gone = [one for clause in clauses if (said := denied(clause, view)) for one in said.actions]
    named = (action.text for action in actions if isinstance(action, do.NotUnderstood))
    known = "\n".join((*_texts_of(requests[0]), *named, *(f"{one}" for one in gone)))
    left = [part for clause in clauses for part in parts_of(clause) if not _is_told(part, known)]
    read = dict(zip(left, reader.read(left), strict=True)) if left else {}
    leaders = [part for part in left if read[part][0].name == "leader.add" and _names_a_person(part, view)]
    others = [
        do.NotUnderstood(text, (do.AddFact(text),))
        for clause in clauses
        for text in _unused(clause, "\n".join(requests[0].facts), read)
    ]
    kept = [one for one in actions if not (gone and isinstance(one, do.NotUnderstood) and not one.perhaps)]
    return [*map(do.AddLeader, leaders), *kept, *gone, *others]


def _unused(clause: str, facts: str, read: Mapping[str, Sequence[Likely]]) -> Iterator[str]:
    """What one sentence says that is left: what surely states something, what is quoted or led in as one more
    thing, and what goes on from a fact (有个孩子坐不住，我天天陪他写作业)."""
    found: list[str] = []
    goes_on = False
    for part in parts_of(clause):
        if part not in read:
            goes_on = part in facts
            if found:
                yield "，".join(found)
            found = []
            continue
        likely = read[part]
        states = _tells(likely) or _QUOTED.search(part) or _is_led_in(part)
        talks = likely[0].name in ("smalltalk", QUESTION) and "？" not in part
        goes_on = likely[0].name != "leader.add" and bool(states or (goes_on and talks))
        if goes_on:
            found.append(part)
    if found:
        yield "，".join(found)


def _names_a_person(part: str, view: View) -> bool:
    return any(word.tag == PERSON for word in view.words(part))


def _is_led_in(part: str) -> bool:
    return part.startswith(words_of_telling("leads"))


def _texts_of(request: do.TakeRequest) -> Iterator[str]:
    yield from (
        request.title,
        request.unit,
        request.period,
        request.outline,
        request.like,
        *request.facts,
        *request.matter,
    )


def _is_told(part: str, told: str) -> bool:
    """Whether what a part says stands in what was taken, or is too little to be told."""
    if announces_list(part):
        return True
    if quotes := _QUOTED.findall(part):
        return all(quote[1:-1] in told for quote in quotes)
    words = [word for word in telling_words(part) if len(word) > 1]
    return len(part) < _SHORTEST or part in told or not words or any(word in told for word in words)


def _tells(likely: Sequence[Likely]) -> bool:
    told = sum(one.likelihood for one in likely if one.name in _TELLS)
    beside = sum(one.likelihood for one in likely if one.name in _SAID_BESIDE)
    return told > _HALF * (told + beside)

"""What a request says that no part of its reading tells: named, and offered as a fact, never dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import clauses_of, parts_of
from draftbot.conversation.understanding.deciding import ASIDE, CLARIFY, PRINTED
from draftbot.conversation.understanding.denials import denied
from draftbot.conversation.understanding.reading import QUESTION, Likely, MessageReader
from draftbot.facts.amounts import telling_words

_TELLS = PRINTED | {"period", "sign"}
_HALF, _SHORTEST = 0.5, 4
# What a request may say beside what its paper is to tell; all else needs a draft.
_SAID_BESIDE = frozenset(
    (ASIDE, CLARIFY, QUESTION, "smalltalk", "draft.new", "genre", "tone", "style", "length", "title", "help")
)


def with_what_is_left(
    actions: Sequence[do.Action], message: str, view: View, reader: MessageReader
) -> list[do.Action]:
    """The actions of a request, who leads before them, what the unit does not have behind them, and each
    further part of the message that is rather to be told than said beside, and that none of them tells."""
    requests = [action for action in actions if isinstance(action, do.TakeRequest) and action.title]
    if not requests:
        return list(actions)
    clauses = clauses_of(message)
    gone = [one for clause in clauses if (said := denied(clause, view)) for one in said.actions]
    named = (action.text for action in actions if isinstance(action, do.NotUnderstood))
    known = "\n".join((*_texts_of(requests[0]), *named, *(f"{one}" for one in gone)))
    left = [part for clause in clauses for part in parts_of(clause) if not _is_told(part, known)]
    read = dict(zip(left, reader.read(left), strict=True)) if left else {}
    unused = [part for part, likely in read.items() if _tells(likely)]
    leaders = [part for part in unused if read[part][0].name == "leader.add"]
    others = [do.NotUnderstood(part, (do.AddFact(part),)) for part in unused if part not in leaders]
    kept = [one for one in actions if not (gone and isinstance(one, do.NotUnderstood) and not one.perhaps)]
    return [*map(do.AddLeader, leaders), *kept, *gone, *others]


def _texts_of(request: do.TakeRequest) -> Iterator[str]:
    yield from (request.title, request.unit, request.period, request.outline, *request.facts, *request.matter)


def _is_told(part: str, told: str) -> bool:
    """Whether what a part says stands in what was taken, or is too little to be told."""
    words = [word for word in telling_words(part) if len(word) > 1]
    return len(part) < _SHORTEST or part in told or not words or any(word in told for word in words)


def _tells(likely: Sequence[Likely]) -> bool:
    told = sum(one.likelihood for one in likely if one.name in _TELLS)
    beside = sum(one.likelihood for one in likely if one.name in _SAID_BESIDE)
    return told > _HALF * (told + beside)

"""What somebody won this year stands in the place of what the same person or unit won last year."""

from __future__ import annotations

from collections.abc import Sequence

import rjieba

from draftbot.chinese.sentences import CLAUSE_END, clause_spans
from draftbot.domain import fills_moved
from draftbot.writing.pieces_told import Piece
from draftbot.writing.place import AHEAD, LACKING, Place
from draftbot.writing.things_done import tells_award

_LEAST_NAME = 2
_TIME = "t"
# Tags of persons, and of words that stand for one or for a unit (我校).
_NAMES = ("nr", "r")


def win_anew(places: Sequence[Place], pieces: Sequence[Piece]) -> dict[int, str]:
    """Puts what the pieces tell of awards into the places that tell another of the same winner; piece → the clause
    of it that is told so, by index."""
    told: dict[int, str] = {}
    done = [place for place in places if place.role not in AHEAD | LACKING and not place.is_left_out]
    for i, piece in enumerate(pieces):
        for clause in CLAUSE_END.split(piece.text) if piece.looks_back else ():
            if tells_award(clause) and any(_won_by_the_same(place, clause) for place in done):
                told[i] = clause
    return told


def _won_by_the_same(place: Place, fact: str) -> bool:
    """Whether a clause of a place tells an award of whom a fact names first; the fact stands there then, behind
    what the place says of them (化验员, 护士)."""
    for start, end in clause_spans(place.text):
        clause = place.text[start:end]
        winner = _winner(fact, clause)
        if not winner or not tells_award(clause):
            continue
        before = place.text[: start + clause.index(winner)]
        told = winner + _without_time(fact[len(winner) :])
        grows = len(before) + len(told) - end
        left = [fill for fill in place.fills if not start <= fill.start < end]
        place.text = before + told + place.text[end:]
        place.fills = list(fills_moved(left, start, grows))
        return True
    return False


def _winner(fact: str, clause: str) -> str:
    """The name that a fact begins with, where a clause has it; "" for none. A word of the dictionary is an office
    (护士), a name is none."""
    most = next((n for n in range(len(fact), _LEAST_NAME - 1, -1) if fact[:n] in clause), 0)
    name = fact[:most]
    named = not rjieba.has_word(name) or rjieba.tag(name, False)[-1][1] in _NAMES
    return name if most and named else ""


def _without_time(text: str) -> str:
    words = rjieba.tag(text, False)
    return text.removeprefix(words[0][0]) if words and words[0][1] == _TIME else text

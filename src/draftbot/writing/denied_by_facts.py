"""What this year's facts say did not happen, where last year's report tells that it did: 没有发生爆管 in the place
of 发生爆管【】起, and no day on which one was put out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import rjieba

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.quantities import DAY
from draftbot.chinese.sentence_polarity import denies, fact_tells_problem, without_denial
from draftbot.chinese.sentences import clause_spans
from draftbot.domain import fills_moved
from draftbot.writing.figures_and_blanks import covered
from draftbot.writing.pieces_told import Piece
from draftbot.writing.place import AHEAD, LACKING, Place

# So much of what a clause counts says a fact that denies it.
_COUNTED = 0.7
# A thing that stands in no more of the paper's sentences is one that its days can be told by.
_FEW = 0.2


def leave_out_days(places: Sequence[Place], pieces: Sequence[Piece]) -> None:
    """Leaves out what is told of one day about a thing that is denied."""
    for piece in filter(_is_denied, pieces):
        for place in places:
            if not place.is_left_out and _is_a_day_of(place, piece.text, places):
                place.text, place.overtaken = "", piece.text


def denied_things(facts: Sequence[str], texts: Sequence[str]) -> frozenset[str]:
    """What facts say that there is not, where they tell it by more than one word (夜班保安没有宿舍): of these the
    one that fewest of the `texts` have, which is no word of all of them."""
    things: set[str] = set()
    for fact in facts:
        if not (denies(fact) and fact_tells_problem(fact)):
            continue
        words = [word for word in rjieba.cut(without_denial(fact), False) if len(word) > 1]
        counts = {word: sum(word in text for text in texts) for word in words}
        told = [word for word in words[:-1] if counts[word]]
        if told and counts[rarest := min(told, key=counts.__getitem__)] <= max(1, _FEW * len(texts)):
            things.add(rarest)
    return frozenset(things)


def deny(places: Sequence[Place], pieces: Sequence[Piece]) -> dict[int, int]:
    """Puts what is denied in the place of what counted it; piece → the place where it stands, by index."""
    found: dict[int, int] = {}
    for i, piece in enumerate(pieces):
        done = (j for j, place in enumerate(places) if _is_denied(piece) and _denied_in(place, piece.text))
        if (j := next(done, None)) is not None:
            found[i] = j
    return found


def _is_denied(piece: Piece) -> bool:
    return piece.looks_back and denies(piece.text)


def _denied_in(place: Place, fact: str) -> bool:
    """Whether a clause of a place counts what a fact denies; the fact stands there then."""
    if place.role in AHEAD | LACKING:
        return False
    for start, end in clause_spans(place.text):
        clause = place.text[start:end]
        filled = any(start <= fill.start < end for fill in place.fills)
        if filled or not BLANK.search(clause) or denies(clause):
            continue
        if float(covered([BLANK.sub(" ", clause)], [without_denial(fact)])[0, 0]) < _COUNTED:
            continue
        told = _without_time(fact)
        place.text = place.text[:start] + told + place.text[end:]
        place.fills = list(fills_moved(place.fills, start, len(told) - (end - start)))
        return True
    return False


def _is_a_day_of(place: Place, fact: str, places: Sequence[Place]) -> bool:
    """Whether a sentence tells what was done on one day about a thing that a fact denies."""
    days = [match for match in BLANK.finditer(place.text) if match[1] == DAY]
    if not days or place.role in AHEAD | LACKING or denies(place.text):
        return False
    most = max(1, _FEW * len(places))
    return any(
        thing in place.text and sum(thing in other.past.text for other in places) <= most
        for thing in _things(fact)
    )


def _things(fact: str) -> Iterator[str]:
    """The things that a fact denies: 爆管, 停水."""
    for word, tag in rjieba.tag(without_denial(fact), False):
        if len(word) > 1 and tag[:1] in ("n", "v") and tag != "v":
            yield word


def _without_time(fact: str) -> str:
    """A fact without the word for its year that it begins with: 今年没有发生…."""
    words = rjieba.tag(fact, False)
    return fact.removeprefix(words[0][0]) if words and words[0][1] == "t" else fact

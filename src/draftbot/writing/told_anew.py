"""Problems and plans that the user lists this year stand instead of last year's, which were another year's; those of
last year's that a fact has filled stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.chinese.enumerators import ITEM, format_number
from draftbot.domain import Sentence
from draftbot.writing.composing import as_sentence
from draftbot.writing.last_years_form import PastPart
from draftbot.writing.pieces_told import Piece
from draftbot.writing.place import AHEAD, LACKING, Place

# One thing told is added to what there is; from so many on they are a list.
_LEAST = 2


def lists_anew(part: PastPart, pieces: Sequence[Piece]) -> bool:
    """Whether the user's facts list what a part on problems or plans tells."""
    roles = next((roles for roles in (LACKING, AHEAD) if part.role in roles), frozenset())
    return sum(piece.role in roles and not piece.leans for piece in pieces) >= _LEAST


def taken_over(units: Sequence[Sequence[Place]]) -> list[str]:
    """What the user tells in a part, given by its items' places: the items of last year's that nothing has
    filled are left out."""
    told: list[str] = []
    for places in units:
        is_filled = any(place.fills for place in places)
        for place in places:
            told += place.behind
            place.behind = []
            if not is_filled:
                place.text, place.told_anew = "", True
    return told


def as_items(told: Sequence[str], part: PastPart, level: int) -> Iterator[tuple[Sentence, ...]]:
    """Each as an item numbered as last year's are, from the first number on."""
    first = next((past.text for point in part.points for row in point.paragraphs for past in row), "")
    mark = ITEM.match(first)
    by_heading = any(point.headings for point in part.points)
    number = format_number(level + 1, 1) if by_heading or mark is None else mark.group()
    for text in told:
        yield (Sentence(number + as_sentence(text), (), (), "fact"),)

"""Problems and plans that the user lists this year stand instead of last year's, which were another year's; those of
last year's that a fact has filled stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.chinese.enumerators import ITEM, format_number
from draftbot.domain import Role, Sentence
from draftbot.drafts.items import numbered
from draftbot.writing.composing import as_sentence
from draftbot.writing.item_leads import without_lead
from draftbot.writing.last_years_form import PastPart
from draftbot.writing.pieces_told import Piece
from draftbot.writing.place import AHEAD, LACKING, Place

# One thing told is added to what there is; from so many on they are a list.
_LEAST = 2


def listed_anew(pieces: Sequence[Piece]) -> frozenset[Role]:
    """The roles of the parts whose matter the user's facts list: problems, plans, both."""
    return frozenset(
        role
        for roles in (LACKING, AHEAD)
        if sum(piece.role in roles and not piece.leans for piece in pieces) >= _LEAST
        for role in roles
    )


def lists_anew(part: PastPart, pieces: Sequence[Piece]) -> bool:
    """Whether the user's facts list what a part on problems or plans tells."""
    return part.role in listed_anew(pieces)


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


def in_order_told(told: Sequence[str], pieces: Sequence[Piece]) -> list[str]:
    """What is told, in the order in which the user told it."""

    def at(text: str) -> int:
        parts = (i for i, piece in enumerate(pieces) if piece.text in text or text in piece.text)
        return next(parts, len(pieces))

    return sorted(told, key=at)


def as_items(told: Sequence[str], part: PastPart, level: int) -> Iterator[tuple[Sentence, ...]]:
    """Each as an item numbered as last year's are; 一是…二是… stand in one paragraph."""
    first = next((past.text for point in part.points for row in point.paragraphs for past in row), "")
    mark = ITEM.match(first)
    by_heading = any(point.headings for point in part.points)
    number = format_number(level + 1, 1) if by_heading or mark is None else mark.group()
    items = [Sentence(number + as_sentence(without_lead(text, part.role)), (), (), "fact") for text in told]
    if mark is not None and mark["point"]:
        rows = [tuple(items)] if items else []
    else:
        rows = [(item,) for item in items]
    yield from numbered(rows)

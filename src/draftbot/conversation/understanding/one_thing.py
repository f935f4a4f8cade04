"""One thing that a clause surely asks for, though a piece of it by itself says nothing or talks: 点错了，上一步作废.

A clause in pieces loses what its pieces do not say; as a whole it may lose one of two wishes. Both agree where
all of it and one of its pieces are very surely read as the same, and no other piece orders anything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from draftbot.conversation import actions as do
from draftbot.conversation.names import name_of, slots_of
from draftbot.conversation.understanding.deciding import CLARIFY, PRINTED, SURE_TO_STATE
from draftbot.conversation.understanding.naming import heading_found
from draftbot.conversation.understanding.piece import TALK, Piece, does
from draftbot.conversation.understanding.reading import QUESTION

# So surely both must be read; set by hand, other values were not tried.
VERY_SURE = 0.97
# So surely a piece is an order that must not go unheard beside another.
SURELY_AN_ORDER = 0.85
_NO_ORDER = frozenset((*TALK, CLARIFY, QUESTION))


def one_thing(whole: Piece, pieces: Sequence[Piece]) -> Piece | None:
    """The piece that says what all of the clause surely asks for, where the others come to nothing."""
    if _joins_quotes(whole, pieces):
        return whole
    if whole.name in _NO_ORDER or whole.likely[0].likelihood < VERY_SURE:
        return None
    doing = [piece for piece in pieces if does(piece) and not _is_rhetoric(piece)]
    if len(doing) != 1 or any(_orders_something_else(p, whole) for p in pieces if p is not doing[0]):
        return None
    one, action = doing[0], whole.decision.action
    if action is not None:
        return whole if action == one.decision.action else None
    is_same = one.name == whole.name not in PRINTED and one.likely[0].likelihood >= VERY_SURE
    return one if is_same else None


def _joins_quotes(whole: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a clause does one thing with what its pieces quote apart, of which one comes to nothing: 「经验体会」
    不大气，写“几点启示”."""
    action, quoting = whole.decision.action, [piece for piece in pieces if piece.wish.quotes]
    if action is None or whole.name in (*PRINTED, *_NO_ORDER) or len(quoting) < 2:
        return False
    is_half = any(piece.decision.action is None for piece in quoting)
    is_sure = whole.likely[0].likelihood >= SURELY_AN_ORDER
    told = [str(slot) for slot in slots_of(action).values()]
    return is_half and is_sure and all(_is_told(quote, told, whole) for quote in whole.wish.quotes)


def _is_told(quote: str, told: Sequence[str], whole: Piece) -> bool:
    return quote in told or heading_found(whole.wish.view, quote) in told


def with_its_end(whole: Piece, behind: Piece) -> Piece:
    """A clause that comes to nothing, though all of it and its end are very surely read as the same, and its
    end does it: 人数记错了，是302人."""
    is_same = behind.name == whole.name not in (*PRINTED, *_NO_ORDER)
    sure = min(whole.likely[0].likelihood, behind.likely[0].likelihood)
    does_nothing = whole.decision.action is None and behind.decision.action is not None
    return (
        replace(whole, decision=behind.decision) if does_nothing and is_same and sure >= VERY_SURE else whole
    )


def unheard_in(whole: Piece, before: Piece, behind: Piece) -> bool:
    """Whether what stands before is surely an order, and the piece that it makes with what stands behind does
    something else instead: 第二部分重写，写完锁上."""
    first, both = before.decision.action, whole.decision.action
    if first is None or both is None or name_of(first) == name_of(both) or isinstance(first, do.SmallTalk):
        return False
    is_other = behind.name not in (before.name, *_NO_ORDER) and name_of(both) == behind.name
    sure = (before.likely[0].likelihood, behind.likely[0].likelihood)
    return before.name not in _NO_ORDER and is_other and min(sure) >= SURELY_AN_ORDER


def _is_rhetoric(piece: Piece) -> bool:
    """Whether a piece but seems to ask: 还是删了好, without a mark."""
    return isinstance(piece.decision.action, do.Ask) and "？" not in piece.wish.plain


def _orders_something_else(piece: Piece, whole: Piece) -> bool:
    return piece.name not in (whole.name, *_NO_ORDER) and piece.likely[0].likelihood >= SURE_TO_STATE

"""A piece of a message, and what can be told of it by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftbot.conversation import actions as do
from draftbot.conversation.understanding.deciding import ASIDE, Decision
from draftbot.conversation.understanding.reading import Likely
from draftbot.conversation.understanding.wish import Wish

# From here on a clause read as a whole stands against pieces of it that are read less surely.
SURE_AS_A_WHOLE = 0.7
# What is said to no purpose of its own.
TALK = frozenset((ASIDE, "smalltalk"))


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that want one thing, with what they may mean and what that comes to."""

    wish: Wish
    likely: list[Likely]
    decision: Decision

    @property
    def name(self) -> str:
        return self.likely[0].name


def names_nothing(wish: Wish) -> bool:
    """Whether a wish names neither a place nor a figure nor words of its own."""
    return not (
        wish.sections
        or wish.sentence
        or wish.quotes
        or re.search(r"\d|[一二两三四五六七八九十百千]{1,}(?:字|千|百)|全文|整篇|通篇", wish.plain)
    )


def does(piece: Piece) -> bool:
    """Whether a piece surely wants something done or told."""
    return piece.decision.action is not None and not isinstance(piece.decision.action, do.SmallTalk)

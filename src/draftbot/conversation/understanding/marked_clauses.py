"""A request cut into clauses, each with the marked pieces in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from draftbot.conversation.marking.kinds import Piece

# A colon within a time of day, a comma or a point within a number part nothing.
_CLAUSE = re.compile(r"(?:[^，。；！？：,;:!?\n（）()]|(?<=\d)[,:：](?=\d))+")
_BLANKS = re.compile(r"(?:[^，。；！？：,;:!?\n（）()\s]|(?<=\d)[,:：](?=\d))+")
# What stands round a clause and is none of it.
MARKS = " 　，,。：:；;、"


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands between marks, with the pieces in it."""

    start: int
    end: int
    text: str
    pieces: tuple[Piece, ...]

    def has(self, *kinds: str) -> bool:
        return any(piece.kind in kinds for piece in self.pieces)


def clauses_in(text: str, pieces: Sequence[Piece]) -> tuple[Clause, ...]:
    """Between marks; between blanks too where a message has hardly any marks."""
    pattern = _BLANKS if text.count(" ") > len(re.findall(r"[，。；,;\n]", text)) else _CLAUSE
    return tuple(
        Clause(
            m.start(),
            m.end(),
            m.group(),
            tuple(p for p in pieces if p.start < m.end() and p.end > m.start()),
        )
        for m in pattern.finditer(text)
    )

"""A message cut into what is wanted: between commas, or not, as it is understood best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.reading import Likely, MessageReader

# More parts are somebody's text, not wishes.
MOST_PARTS, LONGEST_SPAN = 8, 4
# What joins two wishes without a comma.
_JOINT = re.compile(
    r"(?<=[\u4e00-\u9fff\w])\s*(?=(?:然后|另外|顺便|同时再|并且|接着|再把|再给|and then\b|then\b))|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff第])"
)
_LED = re.compile(r"^(?:然后|另外|顺便|还有就是|并且|接着|and then|then|and)\s*[，,]?\s*")
# So much better two readings must be than one, for each further cut.
COST_OF_A_CUT = 0.12


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that want one thing, with what they may mean."""

    text: str
    likely: list[Likely]


def pieces_of(clause: str, reader: MessageReader, headings: Sequence[str]) -> list[Piece]:
    """The wishes of one clause, in order."""
    parts = [piece for part in parts_of(clause) for piece in _JOINT.split(part) if piece.strip()]
    if not 1 < len(parts) <= MOST_PARTS:
        return [Piece(clause, reader.read([clause], headings)[0])]
    starts = _starts(clause, parts)
    spans = [(i, j) for i in range(len(parts)) for j in range(i + 1, min(i + LONGEST_SPAN, len(parts)) + 1)]
    texts = [
        clause[starts[i] : (starts[j] if j < len(parts) else len(clause))].strip(" ，,、") for i, j in spans
    ]
    read = dict(zip(spans, reader.read([_LED.sub("", t) for t in texts], headings), strict=True))
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
    for j in range(1, len(parts) + 1):
        options = []
        for i in range(max(0, j - LONGEST_SPAN), j):
            worth = best[i][0] + (j - i) * read[i, j][0].likelihood - (COST_OF_A_CUT if i else 0)
            options.append((worth, [*best[i][1], (i, j)]))
        best.append(max(options, key=lambda option: option[0]))
    chosen = best[-1][1]
    return [
        Piece(_LED.sub("", dict(zip(spans, texts, strict=True))[span]), read[span])
        for span in _joined(chosen, read)
    ]


def _joined(
    chosen: list[tuple[int, int]], read: dict[tuple[int, int], list[Likely]]
) -> list[tuple[int, int]]:
    """Neighbours that state facts are one: 3月演练2次，320人参加."""
    spans: list[tuple[int, int]] = []
    for span in chosen:
        if (
            spans
            and (spans[-1][0], span[1]) in read
            and {read[spans[-1]][0].name, read[span][0].name} == {"fact.add"}
        ):
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
    return spans


def _starts(clause: str, parts: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for part in parts:
        at = clause.index(part.strip(), at)
        starts.append(at)
        at += len(part.strip())
    return starts

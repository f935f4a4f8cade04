"""What the pieces of a request are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# As examples mark them, and in the order of the labels.
UNIT, OFFICE, PERIOD, TOPIC, PAPER, FACT, LENGTH, MANNER = (
    "单位", "职务", "期间", "主题", "文种", "事实", "字数", "要求",
)  # fmt: skip
KINDS = (UNIT, OFFICE, PERIOD, TOPIC, PAPER, FACT, LENGTH, MANNER)
# Said beside: courtesies, reasons, the words of asking.
BESIDE = 0
LABELS = 1 + 2 * len(KINDS)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message of one of `KINDS`; offsets of characters."""

    kind: str
    start: int
    end: int
    text: str


def first_label(kind: str) -> int:
    """The label of a piece's first character; that of the others is one more."""
    return 1 + 2 * KINDS.index(kind)


def labels_of(pieces: Sequence[Piece], length: int) -> list[int]:
    """A label for each character of a message of `length` characters."""
    labels = [BESIDE] * length
    for piece in pieces:
        begin = first_label(piece.kind)
        labels[piece.start : piece.end] = [begin] + [begin + 1] * (piece.end - piece.start - 1)
    return labels


def pieces_of(text: str, labels: Sequence[int]) -> list[Piece]:
    """The pieces that labels tell, in order."""
    return [
        Piece(KINDS[(label - 1) // 2], start, end, text[start:end]) for label, start, end in _runs(labels)
    ]


def _runs(labels: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    start = 0
    for at in range(1, len(labels) + 1):
        if at < len(labels) and _continues(labels[start], labels[at]):
            continue
        if labels[start] != BESIDE:
            yield labels[start], start, at
        start = at


def _continues(first: int, label: int) -> bool:
    """Whether a label goes on with a piece whose first label is `first`: of its kind, and beginning none."""
    if BESIDE in (first, label):
        return first == label
    return label % 2 == 0 and (label - 1) // 2 == (first - 1) // 2

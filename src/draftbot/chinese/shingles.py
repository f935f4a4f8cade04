"""How much two texts repeat each other, letter by letter."""

from __future__ import annotations

from draftbot.chinese.scripts import normalise

SHINGLE = 5


def shingles(text: str) -> frozenset[str]:
    """The overlapping 5-character pieces of a text without white space."""
    return pieces_of(normalise(text))


def pieces_of(plain: str) -> frozenset[str]:
    """The same of a text that has been brought into one script already."""
    plain = "".join(plain.split())
    return frozenset(plain[i : i + SHINGLE] for i in range(max(1, len(plain) - SHINGLE + 1)))


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard similarity of two shingle sets, 0 to 1."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared)

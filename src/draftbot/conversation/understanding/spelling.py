"""Words in Latin letters with one slip in them, put right by the words that the examples know: shorte as short."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import takewhile

_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]+(?![A-Za-z])")
# Of a shorter word too little is left beside a slip.
_LEAST = 4


class LatinSpelling:
    """Knows the words in Latin letters of `texts`."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))

    def corrected(self, text: str) -> str:
        """`text` with each word that is unknown, and one slip from a known one, as that; of several as the
        one that it is longest alike, then the one said most."""
        return _WORD.sub(self._corrected, text)

    def is_noise(self, text: str) -> bool:
        """Whether there is nothing to read but words that nobody knows: asdf ？？？ 哈."""
        words = _WORD.findall(self.corrected(text))
        beside = sum(c.isalnum() for c in _WORD.sub("", text))
        return bool(words) and beside <= 1 and not any(word.lower() in self._counts for word in words)

    def _corrected(self, match: re.Match[str]) -> str:
        word = match.group().lower()
        if len(word) < _LEAST or word in self._counts:
            return match.group()
        near = [known for known in self._counts if len(known) >= _LEAST and _is_one_slip(word, known)]
        return max(
            near, key=lambda known: (_alike(word, known), self._counts[known], known), default=match.group()
        )


def _is_one_slip(said: str, meant: str) -> bool:
    """Whether a letter of `meant` was left out, added, mistaken or changed places with its neighbour; the
    first is typed right."""
    if said[0] != meant[0] or abs(len(said) - len(meant)) > 1:
        return False
    before = _alike(said, meant)
    left, right = said[before:], meant[before:]
    behind = _alike(left[::-1], right[::-1])
    left, right = left[: len(left) - behind], right[: len(right) - behind]
    return len(left) <= 1 >= len(right) or (len(left) == 2 and left == right[::-1])


def _alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))

"""Sentences as words, each with what kind of word it is: the seam to a trained tagger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

# The kinds that name somebody or something, as LAC writes them.
PERSON, PLACE, ORGANISATION, TIME = "PER", "LOC", "ORG", "TIME"
NAME_TAGS = frozenset((PERSON, PLACE, ORGANISATION))


class TaggedWord(NamedTuple):
    """A word of a sentence; `start` and `end` are character offsets into it. `tag` is one of
    LAC's: PER, LOC, ORG, TIME, n, nz, v, m, …"""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """The words that make up a sentence, in order. `likelihoods` holds how likely each of the
    tagger's tags is for each character, shape (characters, tags), rows that sum to 1."""

    words: tuple[TaggedWord, ...]
    likelihoods: NDArray[np.float32]


class Tagger(Protocol):
    """Cuts sentences into words and says what each is."""

    @property
    def name(self) -> str:
        """The tagger and its version; what one version found, another finds anew."""

    def tag(self, sentences: Sequence[str]) -> list[TaggedSentence]:
        """Each sentence in words."""

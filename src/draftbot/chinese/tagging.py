"""Sentences as words, each with what kind of word it is: the seam to a trained tagger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

# The kinds that name somebody or something, as LAC writes them.
PERSON, PLACE, ORGANISATION, TIME = "PER", "LOC", "ORG", "TIME"


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word of a sentence; `start` and `end` are character offsets into it. `tag` is one of
    LAC's: PER, LOC, ORG, TIME, n, nz, v, m, …"""

    start: int
    end: int
    text: str
    tag: str


class Tagger(Protocol):
    """Cuts sentences into words and says what each is."""

    @property
    def name(self) -> str:
        """The tagger and its version; what one version found, another finds anew."""

    def tag(self, sentences: Sequence[str]) -> list[list[TaggedWord]]:
        """The words of each sentence, in order, which together make it up."""

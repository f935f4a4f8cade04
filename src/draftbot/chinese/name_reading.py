"""A text as the witnesses of names read it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from draftbot.chinese.tagging import TaggedWord

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words from `start` to `end`, and how likely they are of each of name_network.CLASSES."""

    start: int
    end: int
    likelihoods: Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in the tagger's words, and for each character how likely it is of each of
    name_network.CLASSES, shape (characters, classes); the first is no name. `stretches` of words
    are of those classes by where they stand."""

    text: str
    likelihoods: Floats
    words: tuple[TaggedWord, ...]
    stretches: tuple[Stretch, ...] = ()

    @property
    def named(self) -> Floats:
        """How likely each character belongs to a name of any kind."""
        result: Floats = 1 - self.likelihoods[:, 0]
        return result

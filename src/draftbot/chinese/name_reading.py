"""A text as the witnesses of names read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import rjieba
from numpy.typing import NDArray

from draftbot.chinese.tagging import TaggedSentence, TaggedWord

Floats = NDArray[np.float32]


class DictionaryWord(NamedTuple):
    """A word that the dictionary has; `start` and `end` are character offsets, `tag` its kind."""

    start: int
    end: int
    text: str
    tag: str


def dictionary_words(text: str) -> list[DictionaryWord]:
    """A text in words of the dictionary's only: nothing is guessed, so that a name falls into single
    characters."""
    words, at = list[DictionaryWord](), 0
    for word, tag in rjieba.tag(text, False):
        words.append(DictionaryWord(at, at + len(word), word, tag))
        at += len(word)
    return words


@dataclass(frozen=True, slots=True)
class SeenSentence:
    """A sentence as the tagger and as the dictionary cut it, and what is told of each of its characters
    (`name_features.features_of`)."""

    text: str
    tagged: TaggedSentence
    words: Sequence[DictionaryWord]
    features: Floats


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words from `start` to `end`, and how likely they are of each of name_network.CLASSES."""

    start: int
    end: int
    likelihoods: Floats


@dataclass(frozen=True)
class Reading:
    """A text in the tagger's words, and for each character how likely it is of each of
    name_network.CLASSES, shape (characters, classes); the first is no name. `stretches` of words
    are of those classes by where they stand."""

    text: str
    likelihoods: Floats
    words: tuple[TaggedWord, ...]
    stretches: tuple[Stretch, ...] = ()

    @cached_property
    def known(self) -> list[DictionaryWord]:
        """The text in the dictionary's words."""
        return dictionary_words(self.text)

    @cached_property
    def named(self) -> Floats:
        """How likely each character belongs to a name of any kind."""
        result: Floats = 1 - self.likelihoods[:, 0]
        return result

"""Where a sentence wants a name: how far what stands before and behind a stretch of words asks for
one, and whether the words are such as stand there without being one.

What is read of the sentence around the stretch is blind to the stretch, so that a word of the
dictionary is a name where a name belongs (请严肃牵头组建小组) and none elsewhere. Trained by
`scripts/train_name_places.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import rjieba
from numpy.typing import NDArray

from draftbot.chinese.name_features import given_characters
from draftbot.chinese.name_network import CLASSES
from draftbot.chinese.tagging import Tagger
from draftbot.chinese.word_lists import words_in

FILE_NAME = "name_places.npz"
HIDDEN = 48
# What stands in the place of a stretch that the tagger is not to see, and how many characters
# around it are shown to the tagger.
UNKNOWN, SHOWN = "囗囗", 18
# Characters and words of the longest stretch that is looked at.
LONGEST, MOST_WORDS = 12, 5
_NO_WORD = re.compile(r"[^\u3400-\u9fffA-Za-z0-9·ー\u3040-\u30ff\uac00-\ud7af. ]")

Floats = NDArray[np.float32]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sight:
    """A convolution over `width` characters to one side, `spread` apart from one another."""

    width: int
    spread: int


SIGHTS = (Sight(3, 1), Sight(3, 2), Sight(3, 4))


def spans_of(text: str) -> list[Span]:
    """The stretches of words that may be names: up to MOST_WORDS words of the dictionary, two to
    LONGEST characters, with no mark among them."""
    edges, found = [0], list[Span]()
    for word in rjieba.cut(text, False):
        edges.append(edges[-1] + len(word))
    for i, start in enumerate(edges):
        for end in edges[i + 1 : i + 1 + MOST_WORDS]:
            if end - start > LONGEST or _NO_WORD.search(text, end - 1, end) or _NO_WORD.search(text, start, end):
                break
            if end - start > 1:
                found.append((start, end))
    return found


def likeness_to_a_name(word: str) -> float:
    """How usual it would be for somebody to be called so: 0 without a surname, else the more the
    more usual surname and given characters are, 1 about the most."""
    rank = _ranks().get(word[0])
    if rank is None or not 2 <= len(word) <= 3:
        return 0.0
    given = given_characters()
    return float((60 / (rank + 60)) * (0.1 + np.mean([given.get(c, 0.0) for c in word[1:]])) / 0.5)


@cache
def _ranks() -> dict[str, int]:
    return {surname: i for i, surname in enumerate(words_in("surnames")) if len(surname) == 1}


class NamePlaces:
    """The weights that ship with draftbot."""

    def __init__(self) -> None:
        path = resources.files("draftbot.chinese").joinpath("data", FILE_NAME)
        with path.open("rb") as file, np.load(file) as arrays:
            self._weights = {name: arrays[name].astype(np.float32) for name in arrays.files}

    def around(self, features: Floats, spans: Sequence[Span]) -> Floats:
        """What the sentence around each stretch says, shape (stretches, 2 HIDDEN)."""
        x = np.hstack([features, np.ones((len(features), 1), dtype=np.float32)])
        seen = self._layer("seen", x)
        none = np.zeros((1, HIDDEN), dtype=np.float32)
        left = np.vstack([none, self._sided("left", seen)])
        right = np.vstack([self._sided("right", seen[::-1])[::-1], none])
        starts, ends = np.array(spans).T
        return np.hstack([left[starts], right[ends]])

    def wanted(self, around: Floats) -> Floats:
        """How far a place asks for each of CLASSES, whatever stands in it."""
        told = self._layer("place", around)
        return _softmax(told @ self._weights["wanted.weight"] + self._weights["wanted.bias"])

    def likelihoods(self, around, unseen, features, spans, text) -> Floats:
        """How likely each stretch is of each of CLASSES; `unseen` are the tagger's likelihoods of
        UNKNOWN in its place."""
        x = np.hstack([features, np.ones((len(features), 1), dtype=np.float32)])
        within = self._layer("within", x)
        none = np.zeros((1, within.shape[1]), dtype=np.float32)
        sums = np.vstack([none, within.cumsum(axis=0)])
        starts, ends = np.array(spans).T
        mean = (sums[ends] - sums[starts]) / (ends - starts)[:, None]
        size = np.eye(LONGEST + 1, dtype=np.float32)[np.minimum(ends - starts, LONGEST)]
        like = np.array([[likeness_to_a_name(text[a:b])] for a, b in spans], dtype=np.float32)
        whole = np.hstack([around, unseen, mean, within[starts], within[ends - 1], size, like])
        told = self._layer("joined", whole)
        return _softmax(told @ self._weights["out.weight"] + self._weights["out.bias"])

    def _layer(self, name: str, x: Floats) -> Floats:
        return np.maximum(x @ self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"], 0)

    def _sided(self, name: str, x: Floats) -> Floats:
        """What each character knows of itself and of those before it."""
        for i, sight in enumerate(SIGHTS):
            weights, around = self._weights[f"{name}.{i}.weight"], (sight.width - 1) * sight.spread
            padded = np.pad(x, ((around, 0), (0, 0)))
            told = np.zeros_like(x) + self._weights[f"{name}.{i}.bias"]
            for k in range(sight.width):
                told += padded[k * sight.spread : k * sight.spread + len(x)] @ weights[k]
            x = x + np.maximum(told, 0)
        return x


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = raised / raised.sum(axis=1, keepdims=True)
    return result


def without(text: str, span: Span) -> tuple[str, int]:
    """The sentence around a stretch with UNKNOWN in its place, and where that stands."""
    before = text[max(0, span[0] - SHOWN) : span[0]]
    return before + UNKNOWN + text[span[1] : span[1] + SHOWN], len(before)


def unseen_by(tagger: Tagger, places: Sequence[tuple[str, Span]]) -> Floats:
    """The tagger's likelihoods of what it does not see, shape (stretches, 2 × tags)."""
    shown = [without(text, span) for text, span in places]
    tagged = tagger.tag([text for text, _ in shown])
    rows = [t.likelihoods[at : at + len(UNKNOWN)].ravel() for t, (_, at) in zip(tagged, shown, strict=True)]
    return np.array(rows, dtype=np.float32)

"""Where a sentence wants a name: how far what stands before and behind a stretch of words asks for
one, and whether the words are such as stand there without being one.

What is read of the sentence around the stretch is blind to the stretch, so that a word of the
dictionary is a name where a name belongs (请严肃牵头组建小组) and none elsewhere. Twice: a small
network weighs the place and the words; where it believes in a name, the tagger is asked what it
would expect there if it could not see the words. Trained by `scripts/train_name_places.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import rjieba
from numpy.typing import NDArray

from draftbot.chinese.name_features import given_characters
from draftbot.chinese.name_network import in_one_row, softmax
from draftbot.chinese.name_reading import DictionaryWord
from draftbot.chinese.tagging import Tagger
from draftbot.chinese.word_lists import word_set, words_in

FILE_NAME = "name_places.npz"
HIDDEN = 48
# What the network believes in no more than this the tagger is not asked about.
ASKED = 0.15
# Characters and words of the longest stretch that is looked at.
LONGEST, MOST_WORDS = 12, 5
# What stands in the place of a stretch that the tagger is not to see, and how many characters on
# either side are shown to it.
UNKNOWN, SHOWN = "囗囗", 18
_MARK = re.compile(r"[^\w·. ]|_")
_NAME_TAGS = ("nr", "ns", "nt", "nz")
_LEAST = 0.01

Floats = NDArray[np.float32]
Span = tuple[int, int]
# A sentence, the `name_features.features_of` it, and the stretches of it that may be names.
Asked = tuple[str, Floats, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Sight:
    """A convolution over `width` characters to one side, `spread` apart from one another."""

    width: int
    spread: int


SIGHTS = (Sight(3, 1), Sight(3, 2), Sight(3, 4))
# How many sentences are looked at together, and how far apart: no layer sees further.
_AT_ONCE, _APART = 64, max((sight.width - 1) * sight.spread for sight in SIGHTS)


def spans_of(words: Sequence[DictionaryWord]) -> list[Span]:
    """The stretches of a sentence in the dictionary's words that may be names: up to MOST_WORDS of them,
    two to LONGEST characters, with no mark among them."""
    found, marked = list[Span](), [_MARK.search(word.text) is not None for word in words]
    for i, first in enumerate(words):
        for last, is_marked in zip(words[i : i + MOST_WORDS], marked[i : i + MOST_WORDS], strict=True):
            if is_marked or last.end - first.start > LONGEST:
                break
            if last.end - first.start > 1:
                found.append((first.start, last.end))
    return found


def likeness_to_a_name(word: str) -> float:
    """How usual it would be for somebody to be called so: 0 without a surname, else the more the
    more usual surname and given characters are, about 1 for the most usual."""
    rank = _ranks().get(word[0])
    if rank is None or not 2 <= len(word) <= 3:
        return 0.0
    given = given_characters()
    return float((60 / (rank + 60)) * (0.2 + 2 * np.mean([given.get(c, 0.0) for c in word[1:]])))


@cache
def _ranks() -> dict[str, int]:
    return {surname: i for i, surname in enumerate(words_in("surnames")) if len(surname) == 1}


class NamePlaces:
    """The weights that ship with draftbot, or others."""

    def __init__(self, weights: Mapping[str, Floats] | None = None) -> None:
        if weights is None:
            path = resources.files("draftbot.chinese").joinpath("data", FILE_NAME)
            with path.open("rb") as file, np.load(file) as arrays:
                weights = {name: arrays[name] for name in arrays.files}
        self._weights = {name: array.astype(np.float32) for name, array in weights.items()}

    def likelihoods(self, sentences: Sequence[Asked]) -> list[Floats]:
        """For each of the stretches of each sentence how likely it is of each of CLASSES, shape
        (stretches, 4)."""
        found: list[Floats] = []
        for start in range(0, len(sentences), _AT_ONCE):
            part = sentences[start : start + _AT_ONCE]
            ends = np.cumsum([len(spans) for _, _, spans in part])
            found += np.split(self._together(part), ends[:-1])
        return found

    def _together(self, sentences: Sequence[Asked]) -> Floats:
        features, inside, begins = in_one_row([features for _, features, _ in sentences], _APART)
        x = np.hstack([features, inside])
        seen, within = self._layer("seen", x) * inside, self._layer("within", x)
        none = np.zeros((1, HIDDEN), dtype=np.float32)
        left = np.vstack([none, self._sided("left", seen, inside)])
        right = np.vstack([self._sided("right", seen[::-1], inside[::-1])[::-1], none])
        sums = np.vstack([np.zeros((1, within.shape[1])), within.cumsum(axis=0, dtype=np.float64)])
        placed, like = list[Span](), list[float]()
        for begin, (text, _, spans) in zip(begins, sentences, strict=True):
            placed += [(begin + start, begin + end) for start, end in spans]
            like += [likeness_to_a_name(text[start:end]) for start, end in spans]
        starts, ends = np.array(placed, dtype=np.intp).reshape(-1, 2).T
        mean = ((sums[ends] - sums[starts]) / (ends - starts)[:, None]).astype(np.float32)
        size = np.eye(LONGEST + 1, dtype=np.float32)[ends - starts]
        likeness = np.array(like, dtype=np.float32)[:, None]
        whole = np.hstack([left[starts], right[ends], mean, within[starts], within[ends - 1], size, likeness])
        return softmax(self._layer("joined", whole) @ self._weights["out.weight"] + self._weights["out.bias"])

    def sure(self, signs: Floats) -> Floats:
        """How likely each stretch is a name, by its `signs_of`, shape (stretches,)."""
        scores = signs @ self._weights["sure.weight"] + self._weights["sure.bias"]
        result: Floats = 1 / (1 + np.exp(-scores))
        return result

    def _layer(self, name: str, x: Floats) -> Floats:
        result: Floats = np.maximum(x @ self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"], 0)
        return result

    def _sided(self, name: str, x: Floats, inside: Floats) -> Floats:
        """What each character knows of itself and of those before it in its sentence."""
        for i, sight in enumerate(SIGHTS):
            weights, around = self._weights[f"{name}.{i}.weight"], (sight.width - 1) * sight.spread
            padded = np.vstack([np.zeros((around, x.shape[1]), dtype=x.dtype), x])
            told = np.zeros_like(x) + self._weights[f"{name}.{i}.bias"]
            for k in range(sight.width):
                told += padded[k * sight.spread : k * sight.spread + len(x)] @ weights[k]
            x = x + np.maximum(told, 0) * inside
        return x


def signs_of(tagger: Tagger, places: Sequence[tuple[str, Span]], likelihoods: Floats) -> Floats:
    """What tells of each stretch (a text and where in it) whether it is a name, a row each: what
    the network makes of it (`likelihoods`, a row each), what the tagger expects in its place
    without seeing it, and of what form it is."""
    shown = [_hidden(text, span) for text, span in places]
    tagged = tagger.tag([text for text, _ in shown])
    unseen = [
        np.log(told.likelihoods[at : at + len(UNKNOWN)].mean(axis=0) + _LEAST)
        for told, (_, at) in zip(tagged, shown, strict=True)
    ]
    kinds = np.column_stack([likelihoods[:, 1], likelihoods[:, 2:].sum(axis=1)])
    odds = np.log((kinds + _LEAST) / (1 - kinds + _LEAST))
    forms = [_form(text[start:end]) for text, (start, end) in places]
    return np.hstack([odds, np.array(unseen), np.array(forms)]).astype(np.float32)


def _hidden(text: str, span: Span) -> tuple[str, int]:
    """The sentence around a stretch with UNKNOWN in its place, and where that stands."""
    before = text[max(0, span[0] - SHOWN) : span[0]]
    return before + UNKNOWN + text[span[1] : span[1] + SHOWN], len(before)


def _form(words: str) -> list[float]:
    """Whether a stretch is a name by the dictionary, is made like a person's, ends like a body's or
    a place's, is one word."""
    (first, tag), *others = rjieba.tag(words, False)
    is_known = not others and tag.startswith(_NAME_TAGS)
    is_apart = all(len(word) == 1 for word, _ in ((first, tag), *others))
    is_person = likeness_to_a_name(words) > 0 and (not others or is_apart)
    tails = word_set("organisation_tails") | word_set("place_tails")
    has_tail = any(words[-n:] in tails for n in range(1, min(5, len(words))))
    told = [is_known, is_person, has_tail, not others, is_person and not others, has_tail and not others]
    return [float(one) for one in told]

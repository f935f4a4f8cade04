"""The small network that weighs the witnesses: how likely each character of a sentence belongs
to a name, and of which kind. Trained by `scripts/train_names.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

FILE_NAME = "name_network.npz"
CLASSES = ("none", "person", "organisation", "place")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution over `width` characters, `spread` apart from one another."""

    outputs: int
    width: int
    spread: int


LAYERS = (Layer(96, 5, 1), Layer(64, 5, 2), Layer(64, 5, 4), Layer(len(CLASSES), 1, 1))
# How many sentences are looked at together.
_AT_ONCE = 64


class NameNetwork:
    """Convolutions with the weights that ship with draftbot."""

    def __init__(self) -> None:
        path = resources.files("draftbot.chinese").joinpath("data", FILE_NAME)
        with path.open("rb") as file, np.load(file) as arrays:
            self._weights = [arrays[f"weights_{i}"].astype(np.float32) for i in range(len(LAYERS))]
            self._biases = [arrays[f"bias_{i}"].astype(np.float32) for i in range(len(LAYERS))]

    def likelihoods(self, features: Sequence[Floats]) -> list[Floats]:
        """For each character of each sentence how likely it is of each of CLASSES, shape
        (characters, 4); `features` are `name_features.features_of` the sentences."""
        found: list[Floats] = []
        for start in range(0, len(features), _AT_ONCE):
            found += self._together(features[start : start + _AT_ONCE])
        return found

    def _together(self, features: Sequence[Floats]) -> list[Floats]:
        x, inside, starts = in_one_row(features, max(layer.spread * (layer.width // 2) for layer in LAYERS))
        for i, (layer, weights, bias) in enumerate(zip(LAYERS, self._weights, self._biases, strict=True)):
            # Beyond its ends a sentence is nothing at every layer, as when it was trained on.
            x = x if not i else np.maximum(x, 0) * inside
            x = _convolved(x, weights, layer.spread) + bias
        likelihoods = softmax(x)
        return [likelihoods[start : start + len(row)] for row, start in zip(features, starts, strict=True)]


def in_one_row(sentences: Sequence[Floats], apart: int) -> tuple[Floats, Floats, list[int]]:
    """Sentences (characters × numbers) as one, `apart` rows of zeros behind each, so that none sees
    another; 1 for each row that is a sentence's, shape (rows, 1); and where each begins."""
    starts, end = list[int](), 0
    for sentence in sentences:
        starts.append(end)
        end += len(sentence) + apart
    whole = np.zeros((end, sentences[0].shape[1]), dtype=np.float32)
    inside = np.zeros((end, 1), dtype=np.float32)
    for start, sentence in zip(starts, sentences, strict=True):
        whole[start : start + len(sentence)] = sentence
        inside[start : start + len(sentence)] = 1
    return whole, inside, starts


def softmax(scores: Floats) -> Floats:
    """Scores as likelihoods, over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    likelihoods: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return likelihoods


def _convolved(x: Floats, weights: Floats, spread: int) -> Floats:
    """`x`, shape (length, inputs), by `weights`, shape (width, inputs, outputs); zeros around it."""
    width, length = len(weights), len(x)
    around = spread * (width // 2)
    padded = np.pad(x, ((around, around), (0, 0)))
    result: Floats = padded[:length] @ weights[0]
    for k in range(1, width):
        result += padded[k * spread : k * spread + length] @ weights[k]
    return result

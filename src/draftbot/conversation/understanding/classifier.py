"""Which action a message means: multinomial logistic regression over its characters and its vector."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
LONGEST_GRAM = 3
# How much the vector counts beside the characters; chosen by cross-validation over the examples.
VECTOR_SCALE = 2.5


class BrokenWeightsError(ValueError):
    """A file that holds no weights; never leaves this room."""


@dataclass(frozen=True)
class Weights:
    """`grams` are the pieces of 1 to 3 characters looked at, `rarity` what each weighs, shape
    (grams,); `mean` is the examples' mean vector, of length 0 where no model is used;
    `coefficients`, shape (actions, grams + dimension), and `intercepts`, shape (actions,); `asking`, by
    characters alone whether a message asks rather than orders, shape (grams + 1,), the intercept last."""

    actions: tuple[str, ...]
    grams: tuple[str, ...]
    rarity: Floats
    mean: Floats
    coefficients: Floats
    intercepts: Floats
    asking: Floats
    fingerprint: str
    model: str

    @cached_property
    def _places(self) -> dict[str, int]:
        return {gram: i for i, gram in enumerate(self.grams)}

    @property
    def uses_vectors(self) -> bool:
        return len(self.mean) > 0

    def features(self, shapes: Sequence[str], vectors: Floats | None) -> Floats:
        """Shape (messages, grams + dimension)."""
        rows = np.zeros((len(shapes), len(self.grams)), dtype=np.float32)
        for row, shape in zip(rows, shapes, strict=True):
            for gram, times in Counter(grams_of(shape)).items():
                if (at := self._places.get(gram)) is not None:
                    row[at] = (1 + np.log(times)) * self.rarity[at]
            row /= np.linalg.norm(row) or 1
        if vectors is None or not self.uses_vectors:
            return rows
        both: Floats = np.hstack([rows, (vectors - self.mean) * VECTOR_SCALE]).astype(np.float32)
        return both

    def likelihoods(self, shapes: Sequence[str], vectors: Floats | None) -> Floats:
        """How likely each message means each of `actions`, shape (messages, actions)."""
        scores = self.features(shapes, vectors) @ self.coefficients.T + self.intercepts
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely: Floats = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
        return likely

    def asks(self, shapes: Sequence[str]) -> Floats:
        """How likely each message asks, be it whether to do something, shape (messages,)."""
        scores = self.features(shapes, None) @ self.asking[:-1] + self.asking[-1]
        likely: Floats = (1 / (1 + np.exp(-scores))).astype(np.float32)
        return likely

    def packed(self) -> bytes:
        """As a file that `unpacked` reads."""
        file = io.BytesIO()
        np.savez_compressed(
            file,
            actions=np.array(self.actions), grams=np.array(self.grams),
            rarity=self.rarity, mean=self.mean,
            coefficients=self.coefficients.astype(np.float16), intercepts=self.intercepts,
            asking=self.asking.astype(np.float16),
            of=np.array([self.fingerprint, self.model]),
        )  # fmt: skip
        return file.getvalue()


def unpacked(data: bytes) -> Weights:
    """Raises BrokenWeightsError for what `packed` did not write."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            fingerprint, model = map(str, arrays["of"])
            return Weights(
                tuple(map(str, arrays["actions"])), tuple(map(str, arrays["grams"])),
                arrays["rarity"], arrays["mean"],
                arrays["coefficients"].astype(np.float32), arrays["intercepts"],
                arrays["asking"].astype(np.float32),
                fingerprint, model,
            )  # fmt: skip
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as exc:
        raise BrokenWeightsError(str(exc)) from exc


def grams_of(shape: str) -> Iterator[str]:
    """Its pieces of 1 to 3 characters, with its ends marked."""
    text = f"\u2402{shape}\u2403"
    for size in range(1, LONGEST_GRAM + 1):
        for i in range(len(text) - size + 1):
            yield text[i : i + size]

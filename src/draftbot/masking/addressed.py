"""How surely a piece of text speaks to whoever writes from it or reads it, instead of telling of a
unit's work: logistic regression over its characters, learnt from `prompts/orders/`.

Nobody can list the ways to give an order. What they have in common is whom they address and what
they are about: the paper that is being written, or the one that is being read.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
SHIPPED = "orders.npz"
LONGEST_GRAM = 3
# Clauses that are judged together: an order may stand in the midst of a sentence that reports.
CLAUSES_AT_ONCE, SHORTEST, LONGEST = 3, 3, 60
# A clause longer than this is looked at by pieces so long, each so far behind the one before.
LONG_CLAUSE, PIECE, STEP = 40, 24, 8
_ENDS_OF_CLAUSES = re.compile(r"[，。；：！？、,.;:!?（）()〔〕\[\]【】{}<>“”\"‘’「」『』\s—…|·]+")
_DIGITS = re.compile(r"\d+")
_LATIN = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class OrderWeights:
    """`grams` are the pieces of 1 to 3 characters looked at, `coefficients` what each weighs, shape
    (grams,); `meaning` and `meaning_intercept` weigh a vector of the model that ships, shape
    (dimension,). `fingerprint` tells which examples it was learnt from."""

    grams: tuple[str, ...]
    coefficients: Floats
    intercept: float
    fingerprint: str
    meaning: Floats
    meaning_intercept: float

    @cached_property
    def _by_gram(self) -> dict[str, float]:
        return dict(zip(self.grams, map(float, self.coefficients), strict=True))

    def score(self, window: str) -> float:
        """The log-odds that it speaks to a writer or reader."""
        by_gram, grams = self._by_gram, grams_of(window)
        return self.intercept + sum([by_gram.get(gram, 0.0) for gram in grams]) / scale(len(grams))

    def surest(self, text: str) -> float:
        """The highest score of the windows of a normalised text; minus infinity where it has none."""
        return max(map(self.score, windows_of(text)), default=-math.inf)

    def surest_part(self, text: str) -> str:
        """What of a normalised text is looked at for its meaning: a long one's surest window, else
        all of it."""
        return text if len(text) <= LONGEST else max(windows_of(text), key=self.score, default=text)

    def by_meaning(self, vectors: Floats) -> Floats:
        """What the meaning of texts adds to their log-odds; `vectors` of shape (n, dimension)."""
        added: Floats = vectors @ self.meaning + self.meaning_intercept
        return added

    def packed(self) -> bytes:
        """As a file that `unpacked` reads."""
        file = io.BytesIO()
        np.savez_compressed(
            file,
            grams=np.array(self.grams),
            coefficients=self.coefficients.astype(np.float16),
            intercept=np.array([self.intercept], dtype=np.float32),
            of=np.array([self.fingerprint]),
            meaning=self.meaning.astype(np.float32),
            meaning_intercept=np.array([self.meaning_intercept], dtype=np.float32),
        )
        return file.getvalue()


def unpacked(data: bytes) -> OrderWeights:
    """What `packed` wrote."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return OrderWeights(
            tuple(map(str, arrays["grams"])),
            arrays["coefficients"].astype(np.float32),
            float(arrays["intercept"][0]),
            str(arrays["of"][0]),
            arrays["meaning"].astype(np.float32),
            float(arrays["meaning_intercept"][0]),
        )


@cache
def shipped_weights() -> OrderWeights:
    """What draftbot comes with."""
    return unpacked(files("draftbot.masking").joinpath("data", SHIPPED).read_bytes())


def clauses_of(text: str) -> list[str]:
    """The clauses of a normalised text, as they are compared."""
    return [piece for clause in _ENDS_OF_CLAUSES.split(text) for piece in _pieces(_plain(clause))]


def windows_of(text: str) -> Iterator[str]:
    """Neighbouring clauses of a normalised text, one, two and three at once."""
    clauses = clauses_of(text)
    for count in range(1, min(CLAUSES_AT_ONCE, len(clauses)) + 1):
        for start in range(len(clauses) - count + 1):
            window = "，".join(clauses[start : start + count])
            if len(window) >= SHORTEST:
                yield window[:LONGEST]


def grams_of(window: str) -> set[str]:
    """Its pieces of 1 to 3 characters, with its ends marked."""
    text = f"^{window}$"
    return {text[i : i + size] for size in range(1, LONGEST_GRAM + 1) for i in range(len(text) - size + 1)}


def scale(count: int) -> float:
    """What the sum over so many pieces is divided by: a long text is no surer for its length."""
    return math.sqrt(max(count, 1))


def _pieces(clause: str) -> list[str]:
    if len(clause) <= LONG_CLAUSE:
        return [clause] if clause else []
    return [clause[i : i + PIECE] for i in range(0, len(clause) - PIECE + STEP, STEP)]


def _plain(clause: str) -> str:
    return _LATIN.sub("a", _DIGITS.sub("0", clause.lower())).strip()

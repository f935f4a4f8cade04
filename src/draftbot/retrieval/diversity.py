"""Ten hits, not ten variants of one: near-duplicates folded, the rest kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from draftbot.chinese.shingles import overlap, pieces_of
from draftbot.index.tokens import FloatArray
from draftbot.retrieval.ranking import Ranked

# Passages that share this much of their text say the same thing.
TWIN_OVERLAP = 0.5
# No two passages that share so much text have a cosine below this (measured on the
# samples); counting shared pieces is left to the few pairs above it.
_TWIN_COSINE = 0.92
# Characters are counted in so many classes, to rule out pairs before their pieces are.
_CLASSES = 512
# What a text may repeat itself without being ruled out wrongly, in characters.
_SLACK = 24
# Of so many times the wanted number the most unlike each other are chosen.
POOL = 3
# Maximal marginal relevance (Carbonell & Goldstein 1998): the part of relevance.
RELEVANCE = 0.9


@dataclass
class Fold:
    """A passage with those that say nearly the same, less well."""

    best: Ranked
    twins: list[Ranked] = field(default_factory=list)

    @cached_property
    def pieces(self) -> frozenset[str]:
        return pieces_of(self.best.plain)


def fold(ranked: Sequence[Ranked], most: int) -> list[Fold]:
    """The first `most` passages in their order that are unlike each other; whatever
    nearly repeats one of them hangs on it."""
    if not ranked:
        return []
    perhaps = _PerhapsAlike(ranked)
    folds: list[Fold] = []
    alike: list[NDArray[np.bool_]] = []
    for i, one in enumerate(ranked):
        new = Fold(one)
        near = (f for f, row in zip(folds, alike, strict=True) if row[i])
        like = next((f for f in near if overlap(new.pieces, f.pieces) >= TWIN_OVERLAP), None)
        if like is not None:
            like.twins.append(one)
        elif len(folds) < most:
            folds.append(new)
            alike.append(perhaps.alike(i))
    return folds


class _PerhapsAlike:
    """Tells quickly which passages may share TWIN_OVERLAP of their pieces: those with near
    vectors (if they have any) and enough characters in common, as each shared piece begins with one."""

    def __init__(self, ranked: Sequence[Ranked]) -> None:
        self._vectors = vectors_of(ranked)
        self._bags = np.zeros((len(ranked), _CLASSES), dtype=np.int16)
        for i, one in enumerate(ranked):
            codes = np.frombuffer(one.plain.encode("utf-32-le"), dtype=np.uint32)
            self._bags[i] = np.bincount(codes % _CLASSES, minlength=_CLASSES)
        self._sizes = self._bags.sum(axis=1)

    def alike(self, i: int) -> NDArray[np.bool_]:
        """Which passages may be like passage `i`, shape (n,)."""
        near: NDArray[np.bool_] = np.ones(len(self._bags), dtype=np.bool_)
        if self._vectors is not None:
            near = self._vectors @ self._vectors[i] >= _TWIN_COSINE
        (others,) = np.nonzero(near)
        shared = np.minimum(self._bags[i], self._bags[others]).sum(axis=1)
        near[others] = 3 * shared + _SLACK >= self._sizes[i] + self._sizes[others]
        return near


def spread(folds: Sequence[Fold], k: int) -> list[Fold]:
    """`k` of them, each relevant and unlike those before it; the best stays first.

    Likeness is the cosine of vectors from which their common mean is taken: as
    they are, all passages of one trade are alike to this model.
    """
    pool = list(folds[: POOL * k])
    if len(pool) <= 1:
        return pool
    scores = np.array([f.best.score for f in pool])
    relevance = (scores - scores.min()) / max(float(np.ptp(scores)), 1e-9)
    vectors = vectors_of([f.best for f in pool])
    if vectors is None:
        return pool[:k]
    vectors = vectors - vectors.mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    alike = vectors @ vectors.T
    chosen = [0]
    closest = alike[0].copy()
    left = np.ones(len(pool), dtype=bool)
    left[0] = False
    while len(chosen) < min(k, len(pool)):
        worth = np.where(left, RELEVANCE * relevance - (1 - RELEVANCE) * closest, -np.inf)
        best = int(np.argmax(worth))
        chosen.append(best)
        left[best] = False
        closest = np.maximum(closest, alike[best])
    return [pool[i] for i in chosen]


def vectors_of(ranked: Sequence[Ranked]) -> FloatArray | None:
    """The passages' vectors, shape (n, dimension); None where there was no model."""
    vectors = [one.candidate.vector for one in ranked if one.candidate.vector is not None]
    return np.stack(vectors) if len(vectors) == len(ranked) else None

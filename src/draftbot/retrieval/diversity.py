"""Ten hits, not ten variants of one: near-duplicates folded, the rest kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from draftbot.chinese.shingles import overlap, pieces_of
from draftbot.index.directions import directions
from draftbot.index.tokens import FloatArray
from draftbot.retrieval.counting import Characters
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
        return pieces_of(self.best.candidate.plain)


def fold(ranked: Sequence[Ranked], most: int) -> list[Fold]:
    """The first `most` passages in their order that are unlike each other; whatever
    nearly repeats one of them hangs on it."""
    if not ranked:
        return []
    perhaps = _PerhapsAlike(ranked)
    folds: list[Fold] = []
    # For each passage the folds that it may be like, best first.
    near: list[list[Fold]] = [[] for _ in ranked]
    for i, one in enumerate(ranked):
        new = Fold(one)
        like = next((f for f in near[i] if overlap(new.pieces, f.pieces) >= TWIN_OVERLAP), None)
        if like is not None:
            like.twins.append(one)
        elif len(folds) < most:
            folds.append(new)
            for other in perhaps.alike(i).nonzero()[0].tolist():
                near[other].append(new)
    return folds


class _PerhapsAlike:
    """Tells quickly which passages may share TWIN_OVERLAP of their pieces: those with near
    vectors (if they have any) and enough characters in common, as each shared piece begins with one."""

    def __init__(self, ranked: Sequence[Ranked]) -> None:
        vectors = vectors_of(ranked)
        self._near = None if vectors is None else vectors @ vectors.T >= _TWIN_COSINE
        row = Characters.of([one.candidate.plain for one in ranked])
        # The 0 between two texts is no character of theirs.
        classes = (row.owners * _CLASSES + row.codes % _CLASSES)[row.codes > 0]
        counts = np.bincount(classes, minlength=row.texts * _CLASSES).astype(np.int16)
        self._bags = counts.reshape(row.texts, _CLASSES)
        self._sizes = self._bags.sum(axis=1)

    def alike(self, i: int) -> NDArray[np.bool_]:
        """Which passages may be like passage `i`, shape (n,)."""
        near = np.ones(len(self._bags), dtype=np.bool_) if self._near is None else self._near[i].copy()
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
    vectors = directions(vectors - vectors.mean(axis=0))
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

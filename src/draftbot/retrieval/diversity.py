"""Ten hits, not ten variants of one: near-duplicates folded, the rest kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from draftbot.retrieval.ranking import Ranked
from draftbot.retrieval.similarity import overlap, pieces_of

# Passages that share this much of their text say the same thing.
TWIN_OVERLAP = 0.5
# No two passages that share so much text have a cosine below this (measured on the
# samples); counting shared pieces is left to the few pairs above it.
_TWIN_COSINE = 0.92
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


def fold(ranked: Sequence[Ranked]) -> list[Fold]:
    """The passages in their order, near-duplicates of a better one hung on it."""
    if not ranked:
        return []
    vectors = np.stack([r.candidate.embedding.vector for r in ranked])
    near = vectors @ vectors.T >= _TWIN_COSINE
    folds: list[Fold] = []
    heads: list[int] = []
    for i, one in enumerate(ranked):
        new = Fold(one)
        like = next(
            (
                f
                for f, h in zip(folds, heads, strict=True)
                if near[i, h] and overlap(new.pieces, f.pieces) >= TWIN_OVERLAP
            ),
            None,
        )
        if like is not None:
            like.twins.append(one)
        else:
            folds.append(new)
            heads.append(i)
    return folds


def spread(folds: Sequence[Fold], k: int) -> list[Fold]:
    """`k` of them, each relevant and unlike those before it; the best stays first.

    Likeness is the cosine of vectors from which their common mean is taken: as
    they are, all passages of one trade are alike to this model.
    """
    pool = list(folds[: 3 * k])
    if len(pool) <= 1:
        return pool
    scores = np.array([f.best.score for f in pool])
    relevance = (scores - scores.min()) / max(float(np.ptp(scores)), 1e-9)
    vectors = np.stack([f.best.candidate.embedding.vector for f in pool])
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

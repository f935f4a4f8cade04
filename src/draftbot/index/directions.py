"""Vectors by their directions alone."""

from __future__ import annotations

import numpy as np

from draftbot.index.tokens import FloatArray

_NO_LENGTH = 1e-9


def directions(vectors: FloatArray) -> FloatArray:
    """Each row of `vectors` at length 1, so that products of two are cosines."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    made: FloatArray = vectors / np.maximum(lengths, _NO_LENGTH)
    return made

"""A passage's token vectors, small enough to keep a million passages of them.

Late interaction (Khattab & Zaharia 2020, ColBERT) wants a vector for each token.
Those of one text lie around its mean, so a token is kept as the sign of its
deviation in each dimension and one number for how far it deviates: 50 bytes
instead of 1,536, measured without loss in docs/benchmarks.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]

# So many passages' unpacked tokens stay in the processor's cache.
_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as a model sees it: `vector` of shape (dimension,) and length 1,
    `tokens` of shape (number of tokens, dimension), each of length 1."""

    vector: FloatArray
    tokens: FloatArray


def pack_tokens(encoded: Encoded) -> bytes:
    """Little-endian: float16 share of the passage's vector in its tokens, then a
    float16 for each token, then the signs, dimension / 8 bytes a token."""
    if not len(encoded.tokens):
        return b""
    share = np.float16((encoded.tokens @ encoded.vector).mean())
    rest = encoded.tokens - np.float32(share) * encoded.vector
    scales = np.abs(rest).mean(axis=1).astype("<f2")
    packed: bytes = (
        np.asarray([share], dtype="<f2").tobytes()
        + scales.tobytes()
        + np.packbits(rest > 0, axis=1).tobytes()
    )
    return packed


def best_matches(query: FloatArray, vectors: FloatArray, packed: Sequence[bytes]) -> FloatArray:
    """For each passage and each of the query's tokens the best cosine with any of the
    passage's tokens; shape (len(packed), query tokens), NaN where no tokens are kept.

    `query` has shape (query tokens, dimension), `vectors` (len(packed), dimension).
    """
    matches = np.full((len(packed), len(query)), np.nan, dtype=np.float32)
    kept = [i for i, blob in enumerate(packed) if blob] if len(query) else []
    for start in range(0, len(kept), _AT_ONCE):
        some = kept[start : start + _AT_ONCE]
        matches[some] = _matches(query, vectors[some], [packed[i] for i in some])
    return matches


def _matches(query: FloatArray, vectors: FloatArray, packed: Sequence[bytes]) -> FloatArray:
    """`best_matches` of passages that all have tokens."""
    width = query.shape[1] // 8
    shares, scales, signs, counts = [], [], [], []
    for blob in packed:
        count = (len(blob) - 2) // (width + 2)
        counts.append(count)
        shares.append(np.frombuffer(blob, "<f2", 1)[0])
        scales.append(np.frombuffer(blob, "<f2", count, 2))
        signs.append(np.frombuffer(blob, np.uint8, count * width, 2 + 2 * count).reshape(count, width))
    bits = np.unpackbits(np.concatenate(signs), axis=1).astype(np.float32)
    # sign · q = 2 · (bit · q) − sum(q)
    along = (2.0 * (bits @ query.T) - query.sum(axis=1)) * np.concatenate(scales).astype(np.float32)[:, None]
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    best = np.maximum.reduceat(along, starts, axis=0)
    base = (vectors @ query.T) * np.asarray(shares, dtype=np.float32)[:, None]
    matches: FloatArray = base + best
    return matches

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

# So many unpacked tokens stay in the processor's cache.
_AT_ONCE = 1024
# OpenBLAS multiplies many small matrices in half the time that one high and narrow one takes.
_ROWS = 64


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
    if kept:
        matches[kept] = _matches(query, vectors[kept], [packed[i] for i in kept])
    return matches


def _matches(query: FloatArray, vectors: FloatArray, packed: Sequence[bytes]) -> FloatArray:
    """`best_matches` of passages that all have tokens."""
    width = query.shape[1] // 8
    counts = [(len(blob) - 2) // (width + 2) for blob in packed]
    heads = [blob[: 2 + 2 * count] for blob, count in zip(packed, counts, strict=True)]
    signs = b"".join([blob[len(head) :] for blob, head in zip(packed, heads, strict=True)])
    # The share, then the scales, of one passage after the other.
    numbers = np.frombuffer(b"".join(heads), "<f2").astype(np.float32)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    of_shares = starts + np.arange(len(starts))
    # sign · q = 2 · (bit · q) − sum(q)
    along = _products(query, np.frombuffer(signs, np.uint8).reshape(-1, width))
    along *= 2.0
    along -= query.sum(axis=1)
    along *= np.delete(numbers, of_shares)[:, None]
    best = np.maximum.reduceat(along, starts, axis=0)
    matches: FloatArray = (vectors @ query.T) * numbers[of_shares][:, None] + best
    return matches


def _products(query: FloatArray, bits: NDArray[np.uint8]) -> FloatArray:
    """bit · q of each row of packed bits with each of the query's tokens, shape (rows, query tokens)."""
    towards = np.ascontiguousarray(query.T)
    unpacked: FloatArray = np.zeros((_AT_ONCE, len(towards)), dtype=np.float32)
    products: FloatArray = np.empty((len(bits), len(query)), dtype=np.float32)
    for start in range(0, len(bits), _AT_ONCE):
        some = bits[start : start + _AT_ONCE]
        np.copyto(unpacked[: len(some)], np.unpackbits(some, axis=1))
        rows = -(-len(some) // _ROWS) * _ROWS
        made = unpacked[:rows].reshape(-1, _ROWS, len(towards)) @ towards
        products[start : start + len(some)] = made.reshape(rows, -1)[: len(some)]
    return products

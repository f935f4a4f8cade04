"""Reports that mostly repeat another: the same report twice, or a unit's
report of one year made from that of the year before."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from draftbot.chinese.scripts import normalise

_PERMUTATIONS = 128
_SHINGLE = 4
_SEED = 1
# Share of four-character shingles in common. Reports of one genre by different
# hands share a few per cent, a reworked one a third and more.
SIMILAR = 0.3
_ROWS = 2
_DROPPED = re.compile(r"[^\u3400-\u9fffa-z]+")


def signature(text: str) -> bytes:
    """The MinHash of `text` (128 × uint32, little-endian, 512 bytes).

    Built on Simplified text without digits, marks and spaces, so that a new
    year's figures do not count as new text.
    """
    # Brings half of SciPy with it, and a start needs no signature.
    from datasketch import MinHash

    plain = _DROPPED.sub("", normalise(text).lower())
    shingles = {plain[i : i + _SHINGLE].encode() for i in range(max(1, len(plain) - _SHINGLE + 1))}
    minhash = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=zlib.crc32)
    minhash.update_batch(shingles)
    values: bytes = np.asarray(minhash.hashvalues, dtype="<u4").tobytes()
    return values


def similarity(one: bytes, other: bytes) -> float:
    """The estimated share of common text of two signatures, 0 to 1."""
    return float(np.mean(np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")))


class Families:
    """Finds for each new signature the report it mostly repeats.

    Holds all signatures added (512 bytes each) in buckets, so that a look-up
    among thousands compares only the few that agree somewhere.
    """

    def __init__(self) -> None:
        self._signatures: dict[str, np.ndarray] = {}
        self._buckets: dict[tuple[int, bytes], list[str]] = defaultdict(list)

    def nearest(self, signed: bytes) -> tuple[str, float] | None:
        """(id, similarity) of the most similar report added so far, if it is
        similar enough to be one family; the earlier added wins a tie."""
        values = np.frombuffer(signed, dtype="<u4")
        candidates = dict.fromkeys(id_ for key in bands(signed) for id_ in self._buckets.get(key, ()))
        if not candidates:
            return None
        ids = list(candidates)
        scores = (np.stack([self._signatures[id_] for id_ in ids]) == values).mean(axis=1)
        best = int(np.argmax(scores))
        return (ids[best], float(scores[best])) if scores[best] >= SIMILAR else None

    def add(self, report_id: str, signed: bytes) -> None:
        """Makes a report one that later ones may repeat."""
        self._signatures[report_id] = np.frombuffer(signed, dtype="<u4")
        for key in bands(signed):
            self._buckets[key].append(report_id)


def families(reports: Iterable[tuple[str, bytes, object]]) -> dict[str, str | None]:
    """For each (id, signature, ordering) the id of the report it mostly repeats
    that comes before it in order, the head of its family; None for a head.

    Give the newest report the smallest ordering to have it shown first.
    """
    found = Families()
    heads: dict[str, str | None] = {}
    for report_id, signed, _ in sorted(reports, key=lambda report: report[2]):  # type: ignore[arg-type,return-value]
        nearest = found.nearest(signed)
        heads[report_id] = None if nearest is None else heads[nearest[0]] or nearest[0]
        found.add(report_id, signed)
    return heads


def bands(signed: bytes) -> list[tuple[int, bytes]]:
    """The pieces of a signature by which look-alikes are found: (place, bytes)."""
    width = _ROWS * 4
    return [(i, signed[i : i + width]) for i in range(0, _PERMUTATIONS * 4, width)]

"""How often pairs of characters stand in each of many texts, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Characters beyond these planes are told apart by the whole pair.
_FIRSTS = 1 << 16
_WIDTH = 21  # bits of a character's number


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of many texts in one row: the number of each, 0 between two texts, and
    to which of the texts it belongs."""

    codes: NDArray[np.uint32]
    owners: NDArray[np.intp]
    texts: int

    @classmethod
    def of(cls, texts: Sequence[str]) -> Characters:
        row = "\x00".join(texts) + "\x00"
        lengths = [len(text) + 1 for text in texts]
        codes = np.frombuffer(row.encode("utf-32-le"), dtype="<u4") if texts else np.zeros(0, "<u4")
        return cls(codes, np.repeat(np.arange(len(texts)), lengths), len(texts))


def count_pairs(pairs: Sequence[str], texts: Sequence[str]) -> Floats:
    """How often each of the `pairs`, none of them twice, stands in each text; shape (texts, pairs)."""
    counts = np.zeros((len(texts), len(pairs)))
    # Of one character twice, and of words, numbers and lone characters, `str.count` knows more.
    two = [i for i, pair in enumerate(pairs) if len(pair) == 2 and pair[0] != pair[1]]
    if two:
        counts[:, two] = _counted([pairs[i] for i in two], Characters.of(texts))
    for i in sorted(set(range(len(pairs))) - set(two)):
        counts[:, i] = [text.count(pairs[i]) for text in texts]
    return counts


def _counted(pairs: Sequence[str], row: Characters) -> NDArray[np.intp]:
    """`count_pairs` of pairs that are two characters unlike each other."""
    wanted = np.array([ord(pair[0]) << _WIDTH | ord(pair[1]) for pair in pairs], dtype=np.int64)
    order = np.argsort(wanted)
    wanted = wanted[order]
    # Few characters begin one of the pairs: only those are looked at with what follows them.
    begins = np.zeros(_FIRSTS, dtype=np.bool_)
    begins[np.minimum(wanted >> _WIDTH, _FIRSTS - 1)] = True
    (places,) = np.nonzero(begins[np.minimum(row.codes[:-1], _FIRSTS - 1)])
    found = row.codes[places].astype(np.int64) << _WIDTH | row.codes[places + 1]
    at = np.minimum(np.searchsorted(wanted, found), len(wanted) - 1)
    is_pair = wanted[at] == found
    cells = row.owners[places[is_pair]] * len(pairs) + order[at[is_pair]]
    return np.bincount(cells, minlength=row.texts * len(pairs)).reshape(row.texts, len(pairs))

"""How alike two stretches of text are in their words: the evidence of last
resort for a change of subject. Character pairs weighted by how rare they are
in the document; no model, no dictionary."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from draftbot.corpus.splitting.evidence import Page, Sign
from draftbot.messages import Message

_WINDOW = 800
_SAMPLES = 40
# Lines on each side among which the highest likeness is looked for, and every which of them.
_AROUND, _EVERY = 12, 3
_MIN_LINES = 12
# Share of the document's usual likeness, and what it is worth.
_STEPS = ((0.35, 1.5), (0.5, 1.0), (0.7, 0.5))
MOST = _STEPS[0][1]
_ALIKE, _AGAINST = 1.3, -0.75
_CJK = (0x4E00, 0x9FFF)

Floats = npt.NDArray[np.float64]


class Likeness:
    """Compares what stands before and after a line, against what is usual in
    the same document."""

    def __init__(self, page: Page) -> None:
        self._plain = page.plain
        self._known: dict[tuple[int, int], float] = {}

    def sign(self, i: int) -> Sign | None:
        """Evidence on line i as a boundary; None where nothing can be said."""
        if len(self._plain) < _MIN_LINES or self._usual <= 0:
            return None
        share = self.at(i) / self._usual
        for most, weight in _STEPS:
            if share <= most:
                return Sign(weight, Message("cuts.other_words"))
        return Sign(_AGAINST) if share >= _ALIKE else None

    def dips(self, i: int) -> tuple[float, float, float, float]:
        """How alike the text is before and after the gap at line i, as the logarithm of its share
        of the usual; how far that lies below the highest found on both sides of it; the same in
        windows twice as wide; 1 where the lines beside are no less alike. 0 where nothing can be
        said."""
        if len(self._plain) < _MIN_LINES or self._usual <= 0:
            return 0.0, 0.0, 0.0, 0.0
        share = self.at(i) / self._usual
        like = float(np.clip(np.log(max(share, 0.05)), -2.0, 1.0))
        beside = (k for k in range(i - 2, i + 3) if 0 < k < len(self._plain))
        is_lowest = float(all(self.at(i) <= self.at(k) for k in beside))
        return like, self._dip(i, _WINDOW), self._dip(i, 2 * _WINDOW), is_lowest

    def _dip(self, i: int, width: int) -> float:
        sides = (
            range(max(1, i - _AROUND), i, _EVERY),
            range(i + _EVERY, min(len(self._plain), i + _AROUND + 1), _EVERY),
        )
        highest = [max((self.at(k, width) for k in side), default=0.0) for side in sides]
        return min(2.0, max(0.0, min(highest) - self.at(i, width)) / self._usual)

    def at(self, i: int, width: int = _WINDOW) -> float:
        """Cosine of the text before and after the gap at line i, in windows of `width` characters,
        0 to 1. Counts enter by their square root, or one much-used word would decide."""
        if (kept := self._known.get((i, width))) is None:
            kept = self._known[i, width] = self._cosine(i, width)
        return kept

    def _cosine(self, i: int, width: int) -> float:
        before, after = self._window(i, -1, width), self._window(i, 1, width)
        weights = self._weights
        norm = weights[before].sum() * weights[after].sum()
        if norm <= 0:
            return 0.0
        pairs, counts = np.unique(before, return_counts=True)
        counts_after = np.bincount(after, minlength=len(weights))[pairs]
        return float((np.sqrt(counts * counts_after) * weights[pairs]).sum() / np.sqrt(norm))

    @cached_property
    def _starts(self) -> npt.NDArray[np.int64]:
        """Offset of each line in the joined text, and the end of the last."""
        return np.cumsum([0, *(len(text) + 1 for text in self._plain)])

    @cached_property
    def _pairs(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint64]]:
        """(for each offset the number of the pair that begins there, the pairs)."""
        text = "\n".join(self._plain) + "\n\n"
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
        pairs, numbers = np.unique((codes[:-1] << np.uint64(32)) | codes[1:], return_inverse=True)
        return numbers, pairs

    @cached_property
    def _weights(self) -> Floats:
        """Squared log inverse line frequency of each pair of Chinese characters."""
        numbers, pairs = self._pairs
        lines = np.repeat(np.arange(len(self._plain)), np.diff(self._starts))
        seen = np.unique(lines * len(pairs) + numbers[: len(lines)])
        lines_with = np.bincount(seen % len(pairs), minlength=len(pairs))
        weights = np.log(len(self._plain) / np.maximum(lines_with, 1)) ** 2
        halves = (pairs >> np.uint64(32), pairs & np.uint64(0xFFFFFFFF))
        chinese = np.logical_and.reduce([(_CJK[0] <= half) & (half <= _CJK[1]) for half in halves])
        return np.where(chinese, weights, 0.0)

    @cached_property
    def _usual(self) -> float:
        step = max(1, len(self._plain) // _SAMPLES)
        return float(np.median([self.at(i) for i in range(1, len(self._plain), step)]))

    def _window(self, i: int, step: int, width: int) -> npt.NDArray[np.int64]:
        """The numbers of the pairs in the whole lines that fill a window before
        (step -1) or after (step 1) the gap at line i."""
        starts = self._starts
        if step < 0:
            other = int(np.searchsorted(starts, starts[i] - width, side="right")) - 1
        else:
            other = int(np.searchsorted(starts, starts[i] + width))
        other = min(max(other, 0), len(self._plain))
        first, last = sorted((starts[i], starts[other]))
        return self._pairs[0][first:last]

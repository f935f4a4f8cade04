"""How alike two stretches of text are in their words: the evidence of last
resort for a change of subject. Character pairs weighted by how rare they are
in the document; no model, no dictionary."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from functools import cached_property

from draftbot.corpus.splitting.evidence import Page, Sign

_WINDOW = 800
_SAMPLES = 40
_MIN_LINES = 12
# Share of the document's usual likeness, and what it is worth.
_STEPS = ((0.35, 1.5), (0.5, 1.0), (0.7, 0.5))
_ALIKE, _AGAINST = 1.3, -0.75


class Likeness:
    """Compares what stands before and after a line, against what is usual in
    the same document."""

    def __init__(self, page: Page) -> None:
        self._plain = page.plain

    def sign(self, i: int) -> Sign | None:
        """Evidence on line i as a boundary; None where nothing can be said."""
        if len(self._plain) < _MIN_LINES or self._usual <= 0:
            return None
        share = self.at(i) / self._usual
        for most, weight in _STEPS:
            if share <= most:
                return Sign(weight, "前后用词差别大")
        return Sign(_AGAINST, "前后用词相近") if share >= _ALIKE else None

    def at(self, i: int) -> float:
        """Cosine of the text before and after the gap at line i, 0 to 1."""
        before, after = self._window(i - 1, -1), self._window(i, 1)
        shared = before.keys() & after.keys()
        weight = self._weights
        dot = sum(math.sqrt(before[pair] * after[pair]) * weight[pair] for pair in shared)
        norms = [sum(count * weight[pair] for pair, count in side.items()) for side in (before, after)]
        return dot / math.sqrt(norms[0] * norms[1]) if all(norms) else 0.0

    @cached_property
    def _pairs(self) -> list[Counter[str]]:
        return [Counter(map("".join, zip(text, text[1:], strict=False))) for text in self._plain]

    @cached_property
    def _weights(self) -> dict[str, float]:
        lines_with: Counter[str] = Counter()
        for pairs in self._pairs:
            lines_with.update(pairs.keys())
        total = len(self._plain)
        return {
            pair: math.log(total / count) ** 2 if "\u4e00" <= pair[0] <= "\u9fff" and "\u4e00" <= pair[1] <= "\u9fff" else 0.0
            for pair, count in lines_with.items()
        }

    @cached_property
    def _usual(self) -> float:
        step = max(1, len(self._plain) // _SAMPLES)
        return statistics.median(self.at(i) for i in range(1, len(self._plain), step))

    def _window(self, i: int, step: int) -> Counter[str]:
        window: Counter[str] = Counter()
        chars = 0
        while 0 <= i < len(self._plain) and chars < _WINDOW:
            window.update(self._pairs[i])
            chars += len(self._plain[i])
            i += step
        return window

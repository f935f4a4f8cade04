"""Where in a passage, as written, the words of a query stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from draftbot.chinese.scripts import normalise

Span = tuple[int, int]


def find_highlights(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Spans of `text` that match any of `words` (normalised, simplified), in
    order, touching ones joined. Offsets are characters of `text` as written."""
    matched, owners = _normalised(text)
    spans: list[Span] = []
    for word in {w for w in words if w}:
        at = matched.find(word)
        while at >= 0:
            spans.append((owners[at], owners[at + len(word) - 1] + 1))
            at = matched.find(word, at + len(word))
    return _joined(spans)


# The same passages are found again and again; each takes a kilobyte.
@lru_cache(maxsize=4096)
def _normalised(text: str) -> tuple[str, Sequence[int]]:
    """`text` as it is matched, and for each of its characters the index in `text`
    it came from."""
    whole = normalise(text).lower()
    if len(whole) == len(text):
        return whole, range(len(text))
    # Some characters have longer forms (㈠ is (一)): take them one by one.
    pieces = [normalise(c).lower() for c in text]
    return "".join(pieces), [i for i, piece in enumerate(pieces) for _ in piece]


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)

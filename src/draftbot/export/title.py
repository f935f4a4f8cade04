"""Breaking a long title into lines the way 公文 wants it."""

from __future__ import annotations

from itertools import accumulate, combinations, pairwise

import rjieba

from draftbot.export.manuscript import PieceKind, pieces_of
from draftbot.export.width import chars_wide

_MOST_LINES = 4
_CONJUNCTIONS = ("和", "与", "及", "暨")
# A line ending so leaves its sense hanging; one beginning so continues a word.
_BAD_ENDS = ("关于", "《", "（", "“", "、", *_CONJUNCTIONS)
_BAD_STARTS = ("的", "》", "）", "”", "、", "，", "年", "月", "日", "等")
_HANGING, _AWKWARD, _RECTANGLE = 6.0, 3.0, 2.0


def title_lines(title: str, chars: float) -> list[str]:
    """`title` in the fewest lines of at most `chars` full-width characters, broken
    between words, of unlike but near lengths (梯形 or 菱形, GB/T 9704-2012 7.3.1).

    A title that fits one line, or would need more than four, comes back whole.
    """
    fewest = int(-(-chars_wide(title) // chars))
    words = _words(title)
    for count in range(max(fewest, 2), _MOST_LINES + 1) if fewest > 1 else ():
        splits = (_joined(words, cuts) for cuts in combinations(range(1, len(words)), count - 1))
        fitting = [lines for lines in splits if max(chars_wide("".join(line)) for line in lines) <= chars]
        if fitting:
            return ["".join(line) for line in min(fitting, key=_ugliness)]
    return [title]


def _words(title: str) -> list[str]:
    """The words of a title; a blank is one of them."""
    words: list[str] = []
    for piece in pieces_of(title):
        words.extend([piece.text] if piece.kind is PieceKind.BLANK else _cut(piece.text))
    return words


def _cut(text: str) -> list[str]:
    """Words, with a conjunction the segmenter took into a word it does not know set free."""
    edges = set(accumulate(map(len, rjieba.cut(text, True))))
    at = 0
    for word in rjieba.cut(text, False):
        if word in _CONJUNCTIONS:
            edges |= {at, at + 1}
        at += len(word)
    ordered = sorted(edges | {0, len(text)})
    return [text[a:b] for a, b in pairwise(ordered)]


def _joined(words: list[str], cuts: tuple[int, ...]) -> list[list[str]]:
    edges = [0, *cuts, len(words)]
    return [words[a:b] for a, b in pairwise(edges)]


def _ugliness(lines: list[list[str]]) -> float:
    widths = [chars_wide("".join(line)) for line in lines]
    hanging = sum(line[-1].endswith(_BAD_ENDS) for line in lines[:-1])
    hanging += sum(line[0].startswith(_BAD_STARTS) for line in lines[1:])
    # A lone character is often the rest of a word the segmenter did not know.
    lone = sum(len(line[0]) == 1 and line[0] not in _CONJUNCTIONS for line in lines[1:])
    rectangle = sum(abs(a - b) < 1 for a, b in pairwise(widths))
    return max(widths) - min(widths) + _HANGING * hanging + _AWKWARD * lone + _RECTANGLE * rectangle

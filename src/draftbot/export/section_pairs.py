"""Which section of a draft each part of an edited file continues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from draftbot.domain import DraftSection
from draftbot.export.manuscript import unnumbered
from draftbot.export.word_parts import WordSection

_SAME_TEXT, _SAME_WORDS = 0.3, 0.5


def pair_sections(
    parts: Sequence[WordSection], sections: Sequence[DraftSection], origins: Sequence[Counter[int]]
) -> dict[int, int]:
    """Part → section, each at most once, by heading and by the sentences they share,
    wherever they stand; of what is left, one between two that are known is taken
    for renamed. `origins` counts for each part its sentences from each section."""
    scored = [
        (score, -abs(i - j), i, j)
        for i, part in enumerate(parts)
        for j, section in enumerate(sections)
        if (score := _likeness(part, section, origins[i], j)) > 0
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(scored, key=lambda one: (-one[0], -one[1], one[2])):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    pairs |= _between(parts, sections, pairs)
    return pairs


def _between(
    parts: Sequence[WordSection], sections: Sequence[DraftSection], pairs: dict[int, int]
) -> dict[int, int]:
    """Single parts and sections of one level that are left between the same neighbours."""
    known = {-1: -1, **pairs, len(parts): len(sections)}
    return {
        i: known[i - 1] + 1
        for i, part in enumerate(parts)
        if i not in pairs
        and i - 1 in known
        and known.get(i + 1) == known[i - 1] + 2
        and sections[known[i - 1] + 1].level == part.level
    }


def _likeness(part: WordSection, section: DraftSection, origins: Counter[int], j: int) -> float:
    """How sure it is that a part is a section edited; 0 where it may be another."""
    same = unnumbered(section.heading) == part.heading
    shared = origins[j] / max(len(section.sentences), 1)
    words = _words_in_common(part.heading, section.heading)
    if not same and shared < _SAME_TEXT and (words < _SAME_WORDS or part.level != section.level):
        return 0.0
    return 2.0 * same + 2.0 * shared + words


def _words_in_common(one: str, other: str) -> float:
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) / max(len(pairs[0]) + len(pairs[1]), 1)

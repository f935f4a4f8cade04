"""Figures that no blank surely asks for by itself, and blanks that more than one would answer, told by what was
answered already: the only two that can belong together, one quantity that the paper tells twice, all of them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

from draftbot.chinese.word_lists import any_of, words_in
from draftbot.writing.figures_and_blanks import is_of_another_thing, measured_alike, words_shared
from draftbot.writing.figures_read import PIECE, Figure, characters, names_one_thing

# By no more an amount is about the year before's; so much of what names it stands with its only blank.
_ABOUT, _LEAST_SHARED = 0.5, 0.2
# So much of what names a figure says the sentence of the only blank in its measure.
_MOSTLY = 0.7
_COMMON = frozenset(("people", "times", "money", "share"))


def left_to_each_other(
    told: Sequence[Figure],
    asked: Sequence[Figure],
    found: Mapping[int, int],
    may: Callable[[Figure, Figure], bool],
) -> dict[int, int]:
    """Told figure → blank, each the only one left that the other can be: about as much as the year before, and
    named by something in common or told between figures of the blank's sentence."""
    taken = set(found.values())
    homes = {told[t].group: asked[a].group for t, a in found.items()}

    def can_be(i: int, j: int) -> bool:
        one, other = told[i], asked[j]
        if not (one.amount and other.amount) or one.says_more or not may(one, other):
            return False
        if is_of_another_thing(one, other, asked) or not measured_alike(one, other):
            return False
        if abs(math.log(one.amount / other.amount)) > _ABOUT:
            return False
        if words_shared(one, other, asked) >= _LEAST_SHARED:
            return _word(one) == _word(other) or names_one_thing(one.named, other.named)
        if _is_rare(one) and _word(one) == _word(other) and _said_around(one, other) >= _MOSTLY:
            return True
        before = homes.get(one.group - 1, homes.get(one.group - 2))
        return not one.is_named and other.group in {before, homes.get(one.group + 1)}

    pairs = [
        (i, j)
        for i in range(len(told))
        if i not in found
        for j in range(len(asked))
        if j not in taken and can_be(i, j)
    ]
    return {
        i: j
        for i, j in pairs
        if sum(i == one for one, _ in pairs) == 1 and sum(j == two for _, two in pairs) == 1
    }


def _is_rare(figure: Figure) -> bool:
    """Whether a figure has a measure that few things of a paper are counted in: 工作日, no 个, 人 or 元."""
    measure = figure.measure
    return measure is not None and measure.kind not in _COMMON and measure.word != PIECE


def _said_around(one: Figure, other: Figure) -> float:
    """How much of what names a figure the sentence of a blank says, whatever stands beside the blank."""
    ours, theirs = characters(one.named), characters(other.around)
    total = sum(ours.values())
    return sum(weight for c, weight in ours.items() if c in theirs) / total if total else 0.0


def _word(figure: Figure) -> str:
    return figure.measure.word if figure.measure else ""


def all_of_them(fact: str, figure: Figure, sentence: str, a: Figure, next_: Figure | None) -> bool:
    """Whether what a fact says was done with all of them is what the next blank counts: 隐患49处全改了 for
    查出隐患【】处，整改【】处."""
    if next_ is None or next_.group != a.group or not measured_alike(figure, next_):
        return False
    behind = fact[figure.end :]
    done = re.search(rf"(?:{any_of(words_in('counted_how', 'all of them'))})([\u4e00-\u9fff]+)", behind)
    between = sentence[a.end : next_.start]
    return (
        done is not None
        and not re.search(r"\d", behind[: done.start()])
        and any(c in between for c in done[1])
    )

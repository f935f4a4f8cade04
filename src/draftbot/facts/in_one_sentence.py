"""Which facts a message tells in one sentence: 办临时展览3个，来了2.6万人；修好导览机2台."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENDS = re.compile(r"[；;。！!？?\n]")
_CLAUSE = re.compile("[，,]")
# So many of a fact's first characters find it where the rest was put otherwise.
_LEAST = 4
# More facts than this between two ends are a list, and its commas tell nothing.
_MOST = 4


def in_one_sentence(facts: Sequence[str], message: str) -> list[bool]:
    """Whether each fact goes on in the sentence of the one before it, by the marks of the message."""
    at = 0
    starts: list[int | None] = []
    for fact in facts:
        found = _find(fact, message, at)
        starts.append(found)
        at = at if found is None else found + 1
    lasts = [_last_clause(fact, start, message) for fact, start in zip(facts, starts, strict=True)]
    joints = zip(lasts, starts[1:], strict=False)
    goes_on = [False, *(_is_one(a, b, message) for a, b in joints)] if facts else []
    for i, first in enumerate(goes_on):
        end = next((j for j in range(i + 1, len(goes_on)) if not goes_on[j]), len(goes_on))
        if not first and end - i > _MOST:
            goes_on[i:end] = [False] * (end - i)
    return goes_on


def _find(fact: str, message: str, at: int) -> int | None:
    whole = message.find(fact, at)
    start = whole if whole >= 0 else message.find(fact[:_LEAST], at)
    return start if start >= 0 else None


def _last_clause(fact: str, start: int | None, message: str) -> int | None:
    """Where the last clause of a fact begins, which may join sentences of the message."""
    clause = _CLAUSE.split(fact)[-1]
    found = message.find(clause, start) if start is not None and clause else -1
    return found if found >= 0 else start


def _is_one(start: int | None, end: int | None, message: str) -> bool:
    return start is not None and end is not None and not _ENDS.search(message, start, end)

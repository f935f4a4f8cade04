"""The genre of a report, told from its title, or from what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from draftbot.chinese.phrases import phrase_pattern
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import word_table
from draftbot.domain import Guess

GENRES = (
    "工作总结", "工作汇报", "述职报告", "调研报告", "工作计划", "实施方案", "情况通报", "自查报告",
    "经验材料", "心得体会", "演讲稿", "政府工作报告", "讲话稿", "通知", "其他",
)  # fmt: skip

# Marks a noun that names the genre only as the last one of a title.
_LAST = "$"
_AT_END, _ANYWHERE, _LAST_BUT_WITHIN = 0.95, 0.95, 0.75
_OF_ITSELF, _HINTED = 0.75, 0.5
# Of a title that goes on behind the noun (总结范文, 方案（试行）) the most, in characters.
_BEHIND = 16
_JOINTS, _JOINED_TO = frozenset("暨和及与、"), "工作计划"


def genre_of(title: str) -> Guess[str]:
    """The genre `title` names, one of `GENRES`; 其他 with sureness 0 when it names none."""
    plain = re.sub(r"\s+", "", to_simplified(title))
    for genre, pattern in _anywhere():
        if pattern.search(plain):
            return Guess(genre, _ANYWHERE)
    ends: list[tuple[int, str]] = []
    for noun_of, pattern in _last():
        for found in pattern.finditer(plain):
            ends.append((found.end(), noun_of))
    if not ends:
        return Guess("其他", 0.0)
    end, genre = max(ends, key=lambda place: place[0])
    # Of a paper and the plan that is joined to it the paper leads: 2024年工作总结和2025年工作思路.
    joined = [paper for at, paper in ends if paper != genre and plain[at : at + 1] in _JOINTS]
    genre = joined[0] if joined and genre == _JOINED_TO else genre
    return Guess(genre, _AT_END if len(plain) - end <= _BEHIND else _LAST_BUT_WITHIN)


def genre_of_report(title: str, head: str, tail: str, hints: tuple[str, ...] = ()) -> Guess[str]:
    """The genre of a report whose title may not tell it.

    `title` "" if it has none of its own; `head` and `tail` are its first and last
    lines; `hints` are other names it goes under (its collection's, its file's).
    """
    named = genre_of(title)
    if named.sureness:
        return named
    plain = to_simplified(f"{head}\n{tail}")
    for genre, pattern in _of_texts():
        if pattern.search(plain):
            return Guess(genre, _OF_ITSELF)
    for hint in hints:
        hinted = genre_of(hint)
        if hinted.sureness:
            return Guess(hinted.value, _HINTED)
    return named


@cache
def _anywhere() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return _patterns({g: [w for w in ws if not w.endswith(_LAST)] for g, ws in word_table("genres").items()})


@cache
def _last() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = word_table("genres").items()
    return _patterns({g: [w.removesuffix(_LAST) for w in ws if w.endswith(_LAST)] for g, ws in table})


@cache
def _of_texts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return _patterns(word_table("genres_of_texts"))


def _patterns(table: Mapping[str, Sequence[str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, re.compile(phrase_pattern(words))) for key, words in table.items() if words)

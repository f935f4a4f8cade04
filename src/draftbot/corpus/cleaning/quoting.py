"""Marks with which a mail that answers or passes on another sets that off: > before each line."""

from __future__ import annotations

import re

from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.lines import Line, Place

NAME = "quote_marks"
# One space belongs to the mark; more of them set a paragraph in.
_MARK = re.compile(r"^(?:[ \t]?[>＞][ ]?)+")
# A line or two may begin with such a mark for another reason: a path, a comparison.
_FEWEST = 3


def drop_quote_marks(lines: list[Line], account: Account) -> list[Line]:
    """The lines, those of a mail that is quoted without the marks before them."""
    quoted = {i for run in _runs(lines) for i in run}
    read: list[Line] = []
    for i, line in enumerate(lines):
        if i in quoted:
            account.enter(NAME, line.number)
            line = line.with_text(_MARK.sub("", line.text))
        read.append(line)
    return read


def _runs(lines: list[Line]) -> list[list[int]]:
    """Lines that follow one another, each with a mark, at least so many of them with text."""
    runs: list[list[int]] = [[]]
    for i, line in enumerate(lines):
        if line.place is Place.TEXT and line.style is None and _MARK.match(line.text):
            runs[-1].append(i)
        elif line.text.strip() and runs[-1]:
            runs.append([])
    return [run for run in runs if sum(bool(_MARK.sub("", lines[i].text).strip()) for i in run) >= _FEWEST]

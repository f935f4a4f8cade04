"""A text that was copied into one line: only wide spaces, or the signs of its line breaks, part its
title, headings and paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.lines import Line, Place

NAME = "run_together"
# What stands where a line ended, the surest first: signs of a line break, wide spaces, any space between
# Chinese letters and marks.
_SEAMS = (
    re.compile(r"(?:(?:\\r)?\\n|</?(?:br|p|div)\b[^<>]{0,80}>)+", re.IGNORECASE),
    re.compile("[ \u3000\u2003\t]{2,}|[\u3000\u2003\t]"),
    re.compile(r"(?<=[。！？；：”）)\u4e00-\u9fff])[ \u00a0]+(?=[“（(\u4e00-\u9fff\d])"),
)
# Without one of these in it a line has no such seam: most lines have none, and looking costs.
_SIGNS = (("\\n", "<"), ("\u3000", "\u2003", "\t", "  "), (" ", "\u00a0"))
_SHORTEST, _FEWEST, _PART = 120, 4, 2
_LONGEST_HEADING = 60
_ENDS = tuple("。！？；：”）)")


def part_run_together(lines: list[Line], account: Account) -> list[Line]:
    """The lines, one that holds a whole text as the lines of that text."""
    read: list[Line] = []
    for line in lines:
        parts = _parts(line)
        if len(parts) > 1:
            account.enter(NAME, line.number, len(parts) - 1)
        read += [replace(line, text=text) for text in parts]
    return read


def _parts(line: Line) -> list[str]:
    text = line.text.strip()
    if len(text) < _SHORTEST or line.place is not Place.TEXT or line.style is not None:
        return [line.text]
    for signs, seam in zip(_SIGNS, _SEAMS, strict=True):
        if not any(sign in text for sign in signs):
            continue
        parts = [part for one in seam.split(text) if (part := one.strip())]
        if len(parts) >= _FEWEST and _are_lines(parts):
            return parts
    return [line.text]


def _are_lines(parts: list[str]) -> bool:
    """Whether these may be the lines of a text: the most of them whole sentences, all others short and
    over one of those, but for who signs at the end."""
    whole = [part.endswith(_ENDS) and "。" in part for part in parts]
    if sum(whole) * _PART < len(parts):
        return False
    return all(
        is_whole or len(part) <= _LONGEST_HEADING for part, is_whole in zip(parts, whole, strict=True)
    ) and (any(not before and after for before, after in pairwise(whole)))

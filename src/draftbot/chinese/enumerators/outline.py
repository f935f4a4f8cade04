"""Outlines written as plain text."""

from __future__ import annotations

from draftbot.chinese.enumerators.nesting import Nesting
from draftbot.chinese.enumerators.numbers import parse_number


def parse_outline_lines(text: str) -> list[tuple[int, str]]:
    """A plain-text outline as (level, heading without number), blank lines left out.

    Levels follow the numbers; "#" marks count as levels too. A line without
    either has level 0 in a numbered outline (a title or a note, as the caller
    sees fit) and 1 in an outline without any numbers.
    """
    nesting = Nesting()
    outline: list[tuple[int, str]] = []
    for line in filter(None, (raw.strip() for raw in text.split("\n"))):
        marks = len(line) - len(line.lstrip("#"))
        body = line[marks:].strip()
        number = parse_number(body)
        heading = body[number.end :].strip() if number else body
        if marks:
            outline.append((marks, heading))
        else:
            outline.append((nesting.place(number) if number else 0, heading))
    if not any(level for level, _ in outline):
        return [(1, heading) for _, heading in outline]
    return outline

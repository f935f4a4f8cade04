"""One line of a source text, and what its file said about it."""

from __future__ import annotations

from dataclasses import dataclass

TITLE_STYLE = 0


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is the 1-based line of the source text. `style` is the heading
    level the file itself gives (1–9, Word style, HTML h1–h6, Markdown #),
    `TITLE_STYLE` for a document title, None for body text."""

    number: int
    text: str
    style: int | None = None


def lines_of(text: str) -> list[Line]:
    """`text` cut at each "\\n", numbered from 1; empty lines are kept."""
    return [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]

"""One line of a source text, and what its file said about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

TITLE_STYLE = 0
# What the style of a heading is that only its looks make one: bold, in another face, larger.
LOOKS_STYLE = 9


class Place(Enum):
    """Where in its file a line stands."""

    TEXT = "text"
    ROW = "row"  # of a table
    BOX = "box"  # a text box beside the text
    NOTE = "note"  # a footnote or endnote


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is the 1-based line of the source text. `style` is the heading
    level the file itself gives (1–9, Word style, HTML h1–h6, Markdown #),
    `TITLE_STYLE` for a document title, None for body text. `place` is where a line
    stands that is no paragraph of the text's own column. `dropped_as` names why the
    file's own reader takes a line for no part of the text, "" for the text."""

    number: int
    text: str
    style: int | None = None
    place: Place = Place.TEXT
    dropped_as: str = ""

    def with_text(self, text: str) -> Line:
        """The same line saying `text`."""
        return replace(self, text=text)


def lines_of(text: str) -> list[Line]:
    """`text` cut at each "\\n", numbered from 1; empty lines are kept."""
    return [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]

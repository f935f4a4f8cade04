"""One line of a source text, and what its file said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from draftbot.errors import LineTooLong, TooManyParts

TITLE_STYLE = 0
# What the style of a heading is that only its looks make one: bold, in another face, larger.
LOOKS_STYLE = 9


# What is read line by line takes about 60 µs and a kilobyte for one: the thickest compilation
# has a tenth of this. Blank ones cost little, until there are millions.
MOST_LINES, MOST_WITH_BLANK = 150_000, 600_000
# A book without any break has fewer characters; what looks at a whole line takes a second for so many.
LONGEST_LINE = 1_000_000


class Place(Enum):
    """Where in its file a line stands."""

    TEXT = "text"
    ROW = "row"  # of a table
    BOX = "box"  # a text box beside the text
    NOTE = "note"  # a footnote or endnote
    CAPTION = "caption"  # of a picture or table
    FORM = "form"  # what a form round a paper says of its writer, and leaves for others to say


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is the 1-based line of the source text. `style` is the heading
    level the file itself gives (1–9, Word style, HTML h1–h6, Markdown #),
    `TITLE_STYLE` for a document title, None for body text. `place` is where a line
    stands that is no paragraph of the text's own column. `dropped_as` names why the
    file's own reader takes a line for no part of the text, "" for the text. `sureness` is how
    sure the letters of a scan are (0–1), None where the file holds letters. `is_linked`
    says that a line is for the most part a link, `begins_report` that by its file's own order a report
    begins here."""

    number: int
    text: str
    style: int | None = None
    place: Place = Place.TEXT
    dropped_as: str = ""
    sureness: float | None = None
    is_linked: bool = False
    begins_report: bool = False

    def with_text(self, text: str) -> Line:
        """The same line saying `text`."""
        return replace(self, text=text)


def lines_of(text: str, name: str = "") -> list[Line]:
    """`text` cut at each "\\n", numbered from 1; empty lines are kept.
    Raises TooManyParts, LineTooLong."""
    return [Line(number, line) for number, line in enumerate(split_lines(text, name), start=1)]


def split_lines(text: str, name: str) -> list[str]:
    """The lines of the file `name`. Raises TooManyParts, LineTooLong."""
    refuse_long_lines(text, name)
    if text.count("\n") >= MOST_WITH_BLANK:
        raise TooManyParts(name=name, limit=MOST_WITH_BLANK)
    return text.split("\n")


def refuse_long_lines(text: str, name: str) -> None:
    """Raises LineTooLong for a line that is longer than any report."""
    begun = 0
    while len(text) - begun > LONGEST_LINE:
        end = text.rfind("\n", begun, begun + LONGEST_LINE + 1)
        if end < 0:
            raise LineTooLong(name=name, limit=LONGEST_LINE)
        begun = end + 1


def refuse_too_many(lines: Sequence[Line], name: str) -> None:
    """Raises TooManyParts for more lines of text than any file of reports has, LineTooLong."""
    if any(len(line.text) > LONGEST_LINE for line in lines):
        raise LineTooLong(name=name, limit=LONGEST_LINE)
    if len(lines) > MOST_LINES and sum(bool(line.text) for line in lines) > MOST_LINES:
        raise TooManyParts(name=name, limit=MOST_LINES)

"""Plain text."""

from __future__ import annotations

from draftbot.corpus.formats.encoding import decode
from draftbot.corpus.lines import Line, lines_of


def read_text(data: bytes, name: str) -> list[Line]:
    """One `Line` per line of the decoded file."""
    return lines_of(decode(data, name), name)

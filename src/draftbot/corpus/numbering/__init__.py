"""Heading numbers: read in every family in use, placed at their depth, written by 公文 rules."""

from draftbot.corpus.numbering.nesting import Nesting
from draftbot.corpus.numbering.numbers import (
    Family,
    Number,
    format_han,
    format_number,
    parse_han,
    parse_number,
)
from draftbot.corpus.numbering.outline import parse_outline_lines

__all__ = [
    "Family",
    "Nesting",
    "Number",
    "format_han",
    "format_number",
    "parse_han",
    "parse_number",
    "parse_outline_lines",
]

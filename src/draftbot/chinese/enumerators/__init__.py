"""Heading numbers: read in every family in use, placed at their depth, written by 公文 rules."""

from draftbot.chinese.enumerators.nesting import Nesting
from draftbot.chinese.enumerators.numbers import (
    Family,
    Number,
    format_han,
    format_number,
    parse_han,
    parse_number,
)
from draftbot.chinese.enumerators.outline import parse_outline_lines

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

"""Numbers of headings, items and lists: read in every family in use, placed at their depth, written by 公文 rules."""

from draftbot.chinese.enumerators.in_text import (
    ITEM,
    enumerators_in,
    is_serial,
    numbers_of_text,
    without_enumerator,
)
from draftbot.chinese.enumerators.nesting import Nesting
from draftbot.chinese.enumerators.numbers import Family, Number, format_number, parse_number
from draftbot.chinese.enumerators.outline import parse_outline_lines

__all__ = [
    "ITEM",
    "Family",
    "Nesting",
    "Number",
    "enumerators_in",
    "format_number",
    "is_serial",
    "numbers_of_text",
    "parse_number",
    "parse_outline_lines",
    "without_enumerator",
]

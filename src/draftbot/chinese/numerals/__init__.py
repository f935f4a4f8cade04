"""Numbers, read and written: 三百二十, 三百二, 320 and ３２０ are one value, 五六百 is a range of them."""

from draftbot.chinese.numerals.finding import (
    HALF_BEHIND,
    find_numbers,
    half_width,
    in_everyday_digits,
    may_hold_numbers,
    plain_digits,
    values_in,
)
from draftbot.chinese.numerals.reading import COUNTED_FROM_ONE, HAN, HAN_DIGITS, Number, integer_in, value_of
from draftbot.chinese.numerals.values import Value, all_said
from draftbot.chinese.numerals.writing import write_digits, write_number

__all__ = [
    "COUNTED_FROM_ONE",
    "HALF_BEHIND",
    "HAN",
    "HAN_DIGITS",
    "Number",
    "Value",
    "all_said",
    "find_numbers",
    "half_width",
    "in_everyday_digits",
    "integer_in",
    "may_hold_numbers",
    "plain_digits",
    "value_of",
    "values_in",
    "write_digits",
    "write_number",
]

"""Numbers as values, so that 三百二十, 320 and ３２０ count as equal."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = (("亿", 10**8), ("万", 10**4))
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?[万亿千百]?|[零〇○一二两三四五六七八九十百千万亿]+")


def values_in(text: str) -> list[float]:
    """The values of all numbers in `text`, in order. 二〇二四 is 2024."""
    plain = unicodedata.normalize("NFKC", text).replace("，", ",")
    return [_value(match.group()) for match in _NUMBER.finditer(plain)]


def _value(written: str) -> float:
    if not written[0].isdigit():
        return float(_chinese(written))
    scale = 1
    if written[-1] in "万亿千百":
        scale = (_SMALL | dict(_LARGE))[written[-1]]
        written = written[:-1]
    return float(written.replace(",", "").rstrip(".")) * scale


def _chinese(written: str) -> int:
    """The value of a Chinese numeral, place by place (三百二十) or digit by digit (二〇二四)."""
    if all(c in _DIGITS for c in written):
        return int("".join(str(_DIGITS[c]) for c in written))
    for mark, scale in _LARGE:
        if mark in written:
            before, _, after = written.rpartition(mark)
            return (_chinese(before) if before else 1) * scale + (_chinese(after) if after else 0)
    total = digit = 0
    for c in written:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (digit or 1) * _SMALL[c]
            digit = 0
    return total + digit

"""Numbers as values, so that 三百二十, 320 and ３２０ count as equal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftbot.chinese.scripts import to_simplified

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = (("亿", 10**8), ("万", 10**4))
# How cheques and vouchers write them.
_FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
CHINESE = "零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_ARABIC = r"\d+(?:[,，]\d{3}(?!\d))*(?:\.\d+)?"
_NUMBER = re.compile(
    rf"{_ARABIC}[百千]?[万亿]+(?:{_ARABIC}[百千]?[万]?)*|{_ARABIC}[百千]?"
    # 百 of 百分之 counts nothing.
    rf"|(?![百千万]分之)[{CHINESE}]+(?:点[{CHINESE}]+)?"
)
_PART = re.compile(rf"({_ARABIC})([百千]?[万亿]*)")
# ０－９％．： and the like, each to one character, so that offsets stay as they are.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，（）：；！？"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it stands (offsets into that text), as written, and what it amounts to."""

    start: int
    end: int
    text: str
    value: float


def plain_digits(text: str) -> str:
    """`text` in Simplified characters with half-width digits, of the same length."""
    return to_simplified(text).translate(_HALF_WIDTH)


def find_numbers(plain: str) -> list[Number]:
    """All numbers in a text given by `plain_digits`, in order; 二〇二四 is 2024, 1.2万 is 12000."""
    return [Number(*m.span(), m.group(), value_of(m.group())) for m in _NUMBER.finditer(plain)]


def values_in(text: str) -> list[float]:
    """The values of all numbers in `text`, in order."""
    return [number.value for number in find_numbers(plain_digits(text))]


def value_of(written: str) -> float:
    """The value of one number as `find_numbers` found it."""
    if written[0].isdigit():
        # 1亿3000万, 1万2千
        return round(sum(_scaled(part) for part in _PART.finditer(written)), 6)
    whole, _, decimals = "".join(_FORMAL.get(c, c) for c in written).partition("点")
    return float(f"{_chinese(whole)}.{''.join(str(_DIGITS.get(c, 0)) for c in decimals) or 0}")


def _scaled(part: re.Match[str]) -> float:
    scale = 1
    for mark in part.group(2):
        scale *= (_SMALL | dict(_LARGE))[mark]
    return float(re.sub("[,，]", "", part.group(1))) * scale


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

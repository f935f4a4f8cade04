"""Numbers written in Chinese characters."""

from __future__ import annotations

from draftbot.chinese.numerals.reading import HAN_DIGITS

LARGEST = 10**16 - 1
_SMALL = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))


def write_number(number: int) -> str:
    """`number` (0 to 10¹⁶ - 1) as it is said: 12 → 十二, 1205 → 一千二百零五, 120000000 → 一亿二千万.

    二 stands throughout, as in GB/T 15835; speech has 两 before 百, 千, 万 and 亿. Raises ValueError
    for any other number.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"no numeral for {number}: only for 0 to {LARGEST}")
    if number == 0:
        return "零"
    written = _written(number)
    return written.removeprefix("一") if written.startswith("一十") else written


def write_digits(number: int) -> str:
    """`number` digit by digit, as years are written: 2024 → 二〇二四."""
    return "".join(("〇" + HAN_DIGITS)[int(digit)] for digit in str(number))


def _written(number: int) -> str:
    for scale, mark in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            whole, rest = divmod(number, scale)
            gap = "零" if rest and rest < scale // 10 else ""
            return _written(whole) + mark + gap + (_written(rest) if rest else "")
    written, has_gap = "", False
    for scale, mark in _SMALL:
        digit, number = divmod(number, scale)
        if digit:
            written += ("零" if has_gap and written else "") + HAN_DIGITS[digit - 1] + mark
        has_gap = not digit
    return written

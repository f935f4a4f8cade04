"""One text for another, never a part of a number: 3次 does not stand in 13次, nor 3 in 2023年."""

from __future__ import annotations

import re

from draftbot.chinese.numerals import HAN

_NUMBER = re.compile(rf"[\d{HAN}]")


def occurrences_of(old: str) -> re.Pattern[str]:
    """What finds `old` where it cuts no number in two."""
    before = rf"(?<![\d.{HAN}])(?<!\d[,，])" if _NUMBER.match(old) else ""
    after = rf"(?![\d{HAN}]|\.\d|[,，]\d{{3}})" if old and _NUMBER.match(old[-1]) else ""
    return re.compile(f"{before}{re.escape(old)}{after}")


def replace_whole(text: str, old: str, new: str, most: int = 0) -> str:
    """`text` with `new` for `old`, the first `most` times; 0 is always."""
    return occurrences_of(old).sub(lambda _: new, text, count=most)

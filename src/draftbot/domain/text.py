"""How offices count text, and the mark of a blank."""

from __future__ import annotations

BLANK_OPEN, BLANK_CLOSE = "【待补：", "】"


def count_chars(text: str) -> int:
    """Characters in `text`, white space left out: how offices count length."""
    return len("".join(text.split()))

"""How wide a text is set."""

from __future__ import annotations

import unicodedata


def chars_wide(text: str) -> float:
    """Width of `text` in full-width characters; Latin letters and digits take half of one."""
    # Ambiguous ones (“ ” … —) are full-width in Chinese fonts.
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)

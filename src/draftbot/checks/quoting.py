"""How a remark names the sentence it is about."""

from __future__ import annotations

_QUOTED = 24


def start_of(text: str) -> str:
    """The start of a sentence, for quotation marks."""
    return f"{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}"

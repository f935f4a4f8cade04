"""How a remark names the sentence it is about."""

from __future__ import annotations

_QUOTED = 24


def quoted(text: str) -> str:
    """The start of a sentence in quotation marks."""
    return f"“{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}”"

"""A message in pieces: lines, clauses, and parts between commas; what is quoted stays whole."""

from __future__ import annotations

import re

_PAIRS = {"“": "”", "「": "」", "《": "》", "【": "】", "（": "）"}
# Pasted from a web page: its marks are not the user's words.
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,500}>")


def lines_of(message: str) -> list[str]:
    return [line.strip() for line in _TAG.sub(" ", message).splitlines() if line.strip()]


def clauses_of(line: str) -> list[str]:
    """What stands between full stops and semicolons; a question keeps its mark."""
    return _cut(line.replace("?", "？"), "。！!？；;", keep="？")


def parts_of(clause: str) -> list[str]:
    """What stands between commas."""
    return _cut(clause, "，,")


def _cut(text: str, marks: str, keep: str = "") -> list[str]:
    pieces, start, closer = [], 0, ""
    for i, c in enumerate(text):
        if closer:
            closer = "" if c == closer else closer
        elif c in _PAIRS and _PAIRS[c] in text[i:]:
            closer = _PAIRS[c]
        elif c in marks and not _inside_number(text, i):
            pieces.append(text[start : i + (c in keep)])
            start = i + 1
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip()]


def _inside_number(text: str, i: int) -> bool:
    """1,200 is one number."""
    return text[i] == "," and re.match(r"\d,\d{3}(?!\d)", text[max(0, i - 1) : i + 5]) is not None

"""Simplified and Traditional characters.

Matching is done on Simplified text, showing on the original; `to_simplified`
keeps the length, so an offset into its result is an offset into the original.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache, lru_cache

import opencc

from draftbot.domain import Script

_CJK = range(0x3400, 0xA000)
# A line or two of the other script (a quoted name, a variant character) does not make a text mixed.
_PURE = 0.9
_SAMPLE = 20_000
# Sentences and headings come again with every draft; so many of them, so long, are remembered:
# under 20 MB.
_MOST_SENTENCES, _SENTENCE = 20_000, 200


@cache
def _t2s() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _s2t() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@cache
def _character_tables() -> tuple[dict[int, str], frozenset[str], frozenset[str]]:
    """(Traditional → Simplified, characters only Traditional, only Simplified)."""
    characters = [chr(code) for code in _CJK]
    simplified = _t2s().convert("\n".join(characters)).split("\n")
    traditional = _s2t().convert("\n".join(characters)).split("\n")
    table = {ord(c): s for c, s in zip(characters, simplified, strict=True) if c != s and len(s) == 1}
    only_simplified = {
        c for c, t in zip(characters, traditional, strict=True) if c != t and ord(c) not in table
    }
    return table, frozenset(map(chr, table)), frozenset(only_simplified)


def to_simplified(text: str) -> str:
    """`text` in Simplified characters, of exactly the same length.

    OpenCC converts by phrase; where a phrase would change the length, that text
    is converted character by character instead, so that offsets stay valid.
    """
    return _sentence_simplified(text) if len(text) <= _SENTENCE else _simplified(text)


def _simplified(text: str) -> str:
    converted: str = _t2s().convert(text)
    if len(converted) == len(text):
        return converted
    return text.translate(_character_tables()[0])


_sentence_simplified = lru_cache(maxsize=_MOST_SENTENCES)(_simplified)


def to_traditional(text: str) -> str:
    """`text` in Traditional characters."""
    converted: str = _s2t().convert(text)
    return converted


def normalise(text: str) -> str:
    """`text` for matching: NFKC, then Simplified.

    NFKC may lengthen a few characters (㎡ → m2, ㈠ → (一)); offsets into the
    result are valid in the original only where none of these stand before.
    """
    return to_simplified(unicodedata.normalize("NFKC", text))


def script_of(text: str) -> Script:
    """Which script `text` is written in; Simplified when nothing tells.

    Counts the characters that exist in one script only, in the first 20,000.
    """
    _, only_traditional, only_simplified = _character_tables()
    counts = Counter(text[:_SAMPLE])
    traditional = sum(counts[c] for c in only_traditional.intersection(counts))
    simplified = sum(counts[c] for c in only_simplified.intersection(counts))
    total = traditional + simplified
    if total == 0 or simplified / total >= _PURE:
        return Script.SIMPLIFIED
    return Script.TRADITIONAL if traditional / total >= _PURE else Script.MIXED

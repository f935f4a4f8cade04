"""Pairs of neighbouring characters: what two Chinese texts can share without a dictionary."""

from __future__ import annotations

import re
import unicodedata

from draftbot.chinese.scripts import to_simplified

_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[a-z0-9]+(?:[.%][a-z0-9]*)*")
# Full-width letters, digits and their marks, circled, bracketed and Roman numbers,
# units in one character: all that NFKC changes in Chinese prose apart from
# punctuation, which no pair or word holds.
_WIDE = re.compile(
    r"[\u00b2-\u00be\u2070-\u209c\u2100-\u218b\u2460-\u24ff\u3200-\u33ff\uf900-\ufaff"
    r"\uff05\uff0d\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
)


def plain_text(text: str) -> str:
    """`text` simplified, in lower case and ordinary width, for counting pairs in.
    Cheaper than `normalise`: punctuation stays as it is."""
    if _WIDE.search(text):
        text = unicodedata.normalize("NFKC", text)
    return to_simplified(text).lower()


def grams_of(plain: str) -> list[str]:
    """The pairs of a `plain_text`, in order; a lone character and a Latin word
    or number count whole."""
    grams: list[str] = []
    for run in _RUN.findall(plain):
        if run[0] < "\u3400" or len(run) == 1:
            grams.append(run)
        else:
            grams += [run[i : i + 2] for i in range(len(run) - 1)]
    return grams

"""What is left of an English answer that is Chinese and has no business there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

HAN = re.compile(r"[\u3400-\u9fff]+")
# The innermost first: a sentence may quote in its turn.
QUOTED = re.compile(r"“[^“”]*”|【[^【】]*】|《[^《》]*》")
NUMBERS = re.compile(r"^[　 ]*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|· )", re.MULTILINE)


def chinese_in(answer: str, documents: Iterable[str] = ()) -> list[str]:
    """The Chinese of an answer outside quotation marks, headings' numbers, and `documents`:
    what reports, outlines, drafts and the user say."""
    for text in sorted({*documents}, key=len, reverse=True):
        if HAN.search(text):
            answer = answer.replace(text, "")
    answer = NUMBERS.sub("", answer)
    while (bare := QUOTED.sub("", answer)) != answer:
        answer = bare
    return HAN.findall(answer)


def texts_of(value: object) -> Iterator[str]:
    """Every text in a JSON document, line by line."""
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)

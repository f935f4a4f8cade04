"""Numbers of headings in which a digit was taken for a sign that looks like it: —、 for 一、, （ニ） for （二）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.enumerators import Number, parse_number
from draftbot.chinese.word_lists import word_table
from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.lines import Line, Place

NAME = "misread_numbers"
_SECOND = 2
_HEAD = re.compile(r"^\s*(?:[（(]\s*(?P<within>\S{1,3}?)\s*[）)]|(?P<before>\S{1,3}?)\s*[、.．])(?=\s*\S)")


@dataclass(frozen=True, slots=True)
class _Head:
    """The number at the head of a line; `text` is the line as it should be where the number was misread."""

    index: int
    number: Number
    text: str = ""


def mend_misread_numbers(lines: list[Line], account: Account) -> list[Line]:
    """Heads of lines that look like a number become it where they stand in its place: behind the one before
    it, or a first one before the second."""
    heads = [head for i, line in enumerate(lines) if (head := _head_of(i, line)) is not None]
    mended = list(lines)
    for k, head in enumerate(heads):
        if head.text and _is_in_place(heads, k):
            mended[head.index] = lines[head.index].with_text(head.text)
            account.enter(NAME, lines[head.index].number)
    return mended


def _head_of(index: int, line: Line) -> _Head | None:
    if line.place is not Place.TEXT:
        return None
    text = line.text.lstrip()
    number = parse_number(text)
    if number is not None:
        return _Head(index, number)
    match = _HEAD.match(line.text)
    if match is None:
        return None
    group = "within" if match["within"] else "before"
    start, end = match.span(group)
    read = "".join(_digits().get(sign, sign) for sign in match[group])
    likely = f"{line.text[:start]}{read}{line.text[end:]}"
    number = parse_number(likely.lstrip()) if read != match[group] else None
    return None if number is None else _Head(index, number, likely)


def _is_in_place(heads: Sequence[_Head], k: int) -> bool:
    number = heads[k].number
    if number.ordinal == 1:
        after = next((head.number for head in heads[k + 1 :] if head.number.family is number.family), None)
        return after is not None and after.ordinal == _SECOND
    before = next((head.number for head in reversed(heads[:k]) if head.number.family is number.family), None)
    return before is not None and before.ordinal == number.ordinal - 1


@cache
def _digits() -> dict[str, str]:
    """The digit that each sign stands for."""
    return {sign: digit for digit, signs in word_table("numbers_misread").items() for sign in signs}

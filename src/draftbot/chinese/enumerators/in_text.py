"""Numbers that number running text, not things: 一是, （二）, 第三, ①, 其一."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from draftbot.chinese.enumerators.numbers import Family, parse_number
from draftbot.chinese.numerals import COUNTED_FROM_ONE, HAN, HAN_DIGITS
from draftbot.chinese.word_lists import any_of, words_in

_N = f"[{HAN_DIGITS}十]{{1,3}}"
# At the head of a sentence these number it; 1 教室 and 第一章 are headings.
_OF_SENTENCES = frozenset(
    (
        Family.HAN, Family.HAN_BRACKET, Family.ARABIC, Family.ARABIC_COMMA, Family.BRACKET, Family.CIRCLE,
        Family.ORDER, Family.POINT,
    )
)  # fmt: skip
# An item of a list within a section.
ITEM = re.compile(rf"^(?:(?P<point>{_N})是|（{_N}）|(?P<digits>\d{{1,2}})[.．](?!\d))")
_SERIAL = re.compile(rf"[（(]?(?:\d{{1,3}}|{_N})[)）.、．]?")
_ORDINAL = re.compile(rf"第[{HAN}\d]+")
_ENUMERATOR = re.compile(
    rf"其[{HAN_DIGITS}](?=[是、，,：:])"
    rf"|(?:^|(?<=[。；：;:，,\s]))[{COUNTED_FROM_ONE}]{{1,3}}(?:[是要]|、(?![{HAN}]+[月日{HAN}]))"
    rf"|[（(]{_N}[)）]|(?:^|(?<=[。；;：:\n]))\s*[（(]\d{{1,2}}[)）]"
    r"|(?:^|(?<=[。；;\n]))\s*\d{1,2}(?:[.．](?!\d)|[、)）])|[①-⑳]"
)
_COUNTED = re.compile(r"\s*(\d{1,2})[.．]")
_MAY_COUNT = re.compile(r"(?<=[。；;\n])\s*(\d{1,2})[.．](?=\d)")


def numbers_of_text(plain: str) -> list[tuple[int, int]]:
    """Start and end of whatever numbers the text itself, or a place in a row: 一是, （二）, 3., 第三."""
    return [*enumerators_in(plain), *(match.span() for match in _ORDINAL.finditer(plain))]


def enumerators_in(plain: str) -> list[tuple[int, int]]:
    """The same without places in a row: 一是, （二）, 3., not 第三."""
    found = [match.span() for match in _ENUMERATOR.finditer(plain)]
    return sorted({*found, *_before_figures(plain, found)})


def _before_figures(plain: str, found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The numbers before figures that go on with the counting: the 2. of 1.换灯12盏。2.9月起每月一查."""
    counted = {int(m[1]) for start, end in found if (m := _COUNTED.fullmatch(plain[start:end]))}
    for match in _MAY_COUNT.finditer(plain):
        if int(match[1]) - 1 in counted:
            counted.add(int(match[1]))
            yield match.span()


def without_enumerator(sentence: str) -> str:
    """A sentence without 一是, （一）, 1., 其一, 首先 and the like at its head."""
    number = parse_number(sentence)
    if number and number.family in _OF_SENTENCES and not _goes_on(sentence, number.end):
        return sentence[number.end :]
    return _sequence().sub("", sentence)


def _goes_on(sentence: str, end: int) -> bool:
    """Whether what looks like an enumerator is the first of several numbers: 一、二年级, 3、4月."""
    return sentence[end - 1 : end] == "、" and (
        sentence[end : end + 1].isdigit() or sentence[end : end + 1] in HAN
    )


def is_serial(cell: str) -> bool:
    """Whether a cell of a table holds nothing but the number of its row."""
    return _SERIAL.fullmatch(cell) is not None


@cache
def _sequence() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(words_in('sequence'))})[，,、：:]?")

"""Figures in running text, read strictly and apart from what the writers mask with, so
that the check can find what the masking missed.

A figure is any number with a value (320, ３２０, 三百二十, 2.8万, 九成, 百分之五,
数十) and what it counts: the character behind it. What only looks like one
(ordinals, enumerators, set phrases, a count of the list before it) is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import rjieba

from draftbot.chinese.numerals import HAN, find_numbers, integer_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_table

_C = HAN
_NUMBER = re.compile(
    rf"(?P<arabic>\d+(?:,\d{{3}})*(?:\.\d+)?)(?P<scale>[十百千万亿]*)"
    rf"|(?P<parts>[{_C}]+分之[{_C}]+(?:点[{_C}]+)?)"
    rf"|(?P<vague>[数几][十百千万]+)"
    rf"|(?P<chinese>[{_C}]+(?:点[{_C}]+)?)"
)
# One Chinese digit is a figure only where it counts something: 三防 and 五育 count nothing.
_MEASURES = "个名人位次场期天年月日元所家间条台套辆份座处件项篇栋层块本支只张批轮届户米吨斤升克亩度倍成岁届班组点门种根户课学"
# 一 mostly means any (一个机制); it counts where it stands behind what it counts: 更换供应商一家.
_ONE_BEHIND = re.compile(r"[\u4e00-\u9fff]{2}一[家处名人次起件项所个台套场](?=[，。；、,;]|$)")
_EACH = re.compile(r"每|各|只|仅|至少|不少于|再|又|重新|逐")


@cache
def _no_figure() -> re.Pattern[str]:
    """What has numerals in it and yet says nothing of one unit or year: set phrases,
    festivals, congresses and plans, public telephone numbers, grades and classes."""
    table = word_table("set_phrases_with_numbers", "draftbot.evaluation.drafting")
    phrases = any_of(word for key in ("policy", "custom", "hours") for word in table[key])
    return re.compile(
        rf"{phrases}|(?:{any_of(table['days'])})"
        rf"|[“\"]?(?:{any_of(table['festivals'])})[”\"]?(?:{any_of(table['behind a festival'])})"
        rf"|党的[{_C}]+大|[{_C}]+届[{_C}]+中全会|[“\"]?十[{_C}][”\"]?五(?:规划|时期|期间|[”\"])|十[三四五]五"
        r"|(?<!\d)1(?:10|19|20|22)(?!\d)"
        rf"|[{_C}]年级|[初高大][一二三四]|[{_C}]科|[二三四五]级"
    )


_ORDINAL = re.compile(rf"第[{_C}\d]+(?![名届])")
_ENUMERATOR = re.compile(
    rf"(?:^|(?<=[。；：;:\n，,]))\s*(?:\([{_C}\d]+\)|[{_C}]+(?:是|要|、)|其[{_C}]|\d{{1,2}}[.、)](?!\d)|[①-⑳])"
)
_LIST = re.compile(
    rf"((?:[^，。；：、,;:]{{1,14}}、)+[^，。；：、,;:]{{1,14}}?)(?:等)?([{_C}])(?=[个项种类大级条])"
)
# NFKC would make a 2 of it.
_SQUARE = re.compile("㎡|m²")
_JOINT = re.compile(r"、|以及|或者|[和与及]")


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` None is a vague one (数十, 五六百); `counts` the character behind it, "" at an end."""

    text: str
    value: float | None
    counts: str

    @property
    def key(self) -> tuple[float | str, str]:
        """What makes two figures the same statement: 三百二十人 and 320人."""
        return (self.text if self.value is None else self.value), self.counts


def figures_in(text: str) -> list[Figure]:
    """The figures of a text, in order; blanks are to be taken out before."""
    plain = to_simplified(unicodedata.normalize("NFKC", _SQUARE.sub("平方米", text)))
    none = [m.span() for pattern in (_no_figure(), _ORDINAL, _ENUMERATOR) for m in pattern.finditer(plain)]
    none += [match.span(2) for match in _LIST.finditer(plain) if _counts_itself(match)]
    none += list(_idioms(plain))
    return [
        _figure(match, plain)
        for match in _NUMBER.finditer(plain)
        if not any(start <= match.start() and match.end() <= end for start, end in none)
        and _is_figure(match, plain)
    ]


def _figure(match: re.Match[str], text: str) -> Figure:
    behind = text[match.end() : match.end() + 2].lstrip("余多几 ")[:1]
    return Figure(match.group(), _value(match), behind if behind.isalnum() or behind in "%‰℃" else "")


def _value(match: re.Match[str]) -> float | None:
    """The number as one numeral, a share as part of one; None for a vague one and for a range."""
    numbers = find_numbers(match.group())
    if len(numbers) != 1 or numbers[0].text != match.group() or not numbers[0].value.is_exact:
        return None
    value = numbers[0].value.low
    return value / 100 if numbers[0].is_share else value


def _is_figure(match: re.Match[str], text: str) -> bool:
    written = match["chinese"]
    if not written or len(written) > 1:
        return written not in ("一一", "万一", "零零", "百千")
    behind = text[match.end() : match.end() + 1]
    if written == "一":
        clause = re.split(r"[，。；：,;:]", text[: match.end() + 1])[-1]
        return bool(_ONE_BEHIND.match(text, max(0, match.start() - 2))) and not _EACH.search(clause)
    return written not in "零〇百千万亿" and bool(behind) and behind in _MEASURES


def _counts_itself(match: re.Match[str]) -> bool:
    return len(_JOINT.findall(match[1])) + 1 == integer_in(match[2])


def _idioms(text: str) -> Iterator[tuple[int, int]]:
    """Where words of the dictionary stand that have a numeral in them and are no numerals
    (七巧板, 四季, 万众)."""
    at = 0
    for word, tag in rjieba.tag(text, False):
        if len(word) > 1 and not tag.startswith(("m", "t", "q")) and rjieba.has_word(word):
            yield at, at + len(word)
        at += len(word)

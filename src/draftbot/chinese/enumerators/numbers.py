"""Heading numbers: reading every family in use, writing them by 公文 rules.

GB/T 9704-2012 numbers 一、→（一）→1.→（1）; ① follows by custom. Real documents
mix in ㈠, 1、, 1）, 第一，, 一是, 第一章, 2.1 and bare digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

import rjieba

from draftbot.chinese.measures import measures
from draftbot.chinese.numerals import COUNTED_FROM_ONE, HAN_DIGITS, integer_in, write_number


class Family(IntEnum):
    """A way of numbering; the value orders them from the outermost inwards."""

    LEGAL = 1  # 壹、
    STEM = 2  # 甲、
    PART = 3  # 第一部分、第一篇
    CHAPTER = 4  # 第一章
    CLAUSE = 5  # 第一节
    HAN = 6  # 一、
    HAN_BRACKET = 7  # （一） ㈠ ㊀
    ARABIC = 8  # 1. 1．
    ARABIC_COMMA = 9  # 1、
    BARE = 10  # 1 or nothing between digit and text
    DECIMAL = 11  # 2.1
    BRACKET = 12  # （1） ⑴ 1）
    CIRCLE = 13  # ①
    ORDER = 14  # 第一，
    POINT = 15  # 一是


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the start of a line: `text` as written, `end` the offset at
    which the rest of the line begins, `parts` all components of a decimal."""

    family: Family
    ordinal: int
    text: str
    end: int
    parts: tuple[int, ...] = ()


_HAN = f"[{COUNTED_FROM_ONE}〇零]{{1,5}}"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LEGAL = "壹贰叁肆伍陆柒捌玖拾貳參陸"
_GAP = "[ \u3000\t]*"
_UNITS = "年月日号时点分秒个名人所家项次万亿千百元％%倍米公吨度位件条户类种天周岁多余年级届"
_NUMBER = re.compile(
    rf"""{_GAP}(?:
      (?P<part>第(?:{_HAN}|\d{{1,3}})(?P<kind>部分|篇|编|章|节)){_GAP}[:：、，]?
    | (?P<order>[第其](?P<order_n>{_HAN}))(?:[，、,：:]|(?<=其.)是)
    | (?P<point>(?P<point_n>[{HAN_DIGITS}]|十[一二三四五]?)(?:是|要))[：:，,]?
    | (?P<han>{_HAN})(?:{_GAP}(?:[、．.·・]|\u3000)|\x20+(?=[\u4e00-\u9fff]{{2}})(?![{_UNITS}]))
    | (?P<han_bracket>[（(〔]{_GAP}{_HAN}{_GAP}[）)〕]|{_HAN}[）)]|[㈠-㈩㊀-㊉]){_GAP}[、．.]?
    | (?P<legal>[{_LEGAL}]{{1,3}}){_GAP}(?:[、．.]|\u3000)
    | (?P<stem>[{_STEMS}]){_GAP}[、．.](?!{_GAP}[{_STEMS}])
    | (?P<dated>\d{{1,2}}[.．](?=\d{{1,2}}月|(?:19|20)\d{{2}}))
    | (?P<decimal>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})(?:{_GAP}[、]|[.．](?!\d)|[ \u3000]+|(?=[\u4e00-\u9fff]))
    | (?P<arabic>\d{{1,3}}{_GAP}[.．](?!\d)|[⒈-⒛])
    | (?P<arabic_comma>\d{{1,3}}{_GAP}、)
    | (?P<bracket>[（(]{_GAP}\d{{1,3}}{_GAP}[）)]|\d{{1,3}}[）)]|[⑴-⒇]){_GAP}[、．.]?
    | (?P<circle>[①-⑳❶-❿➀-➉]){_GAP}[、．.]?
    | (?P<bare>\d{{1,2}})(?:[ \u3000]+|(?=[\u4e00-\u9fff]))(?![{_UNITS}\d])
    ){_GAP}""",
    re.VERBOSE,
)
# More than any number with the gaps round it; the rest of the line cannot matter.
_LONGEST = 40
_FIRST = frozenset(f"第其{COUNTED_FROM_ONE}〇零（(〔㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩0123456789{_STEMS}{_LEGAL}")
_SYMBOLS = "㊀㈠⒈⑴①❶➀"
_PART_FAMILIES = {"章": Family.CHAPTER, "节": Family.CLAUSE}
_SIMPLE_FAMILIES = {
    "han": Family.HAN,
    "han_bracket": Family.HAN_BRACKET,
    "legal": Family.LEGAL,
    "stem": Family.STEM,
    "dated": Family.ARABIC,
    "arabic": Family.ARABIC,
    "arabic_comma": Family.ARABIC_COMMA,
    "bracket": Family.BRACKET,
    "circle": Family.CIRCLE,
    "bare": Family.BARE,
}


def parse_number(line: str) -> Number | None:
    """The number `line` begins with, or None. Simplified or Traditional alike."""
    stripped = line.lstrip(" \u3000\t")
    first = stripped[:1]
    if not (first in _FIRST or "①" <= first <= "➉" or "㊀" <= first <= "㊉"):
        return None
    number = _parsed(stripped[:_LONGEST])
    indent = len(line) - len(stripped)
    return replace(number, end=number.end + indent) if number and indent else number


# Every step of reading asks for the number of the same line again.
@lru_cache(maxsize=8192)
def _parsed(start: str) -> Number | None:
    match = _NUMBER.match(start.replace("節", "节").replace("編", "编") if start[0] == "第" else start)
    if match is None:
        return None
    text = start[: match.end()].strip(" \u3000\t")
    if match["part"]:
        family = _PART_FAMILIES.get(match["kind"], Family.PART)
        return Number(family, _ordinal(match["part"][1 : -len(match["kind"])]), text, match.end())
    if match["order"]:
        return Number(Family.ORDER, _ordinal(match["order_n"]), text, match.end())
    if match["point"]:
        return Number(Family.POINT, _ordinal(match["point_n"]), text, match.end())
    if match["decimal"]:
        return _decimal(match, text)
    for group, family in _SIMPLE_FAMILIES.items():
        if match[group]:
            return Number(family, _ordinal(match[group]), text, match.end())
    return None


def _decimal(match: re.Match[str], text: str) -> Number | None:
    rest = match.string[match.end() :]
    # 2.5万元 at the start of a line is an amount, not a heading number; 3.1人防力量 is one.
    if rest[:1] and rest[0] in _UNITS:
        word = rjieba.cut(rest)[0]
        if len(word) == 1 or word in measures() or (set(word) <= set(_UNITS) and word[0] != "多"):
            return None
    parts = tuple(int(part) for part in re.split("[.．]", match["decimal"]))
    return Number(Family.DECIMAL, parts[-1], text, match.end(), parts)


def _ordinal(text: str) -> int:
    """The value of a number in any of the notations above; 0 when it has none."""
    for first in _SYMBOLS:
        if ord(first) <= ord(text[0]) < ord(first) + 20:
            return ord(text[0]) - ord(first) + 1
    if text[0] in _STEMS:
        return _STEMS.index(text[0]) + 1
    return integer_in(text.strip("第其是（(〔）)〕、，． \u3000\t"))


def format_number(level: int, ordinal: int) -> str:
    """The 公文 number of a heading: level 1→一、 2→（一） 3→1. 4→（1） 5→①.

    Deeper levels are numbered like level 5, ordinals above 20 there like （21）.
    """
    if level <= 1:
        return write_number(ordinal) + "、"
    if level == 2:
        return f"（{write_number(ordinal)}）"
    if level == 3:
        return f"{ordinal}."
    if level == 4 or ordinal > 20:
        return f"（{ordinal}）"
    return chr(ord("①") + ordinal - 1)

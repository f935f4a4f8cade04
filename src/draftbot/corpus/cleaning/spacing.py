"""Spaces between all letters of a line, and numbers that stand on a line of their own."""

from __future__ import annotations

import re

from draftbot.chinese.enumerators import parse_number
from draftbot.chinese.numerals import COUNTED_FROM_ONE
from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.lines import Line, Place

_CJK = "\u3400-\u9fff〇"
_MARKS = "，。、；：！？“”‘’（）《》〈〉【】…—·"
_GAP = "[ \u3000]{1,3}"
_LETTER = re.compile(f"[{_CJK}]")
_SPACED_PAIR = re.compile(f"[{_CJK}{_MARKS}]{_GAP}(?=[{_CJK}{_MARKS}])")
_CLOSE_PAIR = re.compile(f"[{_CJK}{_MARKS}](?=[{_CJK}{_MARKS}])")
_CLOSED_UP = re.compile(rf"(?<=[{_CJK}{_MARKS}]){_GAP}(?=\S)|(?<=\S){_GAP}(?=[{_CJK}{_MARKS}])")
_LONE_FIGURES = re.compile(rf"(?<=(?<!\d)\d){_GAP}(?=\d(?!\d))")
_COUNT = re.compile(f"^[{COUNTED_FROM_ONE}日〇 \u3000]+$")
_FEWEST, _SHARE = 3, 0.8
# A line of few letters must have all its spaces: 安 全 工 作.
_FEW = 8
_FEW_SIGNS, _LEAST_LETTERS = 6, 2
# Between two letters set wide is more than between the two of a name; an ideographic space takes two cells.
_WIDE_GAP, _MOST_WIDE = 3, 12
_GAPS = re.compile("[ \u3000]+")

# A heading of two letters is often set wide: 一、巡  查.
_WIDE = 2
_WIDE_HEADING = re.compile(rf"(?<=[{_CJK}]){_GAP}(?=[{_CJK}]\s*$)")
_LONE_NUMBER = re.compile(
    r"^\s*(?:part|no\.?|step)?\s*[.·:：—\-]*\s*(?P<n>0?\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.、．/|]?\s*$",
    re.IGNORECASE,
)
_HAN = "一二三四五六七八九十"
_LONGEST_HEADING = 26
_NOT_IN_HEADING = re.compile("[。！？；，：,;!?|]")


def close_letters_up(lines: list[Line], account: Account) -> list[Line]:
    """工 作 总 结 becomes 工作总结 where nearly all letters of a line stand apart."""
    mended: list[Line] = []
    for line in lines:
        if " " not in line.text and "\u3000" not in line.text:
            pass
        elif _is_word_set_wide(line.text):
            account.enter("letter_spacing", line.number)
            line = line.with_text(_GAPS.sub("", line.text))
        elif is_spaced(line.text):
            account.enter("letter_spacing", line.number)
            line = line.with_text(_LONE_FIGURES.sub("", _CLOSED_UP.sub("", line.text)))
        elif _is_wide_heading(line.text):
            account.enter("letter_spacing", line.number)
            line = line.with_text(_WIDE_HEADING.sub("", line.text))
        mended.append(line)
    return mended


def _is_word_set_wide(text: str) -> bool:
    """Whether a line is of a few letters that all stand alone, however wide the gaps: 报    告."""
    signs = text.split()
    if not _WIDE <= len(signs) <= _MOST_WIDE or _COUNT.match(text):
        return False
    if not all(len(sign) == 1 and _LETTER.match(sign) for sign in signs):
        return False
    cells = (len(gap) + gap.count("\u3000") for gap in _GAPS.findall(text.strip()))
    return len(signs) > _WIDE or min(cells) >= _WIDE_GAP


def _is_wide_heading(text: str) -> bool:
    number = parse_number(text) if _WIDE_HEADING.search(text) else None
    return number is not None and len("".join(text[number.end :].split())) == _WIDE


def is_spaced(text: str) -> bool:
    """Whether nearly all letters of a line have a space between them."""
    text = text.strip()
    if text.count(" ") + text.count("\u3000") < _FEWEST - 1:
        return False
    if _is_all_apart(text):
        return True
    letters = len(_LETTER.findall(text))
    if letters < _FEWEST or _COUNT.match(text) or " | " in text:
        return False
    spaced, close = len(_SPACED_PAIR.findall(text)), len(_CLOSE_PAIR.findall(text))
    wanted = 1.0 if letters <= _FEW and close == 0 else _SHARE
    return spaced >= _FEWEST - 1 and spaced >= wanted * (spaced + close)


def _is_all_apart(text: str) -> bool:
    """Whether a line is of letters and figures that all stand alone: 2 0 2 4 年 3 月."""
    signs = text.split()
    is_apart = len(signs) >= _FEW_SIGNS and all(len(sign) == 1 for sign in signs)
    return (
        is_apart
        and len(_LETTER.findall(text)) >= _LEAST_LETTERS
        and not _COUNT.match(text)
        and "|" not in signs
    )


def join_lone_numbers(lines: list[Line], account: Account) -> list[Line]:
    """01 on a line of its own and the short line below it become one heading, where such
    numbers count up from one. Blank lines are expected gone."""
    found: list[tuple[int, int]] = []
    for i, line in enumerate(lines[:-1]):
        match = _LONE_NUMBER.match(line.text)
        if match and line.place is Place.TEXT and _could_be_heading(lines[i + 1]):
            found.append((i, _value(match["n"])))
    series = _counted_up(found)
    if len(series) < 2:
        return lines
    joined: list[Line] = []
    for i, line in enumerate(lines):
        if i - 1 in series:
            number = _LONE_NUMBER.match(lines[i - 1].text)
            written = number["n"] if number else ""
            mark = "、" if written[0] in _HAN else " "
            joined.append(line.with_text(f"{written}{mark}{line.text.strip()}"))
            account.enter("lone_numbers", line.number)
        elif i not in series:
            joined.append(line)
    return joined


def _could_be_heading(line: Line) -> bool:
    text = line.text.strip()
    return (
        2 <= len(text) <= _LONGEST_HEADING and not _NOT_IN_HEADING.search(text) and bool(_LETTER.search(text))
    )


def _value(written: str) -> int:
    if written.isdigit():
        return int(written)
    tens, _, ones = written.rpartition("十")
    if "十" in written:
        return 10 * (_HAN.index(tens) + 1 if tens else 1) + (_HAN.index(ones) + 1 if ones else 0)
    return _HAN.index(written[0]) + 1


def _counted_up(found: list[tuple[int, int]]) -> set[int]:
    """The lines of the numbers that count 1, 2, 3 …"""
    series: set[int] = set()
    last = 0
    for i, value in found:
        if value == last + 1 or value == 1:
            series.add(i)
            last = value
    return series

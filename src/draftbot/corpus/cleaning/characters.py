"""Repairs within a line that need no context: entities, invisible characters,
width of digits and punctuation."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from draftbot.chinese.numerals import HAN_DIGITS
from draftbot.corpus.cleaning.account import SUSPECT, Account
from draftbot.corpus.lines import Line

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufff9-\ufffc]"
)
_ODD_SPACE = re.compile("[\xa0\u2000-\u200a\u202f\u205f\t]")
# A number with its points and commas, digits and letters.
_WIDE = re.compile(
    "[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])(?:．[０-９]+)?％?|[０-９]+．[０-９]+％?|[０-９]+％|[０-９Ａ-Ｚａ-ｚ]"
)
_TO_NARROW = {
    code: code - 0xFEE0
    for code in (
        0xFF05,
        0xFF0C,
        0xFF0E,
        *range(0xFF10, 0xFF1A),
        *range(0xFF21, 0xFF3B),
        *range(0xFF41, 0xFF5B),
    )
}
# 二O二二年: letters where a zero stands.
_LETTERS_OF_YEAR = re.compile(rf"(?<![A-Za-z])[{HAN_DIGITS}〇○]{{1,2}}[Oo〇○{HAN_DIGITS}]{{2,3}}(?=\s*年)")
# 1 9 9 7 年: each digit followed by one space, three or more in a row.
_SPACED_DIGITS = re.compile(r"(?<![\d.])\d(?: \d){2,}(?!\d)")
_CJK = "\u3400-\u9fff"
# After Chinese a comma is a Chinese comma; after digits and letters only before Chinese.
_HALF = re.compile(
    rf"(?<=[{_CJK}”’》）】]) ?([,;:!?])(?!/|[,;:!?])(?: (?=[{_CJK}“‘《（【(\d])|(?! ))|(?<=[0-9A-Za-z%]) ?([,;:!?])(?=[{_CJK}“‘《（【])"
)
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_BRACKETS = re.compile(r"\(([^()（）\n]{1,80})\)")
# （一 ) or ( 1) before a line of Chinese.
_LOOSE_NUMBER = re.compile(rf"^[（(]\s*([一二三四五六七八九十]{{1,3}}|\d{{1,2}})\s*[）)](?=[^\n]*[{_CJK}])")
_SPLIT_NUMBER = re.compile(r"^\s*(\d{1,2})\.(\d) (\d)[ \u3000]+")
_WHOLE_NUMBER = re.compile(r"^\s*(\d{1,2})\.(\d{1,2})(?!\d)")
_SUSPECT = re.compile(
    rf"[\ufffd\ue000-\uf8ff□]|^\*{{1,4}}[、.．]|(?<=[进進统統逐唯第]) ?1 ?(?=[步一系些、，期])|(?<=[{_CJK}]) 1 (?=[系些步])"
    # What is left of pinyin in brackets when its character and bracket were lost.
    r"|[?？][a-z]*[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-z]*[)）]"
)
_HAS_CJK = re.compile(f"[{_CJK}]")


def unescape_entities(lines: list[Line], account: Account) -> list[Line]:
    """HTML entities left in the text (&nbsp; &ldquo;) become their characters."""
    return _substituted(lines, account, "html_entities", _ENTITY, lambda match: html.unescape(match.group()))


def drop_invisible(lines: list[Line], account: Account) -> list[Line]:
    """Control and zero-width characters go; odd spaces become plain ones."""
    lines = _substituted(lines, account, "invisible_characters", _INVISIBLE, lambda _: "")
    return _substituted(lines, account, "odd_spaces", _ODD_SPACE, lambda _: " ")


def narrow_digits(lines: list[Line], account: Account) -> list[Line]:
    """Full-width digits and letters become half-width, and so do the points, commas and
    per cent signs of their numbers: ９８．６％. The zeros of 二O二四年 become zeros."""
    lines = _substituted(
        lines, account, "full_width_digits", _WIDE, lambda m: m.group().translate(_TO_NARROW)
    )
    return _substituted(
        lines, account, "letters_for_zeros", _LETTERS_OF_YEAR, lambda m: re.sub("[Oo]", "〇", m.group())
    )


def join_spaced_digits(lines: list[Line], account: Account) -> list[Line]:
    """1 9 9 7 年 becomes 1997年."""
    return _substituted(lines, account, "spaced_digits", _SPACED_DIGITS, lambda m: m.group().replace(" ", ""))


def widen_punctuation(lines: list[Line], account: Account) -> list[Line]:
    """Half-width punctuation between Chinese characters becomes full-width; so
    do brackets round Chinese or next to it. Western text keeps its own."""
    lines = _substituted(lines, account, "numbering_brackets", _LOOSE_NUMBER, lambda m: f"（{m.group(1)}）")
    lines = _substituted(lines, account, "half_width_brackets", _BRACKETS, _wide_brackets)
    return _substituted(
        lines, account, "half_width_punctuation", _HALF, lambda m: _FULL[m.group(1) or m.group(2)]
    )


def mend_split_numbers(lines: list[Line], account: Account) -> list[Line]:
    """2.1 0 after 2.9 becomes 2.10: a heading number torn apart, told by the count."""
    mended: list[Line] = []
    last = (0, 0)
    for line in lines:
        match = _SPLIT_NUMBER.match(line.text)
        if match and (int(match[1]), int(match[2] + match[3]) - 1) == last:
            account.enter("split_numbers", line.number)
            line = line.with_text(f"{match[1]}.{match[2]}{match[3]} {line.text[match.end() :]}")
        whole = _WHOLE_NUMBER.match(line.text)
        if whole:
            last = (int(whole[1]), int(whole[2]))
        mended.append(line)
    return mended


def count_suspects(lines: list[Line], account: Account) -> list[Line]:
    """Enters what looks damaged but cannot be mended for certain: characters
    that were lost, numbers masked by stars, 1 where 一 stood."""
    for line in lines:
        account.enter(SUSPECT, line.number, len(_SUSPECT.findall(line.text)))
    return lines


def _wide_brackets(match: re.Match[str]) -> str:
    text, (start, end) = match.string, match.span()
    beside = text[start - 1 : start] + text[end : end + 1]
    if _HAS_CJK.search(match.group(1)) or _HAS_CJK.search(beside):
        return f"（{match.group(1)}）"
    return match.group()


def _substituted(
    lines: list[Line],
    account: Account,
    name: str,
    pattern: re.Pattern[str],
    replacement: Callable[[re.Match[str]], str],
) -> list[Line]:
    mended: list[Line] = []
    for line in lines:
        if not pattern.search(line.text):
            mended.append(line)
            continue
        text, count = pattern.subn(replacement, line.text)
        if text != line.text:
            account.enter(name, line.number, count)
            line = line.with_text(text)
        mended.append(line)
    return mended

"""Which lines are headings, and where a heading that runs on into its paragraph ends."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.dates import opens_with_year
from draftbot.chinese.enumerators import Family, Number, parse_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.corpus.lines import Line
from draftbot.corpus.set_lines import addresses_somebody

# Longest headings, in characters: a line of its own, and one that runs on.
_WHOLE = 50
_ALONE_SENTENCE = 40
_RUN_IN = {Family.HAN: 40, Family.HAN_BRACKET: 40}
_RUN_IN_OTHER = 30
_LENIENT = 50
_COLON = 20
# … 目标任务 一是…: a heading, a gap, and the list that should begin a new line.
_GAP_BEFORE_LIST = re.compile(r"[ \u3000]+(?=(?:一是|一要|（一）|第一，|1[.、]))")
_UNNUMBERED = 26
_END = re.compile("[。！？；!?;]")
_GAP_BEFORE_TEXT = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff\d])")
_NOT_IN_HEADING = re.compile("[。！？；，,;!?|]")
_FEWEST, _BODY, _LEAST_BODY = 3, 30, 12


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words_in('lead_ins'))}|(?:方面|要求|是)[:：]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line taken as a heading. `number` is as written ("" without), `body`
    what runs on behind it in the same line. `whole` says that the line is
    nothing but the heading."""

    number: str
    title: str
    body: str
    whole: bool


def numbered_heading(
    line: str, number: Number, following: str | None, *, lenient: bool = False
) -> Heading | None:
    """The heading in a line that begins with `number`, or None if the line is
    an item of running text. `following` is the next line, None at the end;
    `lenient` is for an item of a list that is known to have headings."""
    rest = line[number.end :].strip()
    if not rest or not re.search(r"[\u3400-\u9fffA-Za-z]", rest):
        return None
    gap = _GAP_BEFORE_LIST.search(rest)
    if gap is None and number.family in _RUN_IN and "。" in rest:
        gap = _GAP_BEFORE_TEXT.search(rest, 0, _RUN_IN[number.family])
    if gap and gap.start() <= _WHOLE and not _END.search(rest, 0, gap.start()):
        return Heading(number.text, rest[: gap.start()].strip(), rest[gap.end() :].strip(), whole=False)
    colon = _colon_heading(number, rest)
    if colon is not None:
        return colon
    end = _END.search(rest)
    if end is None:
        return _open_ended(number, rest)
    title, body = rest[: end.start()].strip(), rest[end.end() :].strip()
    if end.group() != "。" or not title:
        return None
    longest = _LENIENT if lenient else _RUN_IN.get(number.family, _RUN_IN_OTHER)
    if body:
        if _goes_on_counting(number, body):
            return None
        fits = len(title) <= longest and title.count("，") <= 2
        return Heading(number.text, title, body, whole=False) if fits else None
    if lenient and len(title) <= longest:
        return Heading(number.text, title, "", whole=False)
    if number.family >= Family.BRACKET or len(title) > _ALONE_SENTENCE or following is None:
        return None
    below = parse_number(following)
    stands_over_text = below is None or below.family > number.family
    return Heading(number.text, title, "", whole=False) if stands_over_text else None


def _goes_on_counting(number: Number, body: str) -> bool:
    """Whether what stands behind an item in its line holds the next of the same kind: 一是…。二是…。, which is a
    list in running text."""
    following = (parse_number(piece.strip()) for piece in _END.split(body))
    return any(other is not None and other.family is number.family for other in following)


def _colon_heading(number: Number, rest: str) -> Heading | None:
    at = rest.find("：")
    if at < 0:
        return None
    title, body = rest[:at].strip(), rest[at + 1 :].strip()
    if not title or len(title) > _COLON or _NOT_IN_HEADING.search(title):
        return None
    if number.family in (Family.POINT, Family.ORDER) and not body:
        return None
    return Heading(number.text, title, body, whole=not body)


def _open_ended(number: Number, rest: str) -> Heading | None:
    """A numbered line without any full stop: a heading if it is short."""
    if len(rest) > _WHOLE or rest[-1] in "，,、" or " | " in rest:
        return None
    return Heading(number.text, rest.rstrip("：: "), "", whole=True)


def _undecorated(text: str) -> str:
    """A line without the stars and squares that set it off: ★存在问题★."""
    first, last = 0, len(text)
    while first < last and unicodedata.category(text[first]) == "So":
        first += 1
    while last > first and unicodedata.category(text[last - 1]) == "So":
        last -= 1
    return text[first:last].strip()


def is_unnumbered_heading(
    line: Line, before: Line | None, after: Line | None, *, lenient: bool = False
) -> bool:
    """Whether a line without number or style is a heading by its shape: short, no mark in it, between
    a finished paragraph and running text. `lenient` is for a text that is known to have such headings:
    a shorter one over shorter text."""
    text = _undecorated(line.text)
    if after is None or not 2 <= len(text) <= _UNNUMBERED or opens_with_year(text):
        return False
    plain = to_simplified(text)
    if text[-1] in "：:":
        return len(text) <= 12 and not _lead_in().search(plain) and not addresses_somebody(plain)
    if (
        _NOT_IN_HEADING.search(text)
        or addresses_somebody(plain)
        or "了" in text
        or text[-1] in "、”》）)…—"
        or not (text[0].isalnum() or text[0] in "“《（(【")
    ):
        return False
    if not re.search(rf"[\u3400-\u9fff]{{{_FEWEST - lenient}}}", text):
        return False
    if before is not None and parse_number(before.text) is None and before.text[-1] not in "。！？；：…”）":
        return False
    number = parse_number(after.text)
    if lenient and number is None:
        return len(text) <= _LEAST_BODY <= len(after.text) and after.text[-1] in "。！？"
    return number is not None or len(after.text) >= _BODY

"""Lines that every report has in set words: whom it addresses, how it opens and closes, its date.

All take Simplified text.
"""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.dates import is_signing_date
from draftbot.chinese.word_lists import any_of, word_table

_HAN_DIGITS = "〇○零一二三四五六七八九"
_YEAR = rf"^[（(]?\s*(?:\d{{4}}|[{_HAN_DIGITS}]{{4}}|(?:19|20)[\d_xX*]{{2}})\s*年"
_PART = rf"\s*[\d{_HAN_DIGITS}十_xX*]{{1,3}}\s*"
_STARTS_WITH_YEAR = re.compile(_YEAR)
_DATE = re.compile(rf"{_YEAR}{_PART}月(?:{_PART}日)?\s*[）)]?$")


def is_date(line: str) -> bool:
    """Whether a line is a date, as under a signature or in brackets under a title."""
    return bool(_DATE.match(line)) or is_signing_date(line)


def starts_with_year(line: str) -> bool:
    """Whether a line begins with a year, be it masked: 20__年."""
    return bool(_STARTS_WITH_YEAR.match(line))


def is_salutation(line: str) -> bool:
    """Whether a line is an address of its own: 各位领导：, 区教育局："""
    return bool(_salutation().match(line))


def addresses_somebody(line: str) -> bool:
    """Whether a line speaks to somebody, or ends on people or units as an address does."""
    return bool(_address().search(line))


def ends_on_people(line: str) -> bool:
    """Whether a line ends on whom a speech is for: 各位代表."""
    return bool(_people_at_end().search(line))


def opens_a_report(paragraph: str) -> bool:
    """Whether a paragraph begins as the first of a report does: 现将…如下, 为了…, 今年以来."""
    return bool(_opening().match(paragraph))


def closes_a_report(line: str) -> bool:
    """Whether a line begins or ends as the last of a report does: 特此报告, …请予审议。"""
    return bool(_closing().search(line))


def begins_closing(line: str) -> bool:
    """Whether one of a report's last lines begins its closing."""
    return bool(_closing_begins().match(line))


@cache
def _salutation() -> re.Pattern[str]:
    words = word_table("salutations")
    people, units = any_of(words["people"]), any_of((*words["units"], *words["units of letters"]))
    return re.compile(
        rf"^(?:{any_of(words['opens'])}).{{0,40}}[:：]$|^.{{0,30}}(?:{people})(?:们|好|您好|大家好)*[:：]$"
        rf"|^(?!{any_of(words['labels'])})[^。；：:]{{2,60}}(?:{units})[:：]$"
    )


@cache
def _address() -> re.Pattern[str]:
    words = word_table("salutations")
    anybody = any_of((*words["people"], *words["units"]))
    return re.compile(rf"^(?:{any_of(words['opens'])})|(?:{anybody})们?(?:好)?[：:，！!]?$")


@cache
def _people_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(word_table('salutations')['people'])})们?$")


@cache
def _opening() -> re.Pattern[str]:
    words = {key: f"(?:{any_of(listed)})" for key, listed in word_table("openings").items()}
    masked_year = r"\*{1,4}年|20__年|某年"
    return re.compile(
        rf"^(?:{words['announces']}.{{0,60}}{words['announced']}"
        rf"|{words['time']}|自\d{{4}}年|{masked_year}|{words['purpose']}|{words['basis']}|{words['self']}"
        rf"|(?:19|20)[\d_xX*]{{2}}年度?(?:{words['behind a year']}|.{{0,25}}{words['behind a year, further on']})"
        rf"|.{{2,40}}?在.{{2,50}}?{words['guidance']}[下和])"
    )


@cache
def _closing() -> re.Pattern[str]:
    words = {key: any_of(listed) for key, listed in word_table("closings").items()}
    return re.compile(rf"^(?:{words['begins']})|(?:{words['ends']})[。！!]?$|新的?(?:{words['new']})[。！!]$")


@cache
def _closing_begins() -> re.Pattern[str]:
    people = any_of(word_table("salutations")["people"])
    return re.compile(rf"{any_of(word_table('closings')['begins'])}|各位(?:{people})[，！!]|附件")

"""The offices whose holders write 述职报告, as titles name them."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_set, words_in

_OFFICES = "offices_in_titles"
_DEPUTY = "副"
_SHORTEST = 2
# An office said by itself has no more characters, of words with these tags.
_LONGEST, _NAMING = 10, "nvjbqs"


def office_in(title: str) -> str:
    """The last office that a title names (副园长, 教研主任); "" for none."""
    found = _office().findall(to_simplified(title))
    if not found:
        return ""
    # 2班班主任 is no 班班主任.
    known = [office for office in words_in(_OFFICES, "others") if found[-1].endswith(office)]
    return max(known, key=len, default=found[-1])


def ends_in_office(name: str) -> bool:
    """Whether a text ends as names of offices do: by one that is known, or by the noun for whoever
    holds one (护士长, 安全员, 楼长), whatever the office is."""
    plain = to_simplified(name)
    if (known := office_in(plain)) and plain.endswith(known):
        return True
    last = rjieba.cut(plain, True)[-1] if plain else ""
    ends = plain.endswith(words_in(_OFFICES, "ends"))
    # 成长 and 增长 are words; a noun that the dictionary has for a person is one of its own.
    return ends and len(plain) >= _SHORTEST and last not in word_set(_OFFICES, "no offices")


def office_alone(text: str) -> str:
    """A text that is but the name of an office, with what it is of: 支行副行长; "" for any other."""
    plain = to_simplified(text)
    is_name = len(plain) <= _LONGEST and plain.isalpha() and ends_in_office(plain)
    return plain if is_name and all(tag[:1] in _NAMING for _, tag in rjieba.tag(plain, False)) else ""


def is_like_office(one: str, other: str) -> bool:
    """Whether two offices have like duties: the same, or two heads of units."""
    return one == other or {one, other} <= word_set(_OFFICES, "heads")


def is_head(office: str) -> bool:
    """Whether an office is that of whoever leads a unit, whose year is the unit's."""
    return office in word_set(_OFFICES, "heads")


def is_deputy(office: str) -> bool:
    """Whether an office is that of a deputy, whoever is the head."""
    return office.startswith(_DEPUTY)


def is_deputy_of(one: str, other: str) -> bool:
    """Whether one of two offices is the deputy of the other: 副园长 and 园长, 副园长 and 校长."""
    plain = one.removeprefix(_DEPUTY), other.removeprefix(_DEPUTY)
    return one != other and one.startswith(_DEPUTY) != other.startswith(_DEPUTY) and is_like_office(*plain)


@cache
def _office() -> re.Pattern[str]:
    heads, of_something = any_of(words_in(_OFFICES, "heads")), any_of(words_in(_OFFICES, "of something"))
    others = any_of(words_in(_OFFICES, "others"))
    of = any_of(words_in(_OFFICES, "of"))  # 主任 of 供销社的主任 is all of it
    return re.compile(rf"副?(?:{heads})|{others}|(?:(?!.?{of})[\u4e00-\u9fff]{{2}})?(?:{of_something})")

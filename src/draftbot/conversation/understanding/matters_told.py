"""What a request says that its paper is to tell of: a list of matters."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from draftbot.chinese.aspects import has_aspect
from draftbot.chinese.numerals import HAN, value_of
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.facts.amounts import amounts_in

_LIST = "new_requests"
_MARKS = " 　，,。：:；;"
_FEWEST_NAMED, _FEWEST_LISTED = 2, 3
_LONGEST_MATTER = 14
# Whoever asks for a list is named in so many characters.
_LONGEST_ASKER = 4


def matter_in(piece: str) -> tuple[str, ...]:
    """What a piece says that the paper is mainly to tell: 主要讲晨检、消毒; () for fewer than two."""
    plain = to_simplified(piece).strip(_MARKS)
    matter, ends = (any_of(words_in(_LIST, key)) for key in ("matter", "matter ends"))
    behind = f"{any_of(words_in(_LIST, 'matter behind'))}|{_all_told()}"
    begin = any_of(word for word in words_in(_LIST, "lists begin") if len(word) > 1)
    led = matter if amounts_in(plain) else f"{matter}|{_in_charge()}|{_to_be_told()}"
    told = re.fullmatch(rf"(?:{led})[：:]?(.+?)(?:{ends}|{_all_told()})?", plain)
    told = told or re.fullmatch(rf"(?:{begin})?(.+?)(?:{behind})", plain)
    # By whole words: the 和 of 和谐 joins nothing.
    words = rjieba.cut(told[1], False) if told else []
    joints = words_in(_LIST, "joints")
    items = _items_of("".join("、" if word in joints else word for word in words), _FEWEST_NAMED)
    return items if _are_so_many(items, told) else ()


def matter_listed(piece: str) -> tuple[str, ...]:
    """What a piece lists, three things or more and nothing else: 慰问、劳动竞赛、维权; () for one that
    tells what was done (查了用电、厨房、门禁) or how much of it there was."""
    plain = to_simplified(piece).strip(_MARKS)
    begin = any_of(words_in(_LIST, "lists begin", "matter"))
    ends = any_of(words_in(_LIST, "lists end", "matter behind", "matter ends"))
    told = re.fullmatch(rf"(?:{begin}|{_to_be_told()})?(.+?)(?P<all>{ends}|{_all_told()})?", plain)
    if (amounts_in(plain) or has_aspect(plain)) and not (told and told["all"]):
        return ()
    items = _items_of(told[1] if told else plain, _FEWEST_LISTED)
    return items if _are_so_many(items, told) else ()


def _are_so_many(items: tuple[str, ...], told: re.Match[str] | None) -> bool:
    """Whether a list is as long as it is said to be behind it: 监控46个 counts no list."""
    count = told.groupdict().get("count") if told else None
    return not count or value_of(count).low == len(items)


def _items_of(text: str, fewest: int) -> tuple[str, ...]:
    """The things listed, without who asks for them (校长交代备课) and what joins the last (和毕业生见面)."""
    text = _asked_for().sub("", text)
    joints = any_of(word for word in words_in(_LIST, "joints") if word != "、")
    items = [
        re.sub(rf"^(?:{joints})(?=.{{2}})", "", item.strip()) for item in text.split("、") if item.strip()
    ]
    is_list = len(items) >= fewest and all(2 <= len(item) <= _LONGEST_MATTER for item in items)
    return tuple(items) if is_list else ()


@cache
def _all_told() -> str:
    """这几样都得写到: what says that all of a list is wanted."""
    each, part, all_, due, told, whole = (
        any_of(words_in(_LIST, f"of a list {key}"))
        for key in ("these", "parts", "all", "due", "told", "whole")
    )
    number = rf"(?<![{HAN}两\d])[{HAN}两\d]"
    so_many = rf"(?:(?:{each})(?:{number}|几)?|(?P<count>{number})|几)(?:{part})"
    is_told = rf"(?:{told})(?:{whole})?"
    wanted = rf"(?:(?:{all_})+(?:{due})?|(?:{due}))(?:{is_told}|{any_of(words_in(_LIST, 'there is'))})"
    return rf"(?:{so_many})(?:{wanted})?|{wanted}"


@cache
def _to_be_told() -> str:
    """要讲到: what says, before a list, that all of it is wanted."""
    due, told, whole = (any_of(words_in(_LIST, f"of a list {key}")) for key in ("due", "told", "whole"))
    return rf"(?:{due})(?:{told})(?:{whole})?"


@cache
def _in_charge() -> str:
    """我平时管: what says that somebody's duties follow."""
    we, when, charge = (any_of(words_in(_LIST, key)) for key in ("we", "mostly", "in charge"))
    return rf"(?:{we})*(?:{when})*(?:{charge})"


@cache
def _asked_for() -> re.Pattern[str]:
    return re.compile(rf"^.{{0,{_LONGEST_ASKER}}}?(?:{any_of(words_in(_LIST, 'bids'))})(?=.{{2}})")

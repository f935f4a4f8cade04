"""What a request says that its paper is to tell of: a list of matters."""

from __future__ import annotations

import re

import rjieba

from draftbot.chinese.aspects import has_aspect
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.facts.amounts import amounts_in

_LIST = "new_requests"
_MARKS = " 　，,。：:；;"
_FEWEST_NAMED, _FEWEST_LISTED = 2, 3
_LONGEST_MATTER = 14


def matter_in(piece: str) -> tuple[str, ...]:
    """What a piece says that the paper is mainly to tell: 主要讲晨检、消毒; () for fewer than two."""
    plain = to_simplified(piece).strip(_MARKS)
    matter, ends = (any_of(words_in(_LIST, key)) for key in ("matter", "matter ends"))
    behind = any_of(words_in(_LIST, "matter behind"))
    told = re.fullmatch(rf"(?:{matter})[：:]?(.+?)(?:{ends})?", plain)
    told = told or re.fullmatch(rf"(.+?)(?:{behind})", plain)
    # By whole words: the 和 of 和谐 joins nothing.
    words = rjieba.cut(told[1], False) if told else []
    joints = words_in(_LIST, "joints")
    return _items_of("".join("、" if word in joints else word for word in words), _FEWEST_NAMED)


def matter_listed(piece: str) -> tuple[str, ...]:
    """What a piece lists, three things or more and nothing else: 慰问、劳动竞赛、维权; () for one that
    tells what was done (查了用电、厨房、门禁) or how much of it there was."""
    plain = to_simplified(piece).strip(_MARKS)
    if amounts_in(plain) or has_aspect(plain):
        return ()
    begin = any_of(words_in(_LIST, "lists begin", "matter"))
    ends = any_of(words_in(_LIST, "lists end", "matter behind", "matter ends"))
    told = re.fullmatch(rf"(?:{begin})?(.+?)(?:{ends})?", plain)
    return _items_of(told[1] if told else plain, _FEWEST_LISTED)


def _items_of(text: str, fewest: int) -> tuple[str, ...]:
    items = [item.strip() for item in text.split("、") if item.strip()]
    is_list = len(items) >= fewest and all(2 <= len(item) <= _LONGEST_MATTER for item in items)
    return tuple(items) if is_list else ()

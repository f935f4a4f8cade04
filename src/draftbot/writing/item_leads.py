"""What is said before an item in talk, and left out where it stands as one of a list: 还有就是, 明年想."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.domain import Role
from draftbot.writing.place import AHEAD, LACKING

# So much is left of an item at least.
_LEAST = 4


def without_lead(item: str, role: Role) -> str:
    """An item of the problems or plans without what only leads to it; any other as it is."""
    if role not in AHEAD | LACKING:
        return item
    for lead in (_counts(), _intends()) if role in AHEAD else (_counts(),):
        found = lead.match(item)
        if found and found.end() in _ends_of_words(item) and len(item) - found.end() >= _LEAST:
            item = item[found.end() :]
    return item


def _ends_of_words(text: str) -> set[int]:
    ends, at = set[int](), 0
    for word in rjieba.cut(text, False):
        at += len(word)
        ends.add(at)
    return ends


@cache
def _counts() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(_leads('counts'))})[，,：:]?")


@cache
def _intends() -> re.Pattern[str]:
    """The time to come, what is intended then, or both."""
    time, intends = any_of(words_in("time_to_come")), any_of(_leads("intends"))
    return re.compile(rf"(?:{time})[，,]?(?:{intends})?|(?:{intends})")


def _leads(key: str) -> tuple[str, ...]:
    return word_table("item_leads", "draftbot.writing")[key]

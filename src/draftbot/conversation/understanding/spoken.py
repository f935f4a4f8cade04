"""A request said on without marks, as one speaks it, parted where a speaker would pause."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.facts.amounts import amounts_in

_LIST = "new_requests"
# Behind the paper's noun no more than this may stand in a title.
_BEHIND = 6


def at_pauses(piece: str) -> list[str]:
    """What is said before the asking, what is asked for, what is told besides, and the length;
    a piece with nothing told besides stays whole."""
    spoken = _spoken().fullmatch(to_simplified(piece))
    if spoken is None:
        return [piece]
    asked, behind = spoken.start("asked"), spoken.start("behind")
    return [part for part in (piece[:asked], piece[asked:behind], *_length_apart(piece[behind:])) if part]


def _length_apart(told: str) -> tuple[str, str]:
    """The text up to a number of characters that it ends with, and that."""
    amounts = amounts_in(to_simplified(told))
    if not amounts or amounts[-1].measure != words_in(_LIST, "characters")[0]:
        return told, ""
    about = re.search(rf"(?:{any_of(words_in(_LIST, 'about'))})*$", told[: amounts[-1].start])
    at = about.start() if about else amounts[-1].start
    return told[:at], told[at:]


@cache
def _spoken() -> re.Pattern[str]:
    keys = ("write", "write with amount", "amount", "papers", "goes on", "particles")
    write, weak, amount, papers, goes_on, particles = (any_of(words_in(_LIST, key)) for key in keys)
    return re.compile(
        rf".*?(?P<asked>(?:(?:{write})(?:{amount})*|(?:{weak})(?:{amount})+).+?(?:{papers})+)"
        # 总结 and 通报 may be what is done, where a paper's own noun still comes: 写一份总结经验的材料.
        rf"(?:{particles})*(?P<behind>(?:{goes_on})(?!.*(?:{papers}).{{0,{_BEHIND}}}$).+)"
    )

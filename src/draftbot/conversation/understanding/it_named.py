"""The part that 它 stands for: that which the clause before names, 第三部分改名叫体会，再把它写长."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import words_in
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import without_quoted
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.wish import Wish

_PART = re.compile("[^，,。；;！!\n]+")


def with_it_named(said: str, view: View) -> str:
    """A message in which a part of the draft is called by its number instead of 它."""
    if view.draft is None or not _it().search(to_simplified(said)):
        return said
    tops = [one.heading for one in view.sections if one.level == 1]
    named, pieces, at = "", list[str](), 0
    for match in _PART.finditer(without_quoted(said)):
        part = said[slice(*match.span())]
        wish = Wish(part, view)
        if named and not wish.sections and (it := _it().search(to_simplified(part))):
            pieces += [said[at : match.start()], part[: it.start("it")], named, part[it.end("it") :]]
            at = match.end()
        elif wish.sections:
            is_one = wish.section in tops and not wish.sentence and not wish.names_an_item
            named = f"{_part()[0]}{tops.index(wish.section) + 1}{_part()[1]}" if is_one else ""
    return "".join((*pieces, said[at:]))


def _part() -> tuple[str, str]:
    """What stands around the number of a part."""
    return order_words("ordinal"), words_in("words_of_wishes", "sections counted")[0]


@cache
def _it() -> re.Pattern[str]:
    """它, as what something is done to; not 它们."""
    done, it, many = (order_words(key) for key in ("done to", "it", "many of it"))
    return re.compile(rf"(?:{done})(?P<it>{it})(?!{many})")

"""What a message says before its wishes, that so many follow, or that something does: 三处要改：…, 补充个数据，…."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.forms_of_items import follows_along
from draftbot.conversation.understanding.naming import by_role
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import telling


@cache
def _announces() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<lead>[^：:“「]{{0,20}}?(?:{telling('several')})(?:{telling('counted changes')})[^：:“「，,]{{0,6}})[：:]\s*"
    )


@cache
def _of_blanks() -> re.Pattern[str]:
    """7个空我填一下：, before what fills them."""
    blank = any_of(words_in("words_of_wishes", "a blank"))
    return re.compile(rf"^[^：:，,。“「【]{{0,8}}(?:{blank})[^：:，,。“「【]{{0,8}}[：:]\s*")


@cache
def _only_leads() -> re.Pattern[str]:
    """补充个数据，: what only says that something follows."""
    follows = any_of(words_in("new_requests", "facts follow"))
    return re.compile(rf"(?:{telling('leads', 'adds')})+\w?(?:{follows})[，,：:]\s*")


def without_announcement(said: str, view: View) -> str:
    """A message without what only tells how many wishes follow: 两处要改：…; 打算写三点：… is of a part."""
    if view.draft is not None and view.draft.blanks and (led := _of_blanks().match(said)):
        said = said[led.end() :] or said
    if view.draft is not None:
        said = follows_along().sub("", said) or said
    if view.draft is not None and (leads := _only_leads().match(said)):
        return said[leads.end() :] or said
    match = _announces().match(said) if view.draft is not None else None
    if (
        match is None
        or Wish(match["lead"], view).sections
        or by_role(view, Wish(match["lead"], view).content)
    ):
        return said
    return said[match.end() :] or said

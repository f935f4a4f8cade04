"""Whether the words of a wish speak for an action that may be meant: what nothing in them names is not offered."""

from __future__ import annotations

import re

from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.desk_orders import orders_something
from draftbot.conversation.understanding.values_said import is_said
from draftbot.conversation.understanding.wish import Wish

_LEAST, _LEAST_OF_A_TITLE = 2, 5


def is_spoken_for(action: do.Action, wish: Wish) -> bool:
    """Whether a wish names what an action would be done to, or says that it is of that kind."""
    if not is_said(action, wish.text, wish.view):
        return False
    if isinstance(action, (do.RemoveFact, do.MoveFact)):
        return _shares(action.text, wish)
    if isinstance(action, do.SetFact):
        return _is_of_the_field(action, wish)
    if isinstance(action, do.TakeTitle):
        return len(action.title) >= _LEAST_OF_A_TITLE or wish.says("of the title")
    if isinstance(action, do.AddFact):
        return not orders_something(action.text, wish.view)
    return True


def _shares(text: str, wish: Wish) -> bool:
    words = [w.text for w in wish.view.words(wish.plain) if len(w.text) >= _LEAST and w.tag[0] in "nvaN"]
    return any(word in to_simplified(text) for word in words)


def _is_of_the_field(action: do.SetFact, wish: Wish) -> bool:
    if action.field == "unit":
        return not re.search(r"\d", action.value)
    return True

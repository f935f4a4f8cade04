"""Somebody put in another's place: 顾长河开春退了，站长现在是邵明，文里都换过来."""

from __future__ import annotations

import re

from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.people_named import people_named
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import says
from draftbot.conversation.understanding.words import is_question, telling


def name_changed(text: str, view: View) -> Told | None:
    """The name that stands in the draft for the one that does not, where a message names one of each and says that
    something is otherwise."""
    if view.draft is None or is_question(text):
        return None
    names = list(dict.fromkeys(people_named(view.words(to_simplified(text)))))
    told = f"{view.text}\n{view.conversation.facts.text}"
    old, new = ([name for name in names if (name in told) is there] for there in (True, False))
    is_otherwise = re.search(telling("in place of"), to_simplified(text)) or says("is not", text)
    if len(old) != 1 or len(new) != 1 or not is_otherwise:
        return None
    return Told((do.ReplaceText(old[0], new[0]),))

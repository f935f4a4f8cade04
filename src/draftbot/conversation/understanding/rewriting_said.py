"""What writes anew beside another order is done only where a clause says so: in 那条删了，换好了 the second tells
why, and orders nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import clauses_of, lines_of, parts_of
from draftbot.conversation.understanding.wish import says
from draftbot.conversation.understanding.words import telling
from draftbot.masking.instructions import is_foreign

_NO_ORDERS = (do.NotUnderstood, do.SmallTalk, do.Ask)


def without_rewriting_unsaid(actions: Sequence[do.Action], said: str, view: View) -> list[do.Action]:
    """The actions; a rewriting beside others that no clause of `said` orders is left out where what else is said
    tells of something done, else offered."""
    others = [one for one in actions if not _writes_anew(one) and not isinstance(one, _NO_ORDERS)]
    if view.draft is None or not others or is_foreign(said) or not any(map(_writes_anew, actions)):
        return list(actions)
    parts = [
        part for line in lines_of(to_simplified(said)) for one in clauses_of(line) for part in parts_of(one)
    ]
    if any(re.search(telling("rewords", "writes anew"), part) for part in parts):
        return list(actions)
    tells = any(re.search(rf"(?:{telling('said to be done')})$", part) for part in parts)
    left = [one for one in actions if not _writes_anew(one)]
    return left if tells else [*left, do.NotUnderstood(said, tuple(filter(_writes_anew, actions)))]


def as_limit(action: do.Action, said: str) -> do.Action:
    """A length that something is to be shortened to, which writes nothing on."""
    if not isinstance(action, do.SetLength) or not action.length:
        return action
    parts = [part for clause in clauses_of(said) for part in parts_of(clause)]
    told = [part for part in parts if str(action.length) in plain_digits(part)] or parts
    return replace(action, shorter=any(says("shorter", part) for part in told))


def _writes_anew(action: do.Action) -> bool:
    is_of_part = isinstance(action, (do.RewriteSection, do.RewriteSentence)) and action.how == "again"
    return is_of_part or (isinstance(action, do.WriteDraft) and not action.title)

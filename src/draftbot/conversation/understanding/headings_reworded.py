"""A heading that is quoted, and behind a complaint about it the words that shall stand there: “经验体会”不大气，
写成“几点启示”."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import QUOTED, parts_of, quoted_in, without_quoted
from draftbot.conversation.understanding.naming import heading_found
from draftbot.conversation.understanding.plausible import is_plausible
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import clean, is_question, telling

_LONGEST_COMPLAINT = 12


@cache
def _form() -> re.Pattern[str]:
    becomes = rf"(?:{telling('puts otherwise')}|{telling('would read')}|{telling('becomes another')})"
    return re.compile(rf"^{QUOTED}+[^，,。{QUOTED}]{{1,{_LONGEST_COMPLAINT}}}[，,]\w?{becomes}{QUOTED}+$")


def heading_reworded(text: str, view: View) -> Told | None:
    """The part renamed, and what else the clause wants; None where no heading is quoted so."""
    if view.draft is None or is_question(text):
        return None
    parts = parts_of(text)
    for n in range(len(parts) - 1):
        pair = "，".join(parts[n : n + 2])
        spans = quoted_in(pair)
        if len(spans) != 2 or not _form().match(without_quoted(to_simplified(pair))):
            continue
        old, new = (pair[start + 1 : end - 1] for start, end in spans)
        section = heading_found(view, old) if old not in view.text else None
        renamed = do.RenameSection(section, new) if section else None
        if renamed and new not in view.headings and is_plausible(renamed, view):
            return Told((renamed,), "，".join((*parts[:n], *parts[n + 2 :])))
    return None


def quoted_heading(wish: Wish) -> do.Action | None:
    """「经验体会」不大气，写“几点启示”: a heading's words stand nowhere but over its part, and are put otherwise there."""
    if len(wish.quotes) != 2 or wish.quotes[0] in wish.view.text:
        return None
    section = heading_found(wish.view, wish.quotes[0])
    new = clean(wish.quotes[1])
    return do.RenameSection(section, new) if section and new and new not in wish.view.headings else None

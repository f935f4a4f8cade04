"""What no wish can mean, however it was read: half a quotation as a name, a sentence of the draft as a heading,
the name of a part as a fact."""

from __future__ import annotations

import re

from draftbot.chinese.enumerators import ITEM
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.naming import by_role
from draftbot.conversation.understanding.outline_text import LONGEST_HEADING, without_number
from draftbot.conversation.understanding.points_named import points_in
from draftbot.conversation.understanding.slot_values import fits_its_slot

_OPENS, _CLOSES = "“「", "”」"


def is_plausible(action: do.Action, view: View) -> bool:
    """Whether what an action would print can be what it is printed as."""
    if not fits_its_slot(action, view):
        return False
    if isinstance(action, do.AddSection):
        if (action.after + action.before).startswith(action.heading):
            return False  # some of a heading's words
        if any(point in action.heading and point != action.heading for point in points_in(view)):
            return False  # of a small heading something is said
    if isinstance(action, (do.RenameSection, do.AddSection)):
        return _is_whole(action.heading) and not _is_a_sentence(action.heading, view)
    if isinstance(action, do.EditSentence):
        return _is_whole(action.text)
    if isinstance(action, (do.TakeTitle, do.SetFact)):
        return _is_whole(action.title if isinstance(action, do.TakeTitle) else action.value)
    if isinstance(action, do.ReplaceOutline):
        return all(len(without_number(line)) <= LONGEST_HEADING for line in action.text.splitlines())
    return not (isinstance(action, do.AddFact) and _names_a_part(action.text, view))


def _names_a_part(text: str, view: View) -> bool:
    """Whether words are but what a part is called: 存在问题, of 存在的不足."""
    bare = text.strip("。")
    return bare in view.headings or bool(by_role(view, [bare]) and not re.search(r"[，\d]", bare))


def _is_whole(text: str) -> bool:
    """Whether no quotation ends or begins in the midst of a text."""
    return sum(text.count(mark) for mark in _OPENS) == sum(text.count(mark) for mark in _CLOSES)


def _is_a_sentence(heading: str, view: View) -> bool:
    """Whether a heading is some of the draft's text, or has a full stop within."""
    if re.search("[。！!；;]", heading.rstrip("。！!；;")):
        return True
    words = heading.strip("。！!；; ")
    if words.count("，") > 1 or len(words) > LONGEST_HEADING:
        return True
    lines = [line for line in view.text.split("\n") if not ITEM.match(line)]
    return any(words == line.strip("。") or ("，" in words and words in line) for line in lines)

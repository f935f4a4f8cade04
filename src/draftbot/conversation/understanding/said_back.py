"""What answers draftbot: a bare 删了吧 behind its question, that a blank is to stay one, that one point is to
read otherwise."""

from __future__ import annotations

import re

from draftbot.chinese.numerals import HAN, integer_in, plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import telling
from draftbot.drafts.addresses import Where, block_of, find_section

_POINT = re.compile(rf"[（(](?P<n>[{HAN}\d]{{1,3}})[）)]")
_TAKES_OUT = ("outline.remove", "text.delete", "sentence.delete", "blank.delete", "fact.remove")


def as_offered(message: str, view: View) -> str:
    """The certain way to say what draftbot asked about last, where a message says no more than to take it
    out; "" otherwise."""
    bare = rf"(?:(?:{telling('agrees')})[，,\s]*)*(?:{telling('takes out')})(?:{telling('ends')})*[。！!]*"
    if not re.fullmatch(bare, to_simplified(message)):
        return ""
    said = [turn for turn in view.conversation.turns if turn.speaker == "draftbot"][-1:]
    offered = [s.message for turn in said for s in turn.suggestions if s.action in _TAKES_OUT]
    return offered[0] if len(offered) == 1 else ""


def left_blank(clause: str, view: View) -> Told | None:
    """The blanks shown, where one is to stay as it is."""
    parts = parts_of(clause)
    rest = [part for part in parts if not re.search(telling("leaves blank"), to_simplified(part))]
    is_left = view.draft is not None and len(rest) < len(parts)
    return Told((do.ShowBlanks(),), "，".join(rest)) if is_left else None


def point_reworded(clause: str, view: View) -> Told | None:
    """第二部分（二）换个说法: of that point only, a section of its own or sentences within one; the user's
    own stay."""
    match = _POINT.search(clause)
    wish = Wish(clause, view)
    if match is None or view.draft is None or not wish.section:
        return None
    if not re.search(telling("rewords"), to_simplified(clause)):
        return None
    at = find_section(view.draft.sections, wish.section)
    below = [view.draft.sections[i].heading for i in block_of(view.draft.sections, at)][1:]
    number = integer_in(plain_digits(match["n"])) or 0
    if below:
        is_there = 0 < number <= len(below)
        return Told((do.RewriteSection(below[number - 1], "again"),)) if is_there else None
    point, found = 0, list[do.Action]()
    for i, sentence in enumerate(view.draft.sections[at].sentences, 1):
        point += _POINT.match(sentence.text) is not None
        is_its_heading = _POINT.match(sentence.text) is not None
        if point == number and not is_its_heading and not sentence.is_users:
            found.append(do.RewriteSentence(Where(wish.section, 0, i)))
    return Told(tuple(found)) if found else None

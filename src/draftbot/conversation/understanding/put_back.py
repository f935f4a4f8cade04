"""What was taken out and shall stand again: 刚才删的水价那句放回来, 那句不该删; one step of several: 只撤销精简那一步.

Only what was taken out of this draft is brought back, and only where the words name it.
"""

from __future__ import annotations

import re

from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of, quoted_in
from draftbot.conversation.understanding.referents import Referents, order_words
from draftbot.conversation.understanding.remarks import is_remark
from draftbot.conversation.understanding.words import telling
from draftbot.drafts.addresses import unmarked

_MARKS = "，,。；;：:！!？? \n"


def put_back(said: str, view: View) -> list[do.Action] | None:
    """What a message takes back of what was done; None where it takes nothing back so."""
    if view.draft is None:
        return None
    plain = to_simplified(said).strip(_MARKS)
    if step := _step().match(plain):
        rest = plain[step.end() :].strip(_MARKS)
        if not rest or is_remark(rest, view) or re.search(order_words("not", "stands again"), rest):
            return [do.UndoStep(step["step"].strip(_MARKS))]
    first, *others = parts_of(plain) or [plain]
    if others and _takes_back().fullmatch(first.strip(_MARKS)) and is_remark(plain[len(first) :], view):
        return [do.Undo()]
    return _brought_back(said, plain, view)


def _brought_back(said: str, plain: str, view: View) -> list[do.Action] | None:
    match = re.search(rf"(?:{order_words('stands again')})(?:{order_words('roughly ends')})*$", plain)
    if match is None or view.draft is None:
        return None
    printed = unmarked(view.text)
    gone = [text for text in dict.fromkeys(reversed(view.draft.dropped)) if unmarked(text) not in printed]
    quotes = [unmarked(said[a + 1 : b - 1]) for a, b in quoted_in(said)]
    if quotes:
        held = [text for text in gone if any(quote in unmarked(text) for quote in quotes)]
        return [do.PutBack(text) for text in held] if len(held) == len(quotes) else None
    bare = re.sub(
        order_words("stands again", "was taken out", "a sentence", "an item", "takes up"), "，", plain
    )
    words = Referents(view, view.draft).telling(bare)
    held = [text for text in gone if words and all(word in to_simplified(text) for word in words)]
    return [do.PutBack(held[0])] if len(held) == 1 else None


def _takes_back() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{order_words('takes up')})*(?:{telling('takes back')})(?:{telling('last steps')})*(?:{order_words('roughly ends')})*"
    )


def _step() -> re.Pattern[str]:
    """只撤销精简那一步"""
    return re.compile(
        rf"(?:{order_words('only')})?(?:{telling('takes back')})(?P<step>[^，,。；;！!？?]{{2,16}}?)(?:{order_words('that step')})"
    )

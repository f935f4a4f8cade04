"""A text that is told with the place where it goes: 再补一句：船库已上锁。放在检修那句后面."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import order_forms as forms
from draftbot.conversation.understanding.clauses import without_quoted
from draftbot.conversation.understanding.referents import Referents, order_words, text_of
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.words import telling

_MARKS = "，,。；;！! \n"


def text_placed(said: str, view: View) -> Told | None:
    """The text behind words that say but that one follows, where the last clause says beside what it goes."""
    masked = to_simplified(without_quoted(said)).rstrip(_MARKS)
    lead = _leads().match(masked)
    at = max(masked.rfind(mark) for mark in _MARKS)
    if lead is None or view.draft is None or at < lead.end():
        return None
    match = forms.moves_told().fullmatch(masked[at + 1 :])
    start, end = match.span("place") if match else (0, 0)
    of = Referents(view, view.draft)
    place = of.place(said[at + 1 + start : at + 1 + end]) if match else None
    text = text_of(said[lead.end() : at])
    return Told((do.AddSentence(text, *place),)) if place and text else None


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"(?:{telling('leads', 'adds')})+(?:{order_words('one more')})?[：:]\s*")

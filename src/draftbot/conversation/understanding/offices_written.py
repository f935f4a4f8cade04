"""An office and who holds it, put together by an order: 组长写某某, 总负责由某某担任."""

from __future__ import annotations

import re

from draftbot.chinese.tagging import PERSON
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import POLITE, telling


def office_written(wish: Wish) -> str:
    """组长写某某: the office and the person that an order puts together, as a list of leaders has them; "" where
    the wish is no such order."""
    persons = "|".join(re.escape(word.text) for word in wish.view.words(wish.plain) if word.tag == PERSON)
    put, holds = (any_of(words_in("words_of_wishes", key)) for key in ("put in an office", "holds an office"))
    form = rf"(?:{POLITE})?(?P<o>[^，,。：:\d]{{2,12}}?)(?:{put})(?P<p>{persons})(?:{holds})?(?:{telling('ends')})*[。！!]*"
    match = re.fullmatch(form, wish.plain.strip()) if persons else None
    return f"{wish.text.strip()[slice(*match.span('o'))]}：{match['p']}" if match else ""

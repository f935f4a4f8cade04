"""What is asked of a paper that there is: 去年的总结里提了几条打算; no paper is asked for."""

from __future__ import annotations

import re

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.periods import with_years, year_named
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import PAPER


def asked_of_past(text: str, view: View) -> Told | None:
    """A question about the report of a year before."""
    wish = Wish(text, view)
    if not asks_of_a_paper(wish):
        return None
    is_past = (year_named(with_years(plain_digits(wish.plain), view.year)) or view.year) < view.year
    return Told((do.Ask(text),)) if is_past else None


def asks_of_a_paper(wish: Wish) -> bool:
    """Whether it is asked what a paper says, behind the word for it."""
    said = re.split(PAPER, wish.plain)
    return len(said) > 1 and re.search(any_of(words_in("asking", "what", "how many")), said[-1]) is not None

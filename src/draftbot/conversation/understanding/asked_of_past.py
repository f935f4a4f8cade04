"""What is asked of a paper that there is: 去年的总结里提了几条打算; no paper is asked for."""

from __future__ import annotations

import re

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.periods import find_periods, with_years, year_named
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of, quoted_in
from draftbot.conversation.understanding.referents import order_words
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


def asked_how_far(text: str, view: View) -> list[do.Action] | None:
    """A question that holds this year against the one before, or asks how much something was then, all of it:
    去年是多少件，今年降了几成."""
    plain = to_simplified(text)
    then = [p.year for p in find_periods(with_years(plain_digits(plain), view.year)) if p.year < view.year]
    against = re.search(any_of(words_in("asking", "against the year before")), plain)
    asks = re.search(any_of(words_in("asking", "how many", "how it was")), parts_of(plain)[-1])
    does = order_words("puts otherwise", "fills", "takes out", "surely moves")
    is_order = re.search(does, plain) is not None
    is_asked = bool(then or against) and asks is not None and not quoted_in(plain)
    return [do.Ask(text)] if is_asked and not is_order and not re.search(PAPER, plain) else None


def asks_of_a_paper(wish: Wish) -> bool:
    """Whether it is asked what a paper says, behind the word for it."""
    said = re.split(PAPER, wish.plain)
    return len(said) > 1 and re.search(any_of(words_in("asking", "what", "how many")), said[-1]) is not None

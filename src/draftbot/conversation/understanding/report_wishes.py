"""Which past report a wish names, to draw on it or not to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from draftbot.chinese.tagging import NAME_TAGS
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.outline_wishes import report_words
from draftbot.conversation.understanding.wish import Wish


def _chosen(how: str, wish: Wish) -> do.Action:
    return do.ChooseReports(words_of(wish), how)  # type: ignore[arg-type]


without = partial(_chosen, "without")


def only(wish: Wish) -> do.Action:
    """The report that is named; the unit's own, where but whose they are is said and not of which year."""
    own = re.search(
        any_of((*words_in("selves"), *words_in("words_of_wishes", "our own reports"))), wish.plain
    )
    if (
        own
        and not words_of(wish)
        and not any(w in wish.plain for w in words_in("words_of_wishes", "last year's"))
    ):
        return do.ChooseReports(words_in("selves")[0])
    return _chosen("only", wish)


def words_of(wish: Wish) -> str:
    """The words that name a report, without those with which one speaks of drawing on it."""
    speaking = re.compile(any_of(words_in("words_of_wishes", "of drawing on reports")))
    named = [word.text for word in wish.view.words(wish.text) if word.tag in NAME_TAGS]
    words = (_without(speaking, run, named) for run in report_words(wish))
    return " ".join(w for w in words if len(w) > 1)


def _without(speaking: re.Pattern[str], run: str, names: Sequence[str]) -> str:
    """`run` without the words of `speaking` that stand in none of `names`."""
    name = next((name for name in names if name in run), "")
    if not name:
        return speaking.sub("", run)
    before, behind = run.split(name, 1)
    return f"{speaking.sub('', before)}{name}{speaking.sub('', behind)}"


def any_trade(wish: Wish) -> do.Action:
    return do.ChooseReports("", "any_trade")


def own_trade(wish: Wish) -> do.Action:
    return do.ChooseReports("", "own_trade")


def auto(wish: Wish) -> do.Action:
    return do.ChooseReports("", "auto")

"""Which past report a wish names, to draw on it or not to."""

from __future__ import annotations

import re
from functools import partial

from draftbot.chinese.word_lists import word_set
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.outline_wishes import report_words
from draftbot.conversation.understanding.wish import Wish


def _chosen(how: str, wish: Wish) -> do.Action:
    return do.ChooseReports(words_of(wish), how)  # type: ignore[arg-type]


only, without = partial(_chosen, "only"), partial(_chosen, "without")


def words_of(wish: Wish) -> str:
    """The words that name a report, without those with which one speaks of drawing on it."""
    speaking = word_set("words_of_wishes", "of drawing on reports")
    words = (re.sub("|".join(sorted(speaking, key=len, reverse=True)), "", w) for w in report_words(wish))
    return " ".join(w for w in words if len(w) > 1)


def auto(wish: Wish) -> do.Action:
    return do.ChooseReports("", "auto")

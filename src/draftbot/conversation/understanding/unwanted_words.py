"""Words that a message does not want in the draft: those it quotes, and those it lists (少用切实、扎实这类词)."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.understanding.wish import Wish
from draftbot.writing.plain_words import loud_words

# What is quoted at more length is a place of the draft.
_LONGEST, _LEAST = 5, 2
_LIST = "、"
_MARKS = "，,。；;！!？?：:"


def unwanted_words(wish: Wish) -> tuple[str, ...]:
    """The words, as far as the draft has them or they are known as loud, in the order said."""
    quoted = [q for q in wish.quotes if _LEAST <= len(q) <= _LONGEST and q not in wish.view.headings]
    return tuple(dict.fromkeys((*quoted, *_listed(wish)))) if quoted or not wish.quotes else ()


def _listed(wish: Wish) -> list[str]:
    """What stands before 这类词, or in a list: each piece but for what leads to it, or goes on behind it."""
    found: list[str] = []
    for clause in re.split(f"[{_MARKS}]", wish.plain):
        such = _such().search(clause)
        named = clause[: such.start()] if such else clause if _LIST in clause else ""
        *pieces, last = named.split(_LIST)
        cuts = [*map(_ends, pieces), _ends(last) if such else _beginnings(last)]
        known = (next((word for word in words if _is_known(word, wish)), "") for words in cuts)
        found += filter(None, known)
    return found


def _ends(piece: str) -> list[str]:
    return [piece[-n:] for n in range(min(len(piece), _LONGEST), _LEAST - 1, -1)]


def _beginnings(piece: str) -> list[str]:
    return [piece[:n] for n in range(min(len(piece), _LONGEST), _LEAST - 1, -1)]


def _is_known(word: str, wish: Wish) -> bool:
    return word in loud_words() or (word in wish.view.text and word not in wish.view.conversation.title)


@cache
def _such() -> re.Pattern[str]:
    return re.compile(any_of(words_in("words_of_wishes", "such words")))

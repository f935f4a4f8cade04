"""Chinese text as words, for the full-text index and for highlights."""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from draftbot.chinese.grams import plain_text
from draftbot.chinese.word_lists import word_set

# A query is a phrase or a heading; past this, more words only slow the search.
MAX_QUERY_WORDS = 64
_WORD = re.compile(r"\w", re.UNICODE)
_TOKEN = re.compile(r"[^\W_]+")
_LONGEST = 400


def words_of(text: str) -> list[str]:
    """Words of `text` in order, simplified and normalised; long words also by their parts."""
    cut = rjieba.cut_for_search(plain_text(text), True)
    # Most pieces are words or a single mark: the pattern is for what mixes both.
    return [w for w in cut if w.isalnum() or (len(w) > 1 and _WORD.search(w))]


def query_words(query: str) -> list[str]:
    """The telling words of a query, each once; all of them when only stop words are left."""
    words = list(dict.fromkeys(words_of(query)))
    telling = [w for w in words if w not in word_set("stop_words")]
    return (telling or words)[:MAX_QUERY_WORDS]


def tokens_of(word: str) -> list[str]:
    """A word cut where FTS5 cuts it, at whatever is neither letter nor digit (3.5%, COVID-19); of
    what no word is as long as, the beginning: other indexes hold no more."""
    return [token[:_LONGEST] for token in _TOKEN.findall(word)]


def match_expression(words: Sequence[str]) -> str:
    """An FTS5 expression that any of the words satisfies, each a word or several in
    sequence. Quoted, so that no word is taken for an operator."""
    return " OR ".join('"' + w.replace('"', '""') + '"' for w in words)

"""Chinese text as words, for the full-text index and for highlights."""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from draftbot.chinese.grams import plain_text

# A query is a phrase or a heading; past this, more words only slow the search.
MAX_QUERY_WORDS = 64
_WORD = re.compile(r"\w", re.UNICODE)
# Words so common in this trade's questions that they tell nothing.
STOP_WORDS = frozenset(
    "的 了 和 与 及 等 是 在 对 把 被 我 我们 你 请 关于 有关 如何 怎么 怎样 什么 咋 咋办 怎么办 哪些 一下 一个 帮 帮我 找 找找 查 查找"
    " 段落 内容 材料 相关 方面".split()
)


def words_of(text: str) -> list[str]:
    """Words of `text` in order, simplified and normalised; long words also by their parts."""
    cut = rjieba.cut_for_search(plain_text(text), True)
    # Most pieces are words or a single mark: the pattern is for what mixes both.
    return [w for w in cut if w.isalnum() or (len(w) > 1 and _WORD.search(w))]


def query_words(query: str) -> list[str]:
    """The telling words of a query, each once; all of them when only stop words are left."""
    words = list(dict.fromkeys(words_of(query)))
    telling = [w for w in words if w not in STOP_WORDS]
    return (telling or words)[:MAX_QUERY_WORDS]


def match_expression(words: Sequence[str]) -> str:
    """An FTS5 expression that any of the words satisfies, each a word or several in
    sequence. Quoted, so that no word is taken for an operator."""
    return " OR ".join('"' + w.replace('"', '""') + '"' for w in words)

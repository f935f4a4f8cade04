"""What the desk itself tells of the matter that a question names: the user's facts, then the draft."""

from __future__ import annotations

import re

from draftbot.conversation.desk.desk import Desk
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import listed
from draftbot.messages import Message, all_lines, shortened

SHOWN, CHARS_SHOWN = 3, 120


def told_on_desk(desk: Desk, question: str) -> Message | None:
    """The facts that tell of what a question asks for, else the sentences of the draft that do; None where
    it names nothing that stands there, a part of the draft, or past reports."""
    view = desk.view()
    wish = Wish(question, view)
    if wish.sections or any(wish.says(key) for key in ("last year's", "of others")):
        return None
    words = _matter(wish, view)
    facts = _telling([fact.text for fact in view.conversation.facts.facts], words)
    if facts:
        return all_lines([Message("desk.facts_tell"), *_listed(facts)])
    sentences = _telling(view.text.splitlines(), words)
    return all_lines([Message("desk.draft_tells"), *_listed(sentences)]) if sentences else None


def _matter(wish: Wish, view: View) -> list[str]:
    """The nouns and doings that it asks about."""
    words = [word for run in wish.content for word in view.words(run)]
    papers = re.compile(listed("papers"))  # 这个方案有多少字了 asks of no matter
    return [
        word.text
        for word in words
        if len(word.text) > 1 and word.tag[:1] in "nv" and not papers.fullmatch(word.text)
    ]


def _telling(texts: list[str], words: list[str]) -> list[str]:
    """Those that hold most of the words, and more than half of them."""
    counts = [sum(word in text for word in words) for text in texts]
    most = max(counts, default=0)
    return [text for text, n in zip(texts, counts, strict=True) if n == most] if 2 * most > len(words) else []


def _listed(texts: list[str]) -> list[Message]:
    return [Message("desk.perhaps", said=shortened(text, CHARS_SHOWN)) for text in texts[:SHOWN]]

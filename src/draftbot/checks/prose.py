"""Prose: whether a section is a report's text at all. A model may answer with the
request itself, talk about its task, or carry out what a passage told it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from draftbot.checks.quoting import start_of
from draftbot.chinese.phrases import phrases_of
from draftbot.chinese.word_lists import words_in
from draftbot.domain import Draft, Remark
from draftbot.masking.instructions import SURE, certainty, is_foreign
from draftbot.messages import Message

# What was put into the request comes back: 请写“…”这一部分, tags, a fence of code.
_ECHO = re.compile(r"请[写按][“\"][^”\"]+[”\"](?:这|部分)|</?[\w/]*>|```")


def prose_remarks(draft: Draft, i: int) -> Iterator[Remark]:
    """Sentences of section `i` that instruct, that talk of the writing, or are in another language."""
    for j, sentence in enumerate(draft.sections[i].sentences):
        if sentence.origin == "user":
            continue
        text = sentence.text
        talks, foreign = _talks_of_writing(text), is_foreign(text)
        # What speaks of the writing, or another language, looks like an order, too: only one in known words
        # is told as one.
        if certainty(text) >= (math.inf if talks or foreign else SURE) and not _is_told(text, draft):
            yield Remark("instruction", Message("checks.instruction", sentence=start_of(text)), i, j)
        elif talks:
            yield Remark("not_prose", Message("checks.not_prose", sentence=start_of(text)), i, j)
        elif foreign and not _is_told(text, draft):
            yield Remark("not_prose", Message("checks.foreign_script", sentence=start_of(text)), i, j)


def _is_told(text: str, draft: Draft) -> bool:
    """Whether a sentence is one of the user's facts, who may say what he likes."""
    bare = text.rstrip("。；！")
    facts = filter(None, (fact.text for fact in draft.request.facts.facts))
    return any(bare in fact or fact.rstrip("。；！") in bare for fact in facts)


def _talks_of_writing(text: str) -> bool:
    talk = "talk_of_writing"
    return (
        phrases_of(talk, "anywhere").stands_in(text)
        or text.startswith(words_in(talk, "begins"))
        or bool(_ECHO.search(text))
    )

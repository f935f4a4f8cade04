"""Words taken out of a draft: they go, and the rest of their sentence and its number stay.

What is left between two commas and no longer reads goes with them; a sentence goes only where nothing of it
is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.replacing import occurrences_of
from draftbot.domain import Draft, Fact
from draftbot.drafts.addresses import sentence_at
from draftbot.drafts.rearranging import delete_sentences, spots_saying, with_facts, with_texts

# Whether what is left of a clause reads by itself, beside what it was.
ReadsOn = Callable[[str, str], bool]
_END = re.compile(r"[。！？；]*$")


def without_words(
    draft: Draft, words: str, reads_on: ReadsOn, section: int | None = None
) -> tuple[Draft, int]:
    """The draft without `words` in any sentence of a part, or of all, that is not locked, and how many sentences
    they are gone from."""
    spots = [spot for spot in spots_saying(draft, words, section) if not sentence_at(draft, spot).locked]
    cut = {spot: cut_out(sentence_at(draft, spot).text, words, reads_on) for spot in spots}
    left = {spot: text for spot, text in cut.items() if text != sentence_at(draft, spot).text}
    facts = draft.request.facts.facts
    facts = facts_without(facts, words, reads_on) if section is None else facts
    draft = with_facts(with_texts(draft, lambda spot, _: left.get(spot) or None), facts)
    return delete_sentences(draft, [spot for spot, text in left.items() if not text])[0], len(left)


def facts_without(facts: tuple[Fact, ...], words: str, reads_on: ReadsOn) -> tuple[Fact, ...]:
    """The facts without `words`; one of which nothing is left is gone."""
    left = (replace(f, text=cut_out(f.text, words, reads_on)) if words in f.text else f for f in facts)
    return tuple(fact for fact in left if fact.text)


def cut_out(text: str, words: str, reads_on: ReadsOn) -> str:
    """`text` without `words`; "" where nothing is left of it."""
    words = words.strip("，,。；;")
    number = ITEM.match(text)
    head = number.group() if number else ""
    end = _END.search(text)
    tail = end.group() if end else ""
    body = text[len(head) : len(text) - len(tail)]
    while match := _stands(words, body):
        before, after = body[: match.start()], body[match.end() :]
        first = max(before.rfind(mark) for mark in "，；") + 1
        last = next((i for i, c in enumerate(after) if c in "，；"), len(after))
        was, left = before[first:] + match.group() + after[:last], before[first:] + after[:last]
        kept = left if left and reads_on(was, left) else ""
        pieces = [before[:first].rstrip("，；"), kept, after[last:].lstrip("，；")]
        body = "，".join(piece for piece in pieces if piece)
    return f"{head}{body}{tail}" if body.strip("，；、 ") else ""


def _stands(words: str, body: str) -> re.Match[str] | None:
    """Where words stand, not in what a blank is called; words with a blank as they are."""
    if BLANK.search(words):
        return re.search(re.escape(words), body)
    return occurrences_of(words).search(BLANK.sub(lambda m: "\0" * len(m.group()), body))

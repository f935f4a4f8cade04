"""The blanks of a draft by where they stand: the part, their numbers, and the words around them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from draftbot.chinese.blanks import BLANK
from draftbot.domain import Draft
from draftbot.drafts.addresses import heading_of
from draftbot.messages import Message

# Of a long sentence so many characters before its first blank and behind its last are shown.
_BEFORE, _BEHIND, _LONGEST = 24, 16, 90


def blanks_by_sentence(draft: Draft) -> Iterator[Message]:
    """One line for each sentence that has blanks."""
    numbered = enumerate(draft.blanks, 1)
    for (section, sentence), some in groupby(numbered, lambda one: (one[1].section, one[1].sentence)):
        yield Message(
            "places.blanks_in",
            part=heading_of(draft, section),
            numbers=tuple(str(number) for number, _ in some),
            text=_around(draft.part(section).sentences[sentence].text),
        )


def _around(text: str) -> str:
    """A sentence, or of a long one what stands around its blanks."""
    marks = list(BLANK.finditer(text))
    if len(text) <= _LONGEST or not marks:
        return text
    start = max(marks[0].start() - _BEFORE, 0)
    end = min(max(marks[-1].end() + _BEHIND, start), start + _LONGEST)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"

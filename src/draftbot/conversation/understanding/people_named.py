"""The people that words of a message name: as the tagger has it, or as what stands behind 叫 looks."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.chinese.names_wanted import is_made_like_a_person
from draftbot.chinese.tagging import PERSON, TaggedWord
from draftbot.conversation.understanding.words import words_of_telling

# 郝 of 姓郝 is no name yet.
_SHORTEST = 2


def people_named(words: Sequence[TaggedWord]) -> list[str]:
    """Their names in order, each as often as it stands there; not the family name alone, 姓郝要."""
    names: list[str] = []
    for i, word in enumerate(words):
        before = words[i - 1].text if i else ""
        is_called = before in words_of_telling("called") and is_made_like_a_person(word.text)
        is_named = word.tag == PERSON or is_called
        if is_named and len(word.text) >= _SHORTEST and before not in words_of_telling("surnamed"):
            names.append(word.text)
    return names

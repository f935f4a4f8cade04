"""In the place of a trained tagger, for those who cannot have one: it knows the dictionary's
words and calls nothing a name. What it leaves out must be told to whoever drafts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import rjieba

from draftbot.chinese.contacts import find_contacts
from draftbot.chinese.names import Name, widest
from draftbot.chinese.tagging import TaggedSentence, TaggedWord


class PlainTagger:
    """The dictionary's words, all of them plain."""

    name = "none"

    def tag(self, sentences: Sequence[str]) -> list[TaggedSentence]:
        """Each sentence in words; no likelihoods."""
        return [_in_words(sentence) for sentence in sentences]


class ContactsOnly:
    """Finds what a form alone tells: telephone numbers, addresses, accounts."""

    name = "contacts only"

    def find(self, texts: Sequence[str]) -> list[tuple[Name, ...]]:
        """The contacts in each text."""
        return [widest(text, find_contacts(text)) for text in texts]

    def find_in_reports(self, reports: Sequence[Sequence[str]]) -> list[list[tuple[Name, ...]]]:
        """The contacts in each text of each report."""
        return [self.find(texts) for texts in reports]


def _in_words(sentence: str) -> TaggedSentence:
    words, at = [], 0
    for word, tag in rjieba.tag(sentence, True):
        words.append(TaggedWord(at, at + len(word), word, "n" if tag.startswith("n") else tag))
        at += len(word)
    return TaggedSentence(tuple(words), np.empty((len(sentence), 0), np.float32))

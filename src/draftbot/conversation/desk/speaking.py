"""Which sentences of the draft speak of what is named: its whole phrase, or all that is special in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import rjieba

from draftbot.chinese.scripts import normalise
from draftbot.chinese.word_lists import word_set
from draftbot.chinese.words import words_of
from draftbot.conversation.desk.desk import Desk
from draftbot.domain import Draft
from draftbot.drafts.addresses import Spot, sentences_in
from draftbot.drafts.rearranging import spots_saying
from draftbot.index.tokens import FloatArray

# What is common to all sentences of a paper counts so much beside what is special.
_COMMON = 0.2
# Of the words, by their weight, and of the meaning; so much of the first must be there, and so much more
# than in any other sentence, for one to be meant.
_OF_WORDS, _OF_MEANING = 1.0, 1.5
_LEAST, _APART = 0.45, 0.12


def spots_speaking_of(desk: Desk, draft: Draft, words: str, section: int | None = None) -> list[Spot]:
    """The sentences that say `words`, else those with every word of it that not the whole paper is about,
    the last one among them; none where nothing says so much."""
    if spots := spots_saying(draft, words, section):
        return spots
    special = _special(desk, words)
    last = next((w for w in reversed(rjieba.cut(words, False)) if len(w) > 1), "")
    if not special or not last:
        return []
    return [
        spot
        for spot, sentence in sentences_in(draft, section)
        if all(word in normalise(sentence.text) for word in (*special, last))
    ]


def is_common(desk: Desk, words: str) -> bool:
    """Whether `words` are what the paper is about, the unit's name, or a part of the user's own facts."""
    now = desk.conversation
    told = (now.title, now.facts.unit, *(fact.text for fact in now.facts.facts))
    return any(words in text for text in told)


def nearest(desk: Desk, draft: Draft, words: str, most: int, section: int | None) -> tuple[list[Spot], bool]:
    """The sentences that say `words` best, `most` at most, and whether they surely are meant."""
    found = list(sentences_in(draft, section))
    if not found:
        return [], False
    texts = [normalise(sentence.text) for _, sentence in found]
    weights = _weights(desk, words)
    held = np.array([sum(w for word, w in weights.items() if word in text) for text in texts])
    share = held / max(sum(weights.values()), 1e-9)
    scores = _OF_WORDS * share + _OF_MEANING * _cosines(desk, words, texts)
    order = np.argsort(-scores)
    best = [found[i][0] for i in order[:most]]
    least = order[min(most, len(order)) - 1]
    behind = scores[order[most]] if len(order) > most else -1.0
    return best, bool(share[least] >= _LEAST and scores[least] - behind >= _APART)


def _special(desk: Desk, words: str) -> list[str]:
    return [word for word, weight in _weights(desk, words).items() if weight > _COMMON]


def _weights(desk: Desk, words: str) -> dict[str, float]:
    """The words of a phrase by how much each says in the corpus; what the paper is about says little."""
    parts = [word for word in words_of(normalise(words)) if len(word) > 1] or [normalise(words)]
    rare = desk.drafter.knowledge.weigh(parts)
    about = set(words_of(normalise(desk.conversation.title + desk.conversation.facts.unit)))
    common = about | word_set("narrowing_nothing")
    return {word: _COMMON if word in common else max(rare.get(word, 1.0), 2 * _COMMON) for word in parts}


def _cosines(desk: Desk, words: str, texts: Sequence[str]) -> FloatArray:
    embeddings = desk.drafter.embeddings
    if not embeddings.is_usable():
        return np.zeros(len(texts), dtype=np.float32)
    vectors = embeddings.passages([words, *texts])
    near: FloatArray = vectors[1:] @ vectors[0]
    return near

"""Where a section's facts stand: in the point they belong to, behind the sentence nearest in
matter, and never as a point of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from draftbot.chinese.blanks import blanks_in
from draftbot.domain import count_chars
from draftbot.errors import DraftbotError
from draftbot.facts.amounts import amounts_in, telling_words
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.masking.mask import Masked
from draftbot.writing.filling import bare
from draftbot.writing.points import Point

# Facts up to this length, told one behind the other, make one sentence.
_SHORT = 24
# What a telling word in common counts beside the cosine, whose range is narrow.
_WORD = 0.03


def with_facts(
    points: Sequence[Point], facts: Sequence[str], topic: frozenset[str], embeddings: SentenceEmbeddings
) -> tuple[list[Point], list[str]]:
    """The points with each fact behind the sentence nearest to it; without points the facts,
    joined into sentences, stand alone. The topic's own words stand everywhere and tell nothing."""
    if not points or not facts:
        return list(points), joined(facts)
    places = [(i, j) for i, point in enumerate(points) for j, _ in enumerate(point.sentences)]
    texts = [f"{points[i].heading}：{points[i].sentences[j].text}" for i, j in places]
    nearness = _nearness(facts, texts, topic, embeddings)
    homes: dict[tuple[int, int], list[str]] = {}
    behind: dict[int, tuple[int, int]] = {}  # of each point the sentence its first fact stands behind
    for fact, row in zip(facts, nearness, strict=True):
        place = places[int(row.argmax())]
        homes.setdefault(behind.setdefault(place[0], place), []).append(fact)
    return [_told(point, i, homes) for i, point in enumerate(points)], []


def _told(point: Point, i: int, homes: dict[tuple[int, int], list[str]]) -> Point:
    told: list[Masked] = []
    for j, sentence in enumerate(point.sentences):
        told.append(sentence)
        told += [Masked(f"{text}。", blanks_in(text), text) for text in joined(homes.get((i, j), ()))]
    return replace(point, sentences=tuple(told))


def joined(facts: Sequence[str]) -> list[str]:
    """Facts as sentences without their full stops: short ones that follow each other make one."""
    sentences: list[str] = []
    short = False
    for fact in map(bare, facts):
        is_short = count_chars(fact) <= _SHORT
        if sentences and short and is_short:
            sentences[-1] += f"，{fact}"
        else:
            sentences.append(fact)
        short = is_short
    return sentences


def _nearness(
    facts: Sequence[str], texts: Sequence[str], topic: frozenset[str], embeddings: SentenceEmbeddings
) -> np.ndarray:
    """How near each fact is to each sentence, shape (facts, sentences): the cosine and the
    telling words that both have, what the fact counts twice."""
    words = np.array([[_shared(fact, text, topic) for text in texts] for fact in facts], dtype=np.float32)
    try:
        cosines = embeddings.remembered(facts) @ embeddings.remembered(texts).T
    except DraftbotError:
        if embeddings.fault is None:  # there is a model, which failed over these
            raise
        return words
    near: np.ndarray = cosines + _WORD * words
    return near


def _shared(fact: str, text: str, topic: frozenset[str]) -> int:
    counted = frozenset[str]().union(*(telling_words(a.counted_noun) for a in amounts_in(fact)))
    shared = (telling_words(fact) & telling_words(text)) - topic
    return len(shared) + len(shared & counted)

"""Where a section's facts stand: in the point they belong to, behind the sentence nearest in
matter, and never as a point of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import rjieba

from draftbot.chinese.blanks import BLANK, blanks_in
from draftbot.chinese.scripts import to_simplified
from draftbot.domain import Sentence, count_chars
from draftbot.errors import DraftbotError
from draftbot.facts.amounts import amounts_in, telling_words
from draftbot.facts.brief import Brief
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.masking.mask import Masked
from draftbot.writing.filling import bare
from draftbot.writing.points import Point
from draftbot.writing.questions import Item, done_so_far, speaker

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
    near_to = nearness(facts, texts, topic, embeddings)
    homes: dict[tuple[int, int], list[str]] = {}
    behind: dict[int, tuple[int, int]] = {}  # of each point the sentence its first fact stands behind
    for fact, row in zip(facts, near_to, strict=True):
        place = places[int(row.argmax())]
        homes.setdefault(behind.setdefault(place[0], place), []).append(fact)
    return [_told(point, i, homes) for i, point in enumerate(points)], []


def told_in(
    items: Sequence[Item], facts: Sequence[str], brief: Brief, embeddings: SentenceEmbeddings
) -> list[Item]:
    """What a section asks with each fact before the questions nearest to it, as a sentence of the unit's;
    such as have nothing in common with any small heading make a point of their own at the head."""
    if not items or not facts:
        return list(items)
    loose = [f for f in facts if items[0].heading and not any(_names(f, i.heading, brief) for i in items)]
    homes: dict[int, list[str]] = {}
    near = [fact for fact in facts if fact not in loose]
    texts = ["".join(BLANK.sub(r"\1", sentence.text) for sentence in item.told(True)) for item in items]
    near_to = nearness(near, texts, frozenset(brief.topic), embeddings) if near else ()
    for fact, row in zip(near, near_to, strict=True):
        named = [i for i, item in enumerate(items) if _names(fact, item.heading, brief)]
        homes.setdefault(named[0] if named else int(row.argmax()), []).append(fact)
    told = [
        replace(item, sentences=(*_fact_sentences(homes.get(i, ()), brief), *item.sentences))
        for i, item in enumerate(items)
    ]
    return [done_so_far(_fact_sentences(loose, brief)), *told] if loose else told


def _names(fact: str, heading: str, brief: Brief) -> bool:
    """Whether a fact has a word's worth of characters with a heading, other than the topic's."""
    plain = to_simplified(fact)
    pairs = (heading[i : i + 2] for i in range(len(heading) - 1))
    return any(pair in plain and pair not in brief.subject for pair in pairs)


def _fact_sentences(facts: Sequence[str], brief: Brief) -> list[Sentence]:
    return [Sentence(f"{text}。", (), blanks_in(text), "fact") for text in _of_unit(facts, brief)]


def _of_unit(facts: Sequence[str], brief: Brief) -> list[str]:
    """Facts as sentences, the first with whoever did it where it tells but what was done: 本馆接待群众3万人次."""
    told = joined(facts)
    if told and rjieba.tag(told[0], False)[0][1].startswith("v"):
        told[0] = f"{brief.own_name if not brief.first_person else speaker()}{told[0]}"
    return told


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


def nearness(
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

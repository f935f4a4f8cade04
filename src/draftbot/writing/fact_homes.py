"""Where a section's facts stand: in the point they belong to, behind the sentence nearest in
matter, and never as a point of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import rjieba

from draftbot.chinese.blanks import BLANK, blanks_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.spoken import as_written
from draftbot.domain import Sentence, count_chars
from draftbot.errors import DraftbotError
from draftbot.facts.amounts import amounts_in, doing_words, telling_words
from draftbot.facts.brief import Brief
from draftbot.index.directions import directions
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.masking.mask import Masked
from draftbot.writing.filling import bare
from draftbot.writing.points import Point
from draftbot.writing.questions import Item, done_so_far, speaker

# Facts up to this length, told one behind the other, make one sentence.
_SHORT = 24
# What a telling word in common counts beside the cosine, whose range is narrow.
_WORD = 0.03
# Of the words that a fact and a text share what is counted tells more, what narrows it or is done less;
# from so much on the fact is about what the text is.
_MORE, _LESS, _AT_HOME = 2.0, 0.5, 1.0
# The same about the mean, and by how much a point must be nearer than the next to be surely a fact's own. Of
# facts of reports put back among the points of their section so much nearer ones were right in .55 (of 250,
# seven points each) and .69 (of 400), all of them in .45 and .52; by cosines as they are .36 and .46.
_WORD_ABOUT_MEAN, _SURELY = 0.05, 0.1


def with_facts(
    points: Sequence[Point],
    facts: Sequence[str],
    topic: frozenset[str],
    embeddings: SentenceEmbeddings,
    may_be_loose: bool = False,
) -> tuple[list[Point], list[str]]:
    """The points with each fact behind the nearest sentence of the point nearest to it, and the facts left
    over: where they `may_be_loose`, such as are not surely nearer to one point than to the others. Without
    points the facts, joined into sentences, stand alone. The topic's own words stand everywhere and tell
    nothing."""
    if not points or not facts:
        return list(points), joined(facts)
    places = [place for i, point in enumerate(points) for place in _places(point, (i,))]
    texts = [f"{points[place[0]].heading}：{text}" for place, text in places]
    shared = np.array(
        [[shared_with(fact, text, topic) for text in texts] for fact in facts], dtype=np.float32
    )
    near_to = _about_their_mean(facts, texts, shared, embeddings)
    owners = np.array([place[0] for place, _ in places])
    homes: dict[tuple[int, ...], list[str]] = {}
    behind: dict[int, tuple[int, ...]] = {}  # of each point the sentence its first fact stands behind
    loose = []
    for fact, row, common in zip(facts, near_to, shared, strict=True):
        home, is_sure = _nearest_point(row, owners)
        if may_be_loose and not (is_sure if len(points) > 1 else common.max() >= _AT_HOME):
            loose.append(fact)
            continue
        place = places[int(np.where(owners == home, row, -np.inf).argmax())][0]
        homes.setdefault(behind.setdefault(home, place), []).append(fact)
    return [_told(point, (i,), homes) for i, point in enumerate(points)], loose


def sure_homes(
    points: Sequence[Point], facts: Sequence[str], topic: frozenset[str], embeddings: SentenceEmbeddings
) -> list[tuple[int, int] | None]:
    """Of each fact the point that it surely belongs to and the sentence of it that is nearest, by index: one it is
    surely nearer to than to the others, or that tells of what it counts as no other does; None for none."""
    places = [(i, j) for i, point in enumerate(points) for j, _ in enumerate(point.sentences)]
    if not places or not facts:
        return [None] * len(facts)
    texts = [f"{points[i].heading}：{points[i].sentences[j].text}" for i, j in places]
    shared = np.array(
        [[shared_with(fact, text, topic) for text in texts] for fact in facts], dtype=np.float32
    )
    near_to = _about_their_mean(facts, texts, shared, embeddings)
    owners = np.array([i for i, _ in places])
    homes: list[tuple[int, int] | None] = []
    for row, common in zip(near_to, shared, strict=True):
        home, is_sure = _nearest_point(row, owners)
        here = float(common[owners == home].max())
        is_its = here >= _AT_HOME if is_sure else here >= max(_MORE, float(common.max()))
        homes.append(places[int(np.where(owners == home, row, -np.inf).argmax())] if is_its else None)
    return homes


def _nearest_point(row: np.ndarray, owners: np.ndarray) -> tuple[int, bool]:
    """Which point a fact is nearest to, by its nearest sentence and by all of them, and whether it surely is."""
    numbers = sorted(set(owners.tolist()))
    by_point = [float(row[owners == n].max() + row[owners == n].mean()) for n in numbers]
    best, *others = sorted(by_point, reverse=True)
    return numbers[by_point.index(best)], not others or best - others[0] >= _SURELY


def _places(point: Point, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Where a fact may stand in a point: behind each of its sentences, and of those that add to it."""
    yield from (((*path, -1, j), sentence.text) for j, sentence in enumerate(point.sentences))
    for n, more in enumerate(point.also):
        yield from _places(more, (*path, n))


def told_beside(items: Sequence[Item], facts: Sequence[str], brief: Brief) -> tuple[list[Item], list[str]]:
    """What a section asks with the facts that share the matter of its small headings before the questions,
    and the facts that share none."""
    homes: dict[int, list[str]] = {}
    left = []
    for fact in facts:
        common = [shared_with(fact, item.heading, frozenset(brief.topic)) for item in items]
        if common and max(common) >= _AT_HOME:
            homes.setdefault(common.index(max(common)), []).append(fact)
        else:
            left.append(fact)
    told = [
        replace(item, sentences=(*fact_sentences(homes.get(i, ()), brief), *item.sentences))
        for i, item in enumerate(items)
    ]
    return told, left


def told_in(
    items: Sequence[Item], facts: Sequence[str], brief: Brief, embeddings: SentenceEmbeddings
) -> list[Item]:
    """What a section asks with each fact before the questions nearest to it, as a sentence of the unit's;
    such as have nothing in common with any small heading make a point of their own at the head."""
    if not items or not facts:
        return list(items)
    headings = [item.heading for item in items]
    named = [[_pairs_named(fact, heading, brief) for heading in headings] for fact in facts]
    loose = [f for f, row in zip(facts, named, strict=True) if items[0].heading and not any(row)]
    homes: dict[int, list[str]] = {}
    texts = ["".join(BLANK.sub(r"\1", sentence.text) for sentence in item.told(True)) for item in items]
    near_to = nearness(facts, texts, frozenset(brief.topic), embeddings)
    for fact, row, near in zip(facts, named, near_to, strict=True):
        if fact not in loose:
            homes.setdefault(int((np.array(row) + near).argmax()), []).append(fact)
    told = [
        replace(item, sentences=(*fact_sentences(homes.get(i, ()), brief), *item.sentences))
        for i, item in enumerate(items)
    ]
    return [done_so_far(fact_sentences(loose, brief)), *told] if loose else told


def _pairs_named(fact: str, heading: str, brief: Brief) -> int:
    """How many pairs of characters a fact has in common with a heading, other than the topic's."""
    plain = to_simplified(fact)
    pairs = {heading[i : i + 2] for i in range(len(heading) - 1)}
    return sum(pair in plain and pair not in brief.subject for pair in pairs)


def fact_sentences(facts: Sequence[str], brief: Brief | None) -> list[Sentence]:
    """Facts as sentences of the paper, the first with who did it where a `brief` is given."""
    written = [as_written(fact) for fact in facts]
    told = of_unit(written, brief) if brief else joined(written)
    return [Sentence(f"{text}。", (), blanks_in(text), "fact") for text in told]


def of_unit(facts: Sequence[str], brief: Brief) -> list[str]:
    """Facts as sentences, the first with whoever did it where it tells but what was done: 本馆接待群众3万人次."""
    told = joined(facts)
    own = brief.own_name[1:]
    if told and not told[0].startswith(own) and rjieba.tag(told[0], False)[0][1].startswith("v"):
        told[0] = f"{brief.own_name if not brief.first_person else speaker()}{told[0]}"
    return told


def _told(point: Point, path: tuple[int, ...], homes: Mapping[tuple[int, ...], Sequence[str]]) -> Point:
    told: list[Masked] = []
    for j, sentence in enumerate(point.sentences):
        told.append(sentence)
        told += [Masked(f"{text}。", blanks_in(text), text) for text in joined(homes.get((*path, -1, j), ()))]
    also = tuple(_told(more, (*path, n), homes) for n, more in enumerate(point.also))
    return replace(point, sentences=tuple(told), also=also)


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
    telling words that both have."""
    words = np.array([[shared_with(fact, text, topic) for text in texts] for fact in facts], dtype=np.float32)
    return _with_cosines(facts, texts, words, embeddings)


def _with_cosines(
    facts: Sequence[str], texts: Sequence[str], words: np.ndarray, embeddings: SentenceEmbeddings
) -> np.ndarray:
    try:
        cosines = embeddings.remembered(facts) @ embeddings.remembered(texts).T
    except DraftbotError:
        if embeddings.fault is None:  # there is a model, which failed over these
            raise
        return words
    near: np.ndarray = cosines + _WORD * words
    return near


def _about_their_mean(
    facts: Sequence[str], texts: Sequence[str], words: np.ndarray, embeddings: SentenceEmbeddings
) -> np.ndarray:
    """How near facts are to sentences, shape (facts, sentences), by what tells these from each other: all are
    on one topic, so that cosines as they are lie close together whatever is said."""
    try:
        ours, theirs = embeddings.remembered(facts), embeddings.remembered(texts)
    except DraftbotError:
        if embeddings.fault is None:  # there is a model, which failed over these
            raise
        return words
    middle = theirs.mean(axis=0)
    ours = directions(ours - (middle + ours.mean(axis=0)) / 2)
    near: np.ndarray = ours @ directions(theirs - middle).T + _WORD_ABOUT_MEAN * words
    return near


def shared_with(fact: str, text: str, topic: frozenset[str]) -> float:
    """How much a text has of what a fact is about: what it counts more than other words, what only
    narrows that (应急 in 应急队伍) or tells the doing less."""
    heads, narrowing = set[str](), set[str]()
    for amount in amounts_in(fact):
        *before, head = sorted(telling_words(amount.counted_noun), key=amount.counted_noun.find) or [""]
        heads.add(head)
        narrowing.update(before)
    plain = to_simplified(text)
    theirs = telling_words(text)
    shared = {word for word in telling_words(fact) - topic if word in theirs or word in plain}
    worth = {**dict.fromkeys(doing_words() | narrowing, _LESS), **dict.fromkeys(heads, _MORE)}
    return sum(worth.get(word, 1.0) for word in shared)

"""The points of what the user told, where past reports have none: facts on one matter together, under words
of theirs.

A secretary who has no earlier paper makes her headings from the figures: what is counted, and what was done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import rjieba

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import word_set, words_in
from draftbot.corpus.title_parts import period_spans
from draftbot.domain import OutlineSection, Role
from draftbot.errors import DraftbotError
from draftbot.facts.amounts import amounts_in, doing_words, telling_words
from draftbot.facts.brief import Brief, is_on_a_matter
from draftbot.index.directions import directions
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.tokens import FloatArray
from draftbot.outlines.heading_groups import linked
from draftbot.writing.fact_homes import fact_sentences
from draftbot.writing.filling import bare
from draftbot.writing.questions import Item, asked_of_told

# A paper has no more points than this; with fewer facts there are none.
MOST, FEWEST = 5, 3
# From so many facts on they are what the paper is about.
MUCH_TOLD = 6
# Headings have so many characters.
_SHORTEST, _LONGEST = 2, 9
# Of two that are joined each has at most so many.
_LONGEST_OF_TWO = 7
# A word in common brings facts so much nearer than their vectors do.
_WORD = 0.1
_STEP = 0.05
# Who types facts tells what belongs together one behind the other.
_NEXT = 0.15
_FIGURE = re.compile(r"\d")
# Tags of words that a heading is made of: nouns of all kinds, doings, and what stands before nouns.
_NAMES = ("n", "v", "a", "b", "j", "l", "i", "q", "k", "h", "x", "s", "z")
_NOT_NAMES = ("ad", "vd", "an")


@dataclass(frozen=True, slots=True)
class Matter:
    """`heading` "" where no words of the facts name what they are on."""

    heading: str
    facts: tuple[str, ...]


def matters_of_facts(facts: Sequence[str], brief: Brief, embeddings: SentenceEmbeddings) -> list[Matter]:
    """The facts by matter, in the order told; a fact that names nothing stands with the one nearest to it.
    Fewer than `FEWEST` matters are none."""
    names = [heading_of(fact) for fact in facts]
    named = [i for i, name in enumerate(names) if name]
    if len(named) < FEWEST:
        return []
    near = _nearness(facts, frozenset(brief.topic), embeddings)
    groups = _grouped(named, near)
    for i in (i for i, name in enumerate(names) if not name):
        before = [group for group in groups if i - 1 in group]
        best = before[0] if before else max(groups, key=lambda group: max(near[i, j] for j in group))
        best.append(i)
    ordered = sorted(map(sorted, groups))
    if len(ordered) < FEWEST:
        return []
    return [Matter(_heading([names[i] for i in group]), tuple(facts[i] for i in group)) for group in ordered]


def told_by_user(
    section: OutlineSection, facts: Sequence[str], brief: Brief, embeddings: SentenceEmbeddings
) -> list[Item]:
    """A section out of the user's facts alone: what was done by matter, with a question to each; shortcomings
    and intentions one by one; what there is, and what was done about all of it asked. [] where that is no
    section of theirs."""
    if not facts or is_on_a_matter(section):
        return []
    if section.role in (Role.PROBLEMS, Role.PLANS):
        return [Item("", tuple(fact_sentences([fact], None))) for fact in facts]
    if section.role is Role.OVERVIEW:
        asked = asked_of_told(section, brief, ())
        return [Item("", tuple(fact_sentences(facts, brief))), *asked]
    if section.role is not Role.WORK:
        return []
    matters = matters_of_facts(facts, brief, embeddings)
    asked = asked_of_told(section, brief, [matter.heading for matter in matters])
    return [
        Item(matter.heading, (*fact_sentences(matter.facts, None), *item.sentences))
        for matter, item in zip(matters, asked, strict=True)
    ]


def _grouped(named: Sequence[int], near: FloatArray) -> list[list[int]]:
    """At most `MOST` groups, by average linkage."""
    scores = near[np.ix_(named, named)]
    for cut in np.arange(scores.max() + _STEP, scores.min() - 1.0, -_STEP):
        groups = linked(scores - cut)
        if len(groups) <= MOST:
            return [[named[i] for i in group] for group in groups]
    return [list(named)]


def _nearness(facts: Sequence[str], topic: frozenset[str], embeddings: SentenceEmbeddings) -> FloatArray:
    """How near facts are to each other: the words in common, and cosines about the mean; they are of one paper."""
    words = [telling_words(fact) - topic for fact in facts]
    shared: FloatArray = _WORD * np.array([[len(a & b) for b in words] for a in words], dtype=np.float32)
    shared += _NEXT * (np.eye(len(facts), k=1) + np.eye(len(facts), k=-1))
    try:
        vectors = embeddings.remembered(facts)
    except DraftbotError:
        if embeddings.fault is None:  # there is a model, which failed over these
            raise
        return shared
    rest = directions(vectors - vectors.mean(axis=0))
    near: FloatArray = shared + rest @ rest.T
    return near


def _heading(names: Sequence[str]) -> str:
    """The names of facts as one heading: the first, and a second one where both are short; where some name what
    was done, none that names but a thing (老职工 beside 补栽乔木)."""
    told = list(dict.fromkeys(filter(None, names)))
    told = [name for name in told if _is_a_doing(name)] or told
    told = [name for name in told if not any(name != other and name in other for other in told)]
    short = [name for name in told if len(name) <= _LONGEST_OF_TWO]
    if len(short) > 1:
        return "、".join(short[:2])
    alone = next(iter(short or told), "")
    return f"{alone}工作" if len(alone) == _SHORTEST else alone


def _is_a_doing(name: str) -> bool:
    return any(tag.startswith("v") for _, tag in rjieba.tag(name, False))


def heading_of(fact: str) -> str:
    """What a fact names as what was done or counted: 预警信号 of 发预警信号73期, 更换曝气头 of 更换曝气头260个,
    临时展览 of 办了3个临时展览; "" where it names nothing."""
    plain = plain_digits(to_simplified(bare(fact)))
    start = next((end for begin, end in period_spans(plain) if begin == 0), 0)
    first = next((amount for amount in amounts_in(plain) if amount.start >= start), None)
    if first is None:
        return ""
    before = _named(plain[start : first.start])
    if before:
        return before
    behind = plain[first.end :]
    noun = first.counted_noun if behind.startswith(first.counted_noun) else ""
    return noun if _SHORTEST < len(noun) <= _LONGEST else ""


def _named(text: str) -> str:
    """The words a text ends on that name a matter; "" where these are too few or too many."""
    words: list[tuple[str, str]] = []
    passed = word_set("narrowing_nothing") | {*words_in("counted_how", "each")}
    for word, tag in reversed(_without_counts(rjieba.tag(text, False))):
        if not words and (word in passed or word in doing_words()):
            continue
        if _FIGURE.search(word):
            return ""  # 值班 of 24小时值班
        if not tag.startswith(_NAMES) or tag in _NOT_NAMES or not word[0].isalnum():
            break
        words.insert(0, (word, tag))
    words = _without_doer(words)
    while len(words) > 1 and _is_short_doing(*words[0]):
        rest = words[1:]
        if len(rest[0][0]) == 1 or sum(len(word) for word, _ in rest) <= _SHORTEST:
            break
        words = rest  # 预警信号 of 发预警信号
    if not words or _is_short_doing(*words[-1]) or not any(_tells(tag) for _, tag in words):
        return ""
    name = "".join(word for word, _ in words)
    return name if _SHORTEST <= len(name) <= _LONGEST else ""


def _without_counts(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """年检通过率 of 年检一次通过率: a count in words between nouns is no part of their name."""
    inner = range(1, len(words) - 1)
    return [
        one
        for i, one in enumerate(words)
        if not (i in inner and one[1] == "m" and words[i - 1][1][:1] in "nv" and not _FIGURE.search(one[0]))
    ]


def _without_doer(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """带徒弟 of 老师傅带徒弟: what stands before a doing that something stands behind is who does it."""
    for i, (_, tag) in list(enumerate(words))[-2:0:-1]:
        if tag == "v" and words[i - 1][1].startswith("n") and words[i + 1][1].startswith("n"):
            return words[i:]
    return words


def _is_short_doing(word: str, tag: str) -> bool:
    return len(word) == 1 and tag == "v"


def _tells(tag: str) -> bool:
    return tag[:1] in "njlv"

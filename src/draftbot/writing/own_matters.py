"""The points of what the user told, where past reports have none: facts on one matter together, under words
of theirs.

A secretary who has no earlier paper makes her headings from the figures: what is counted, and what was done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import rjieba

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentence_polarity import denies
from draftbot.chinese.word_lists import word_set, words_in
from draftbot.corpus.title_parts import period_spans
from draftbot.domain import OutlineSection, Role, count_chars
from draftbot.errors import DraftbotError
from draftbot.facts.amounts import amounts_in, doing_words, telling_words
from draftbot.facts.brief import Brief, is_on_a_matter
from draftbot.index.directions import directions
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.tokens import FloatArray
from draftbot.writing.fact_homes import fact_sentences
from draftbot.writing.filling import bare
from draftbot.writing.leaning_facts import leans_on
from draftbot.writing.questions import Item, asked_of_told, duties_told

# A paper has no more points than this; with fewer facts there are none.
MOST, FEWEST = 7, 3
# From so many facts on they are what the paper is about.
MUCH_TOLD = 6
# Headings have so many characters.
_SHORTEST, _LONGEST = 2, 9
# Of two that are joined each has at most so many.
_LONGEST_OF_TWO = 7
# A word in common brings facts so much nearer than their vectors do.
_WORD = 0.1
# A point holds no more facts.
_MOST_OF_ONE = 4
_FIGURE = re.compile(r"\d")
# Tags of words that a heading is made of: nouns of all kinds, doings, and what stands before nouns.
_NAMES = ("n", "v", "a", "b", "j", "l", "i", "q", "k", "h", "x", "s", "z")
_NOT_NAMES = ("ad", "vd", "an")
_SAFE = "an"  # 安全 of 安全生产, no name by itself
# Single characters with these tags end no name: 装卸设备|换了2台.
_NO_END = ("nz", "zg", "v", "ul", "p")
_QUOTE, _QUOTED = "“", re.compile("(“[^”]{1,8}”)")
_CLAUSE = re.compile("[，,；;]")
# What was done is named in no fewer characters where nothing is counted.
_LEAST_DONE = 4
# A point of its own takes so many characters; what is less stands with the fact before or behind it.
_LEAST_OF_ONE = 14


@dataclass(frozen=True, slots=True)
class Matter:
    """`heading` "" where no words of the facts name what they are on."""

    heading: str
    facts: tuple[str, ...]


def matters_of_facts(
    facts: Sequence[str], brief: Brief, embeddings: SentenceEmbeddings, fewest: int = FEWEST
) -> list[Matter]:
    """The facts by matter, in the order told; a fact that names nothing stands with the one nearest to it.
    Fewer than `fewest` matters are none."""
    names = [heading_of(fact) for fact in facts]
    named = [i for i, name in enumerate(names) if name]
    if len(named) < fewest:
        return []
    near = _nearness(facts, frozenset(brief.topic), embeddings)
    groups = _grouped(named, near, list(map(count_chars, facts)), fewest)
    for i in (i for i, name in enumerate(names) if not name):
        beside = [group for k in (i - 1, i + 1) for group in groups if k in group]
        best = beside[0] if beside else max(groups, key=lambda group: max(near[i, j] for j in group))
        best.append(i)
    ordered = sorted(map(sorted, groups))
    if len(ordered) < fewest:
        return []
    return [Matter(_heading([names[i] for i in group]), tuple(facts[i] for i in group)) for group in ordered]


def told_by_user(
    section: OutlineSection, facts: Sequence[str], brief: Brief, embeddings: SentenceEmbeddings
) -> list[Item]:
    """A section out of the user's facts alone: what was done by matter, one of them with a question; shortcomings
    and intentions one by one; what there is, and what was done about all of it asked. [] where that is no
    section of theirs."""
    if not facts or is_on_a_matter(section):
        return []
    if section.role in (Role.PROBLEMS, Role.PLANS):
        listed = listed_one_by_one(facts, brief)
        return [Item("", tuple(fact_sentences([fact], None))) for fact in listed]
    if section.role is Role.OVERVIEW:
        return [overview_told(section, facts, brief)]
    if section.role is not Role.WORK:
        return []
    matters = matters_of_facts(facts, brief, embeddings)
    return with_one_question([as_item(matter) for matter in matters], section, brief)


def listed_one_by_one(facts: Sequence[str], brief: Brief) -> list[str]:
    """What was told in one breath as it was told, fact by fact, where none of them leans on the one before it:
    换路灯20盏，保洁员加薪5% among what is intended."""
    return [one for fact in facts for one in _apart(fact, brief.facts)]


def _apart(fact: str, told: Sequence[str]) -> list[str]:
    parts: list[str] = []
    rest = fact
    while rest:
        part = next((one for one in map(bare, told) if rest == one or rest.startswith(f"{one}，")), "")
        if not part or (parts and leans_on(parts[-1], part)):
            return [fact]
        parts.append(part)
        rest = rest[len(part) + 1 :]
    return parts


def as_item(matter: Matter) -> Item:
    return Item(matter.heading, tuple(fact_sentences(matter.facts, None)))


def overview_told(section: OutlineSection, facts: Sequence[str], brief: Brief) -> Item:
    """What there is, and what is asked about all of it; behind who somebody is and what he is in charge of where
    he reports of himself."""
    asked = [sentence for item in asked_of_told(section, brief, ()) for sentence in item.sentences]
    if not brief.first_person:
        return Item("", (*fact_sentences(facts, brief), *asked))
    duties = duties_told(brief)
    left = [_without_duty(fact, duties) for fact in facts if fact not in duties]
    return Item("", (*asked, *fact_sentences(left, None)))


def _without_duty(fact: str, duties: Sequence[str]) -> str:
    """全科技师21名 of what was told in one breath, 主持检验科工作，全科技师21名."""
    told = next((duty for duty in duties if fact.startswith(f"{duty}，")), "")
    return fact.removeprefix(f"{told}，") if told else fact


def with_one_question(items: Sequence[Item], section: OutlineSection, brief: Brief) -> list[Item]:
    """The items with a question behind the shortest of those that have a heading: the same asked behind each is a
    form to fill in."""
    named = [item for item in items if item.heading]
    least = min(named, key=lambda item: sum(count_chars(s.text) for s in item.sentences), default=None)
    if least is None:
        return list(items)
    (asked,) = asked_of_told(section, brief, [least.heading])
    return [
        replace(item, sentences=(*item.sentences, *asked.sentences)) if item is least else item
        for item in items
    ]


def _grouped(named: Sequence[int], near: FloatArray, sizes: Sequence[int], fewest: int) -> list[list[int]]:
    """At most `MOST` groups, each of facts told one behind the other: what is nearest to the one before it goes
    with that, and so what is too short for a point; no group has more than `_MOST_OF_ONE`."""
    groups = [[i] for i in named]
    while len(groups) > fewest:
        short = [i for i, group in enumerate(groups) if sum(sizes[k] for k in group) < _LEAST_OF_ONE]
        if len(groups) <= MOST and not short:
            break
        pairs = [i for i in range(len(groups) - 1) if len(groups[i]) + len(groups[i + 1]) <= _MOST_OF_ONE]
        if len(groups) <= MOST:
            pairs = [i for i in pairs if i in short or i + 1 in short]
        if not pairs:
            break
        best = max(pairs, key=lambda i: float(near[np.ix_(groups[i], groups[i + 1])].mean()))
        groups[best : best + 2] = [[*groups[best], *groups[best + 1]]]
    return groups


def _nearness(facts: Sequence[str], topic: frozenset[str], embeddings: SentenceEmbeddings) -> FloatArray:
    """How near facts are to each other: the words in common, and cosines about the mean; they are of one paper."""
    words = [telling_words(fact) - topic for fact in facts]
    shared: FloatArray = _WORD * np.array([[len(a & b) for b in words] for a in words], dtype=np.float32)
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
    临时展览 of 办了3个临时展览; where it counts nothing, or but a rate, what its first clause says was done:
    消防专项整治 of 开展消防专项整治，隐患整改率98%; "" where it names nothing."""
    plain = plain_digits(to_simplified(bare(fact)))
    counted = _counted(plain)
    if counted and not counted.endswith(words_in("counted_how", "rates")):
        return counted
    first = _CLAUSE.split(plain)[0]
    done = _named(first, of_doing=True) if not (amounts_in(first) or denies(first)) else ""
    return done if len(done) >= _LEAST_DONE else counted


def _counted(plain: str) -> str:
    start = next((end for begin, end in period_spans(plain) if begin == 0), 0)
    first = next((amount for amount in amounts_in(plain) if amount.start >= start), None)
    if first is None:
        return ""
    before = _named(plain[start : first.start])
    if len(before) == _SHORTEST:  # 职工培训, not 职工
        return _named(plain[start : first.start], of_doing=True) or before
    if before:
        return before
    behind = plain[first.end :]
    noun = first.counted_noun if behind.startswith(first.counted_noun) else ""
    return noun if _SHORTEST < len(noun) <= _LONGEST else ""


def _named(text: str, of_doing: bool = False) -> str:
    """The words a text ends on that name a matter, doings too where it is to be named `of_doing`; "" where these
    are too few or too many."""
    words: list[tuple[str, str]] = []
    passed = word_set("narrowing_nothing") | {*words_in("counted_how", "each")}
    for word, tag in reversed(_without_counts(_tagged(text))):
        if not words and not of_doing and (word in passed or word in doing_words()):
            continue
        if not words and len(word) == 1 and tag in _NO_END:
            continue
        if _FIGURE.search(word):
            return ""  # 值班 of 24小时值班
        is_name = tag.startswith(_NAMES) and (tag not in _NOT_NAMES or (tag == _SAFE and words))
        if not is_name or not (word[0].isalnum() or word[0] == _QUOTE):
            break
        words.insert(0, (word, tag))
    words = _without_place(_without_doer(words))
    while len(words) > 1 and _is_said_of_any(words, of_doing):
        words = words[1:]
    while len(words) > 1 and _is_short_doing(*words[0]):
        rest = words[1:]
        if len(rest[0][0]) == 1 or sum(len(word) for word, _ in rest) <= _SHORTEST:
            break
        words = rest  # 预警信号 of 发预警信号
    if not words or _is_short_doing(*words[-1]) or not any(_tells(tag) for _, tag in words):
        return ""
    name = "".join(word for word, _ in words)
    return name if _SHORTEST <= len(name) <= _LONGEST else ""


def _is_said_of_any(words: Sequence[tuple[str, str]], of_doing: bool) -> bool:
    """Whether a name begins with a doing that it is better without: 开展 of 开展专项整治, 推行 of what is too long."""
    rest = sum(len(word) for word, _ in words[1:])
    first, tag = words[0]
    is_any = of_doing and first in doing_words() and rest >= _LEAST_DONE
    return tag == "v" and (is_any or len(first) + rest > _LONGEST)


def _tagged(text: str) -> list[tuple[str, str]]:
    """The words of a text with their tags, what stands in quotation marks as one noun."""
    words: list[tuple[str, str]] = []
    for n, piece in enumerate(_QUOTED.split(text)):
        words += [(piece, "n")] if n % 2 else rjieba.tag(piece, False)
    return words


def _without_place(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """木材 of 场里木材: where it is counted says nothing."""
    rest = words[1:]
    is_place = bool(rest) and words[0][1] == "s" and sum(len(word) for word, _ in rest) >= _SHORTEST
    return rest if is_place else words


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

"""What may be a name though the network does not say so: what one of the other witnesses, or the
form, speaks for. A sentence not used costs less than a name told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

import numpy as np
import rjieba

from draftbot.chinese.name_features import given_characters
from draftbot.chinese.name_reading import Reading
from draftbot.chinese.names import Name, NameKind
from draftbot.chinese.organisations import is_generic
from draftbot.chinese.tagging import ORGANISATION, PERSON, PLACE
from draftbot.chinese.word_lists import word_set

# The dictionary's tags of names of people and places, and of characters that are no words.
_NAMES, _NO_WORDS, _NO_NOUNS = ("nr", "ns"), ("nr", "zg", "ng"), ("ns", "m")
_NOUNS = frozenset(("n", "nz"))
_PERHAPS, _AS_A_WORD, _NOUN, _HALF, _USUAL = 0.25, 0.35, 0.9, 0.5, 0.2
_JOINT, _ITEM = "[、和与及]", r"(?P<item>[\u4e00-\u9fff]{2,6})"
_BEFORE, _BEHIND = re.compile(f"{_ITEM}{_JOINT}$"), re.compile(f"{_JOINT}{_ITEM}")
_LISTED = re.compile(r"(?<=、)[\u4e00-\u9fff]{2,3}(?=[、，；。（]|等)")
# What a list begins with that goes on with a person: the whole of a clause so far, or its end.
_FIRST_LISTED = re.compile(r"(?:^|(?<=[，；。：、]))[\u4e00-\u9fff]{2,3}(?=、$)")
_LAST_PAIR = re.compile(r"[\u4e00-\u9fff]{2}(?=、$)")


class _Word(NamedTuple):
    """A word of the dictionary's, where it stands, and its tag."""

    start: int
    end: int
    tag: str


def words_that_may_be_names(readings: Sequence[Reading]) -> frozenset[str]:
    """高兴, 文明: words of the dictionary that are made like names and that the network takes for
    some, by what stands around them, in the places of a report on average. Of a noun it must be
    all but sure: behind what one is, nouns are more often what such people have (班主任沙龙)."""
    places: defaultdict[str, list[float]] = defaultdict(list)
    for reading in readings:
        nouns = {word.start for word in reading.words if word.tag in _NOUNS}
        for start, end, _ in _dictionary_words(reading.text):
            if is_like_a_name(reading.text[start:end]):
                likely = float(reading.named[start:end].mean())
                places[reading.text[start:end]].append(likely - (_NOUN - _AS_A_WORD if start in nouns else 0))
    return frozenset(word for word, likely in places.items() if np.mean(likely) > _AS_A_WORD)


def is_like_a_name(word: str) -> bool:
    """Whether a word is a surname and one or two characters that are usual in given names."""
    given = given_characters()
    is_given = all(given.get(c, 0.0) > _USUAL for c in word[1:])
    return len(word) in (2, 3) and word[0] in word_set("surnames") and is_given


def may_be_names(reading: Reading, told: Sequence[Name], may_be: Set[str]) -> Iterator[Name]:
    """The doubtful names beside those that are `told`, words that `may_be` names among them; none
    overlaps one of them."""
    words = _dictionary_words(reading.text)
    spans = (
        *((start, end) for start, end, _ in words if reading.text[start:end] in may_be),
        *_tagged(reading, words, told),
        *_familiar(reading, words),
        *_with_titles(reading, words),
        *_in_lists(reading, told),
    )
    for start, end in spans:
        if not any(start < name.end and name.start < end for name in told):
            yield Name(start, end, NameKind.DOUBTFUL, reading.text[start:end])


def _tagged(reading: Reading, words: Sequence[_Word], told: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """What the tagger takes for a name, where another witness agrees: the dictionary, the network
    by half, or a name that it touches."""
    tags = {(start, end): tag for start, end, tag in words}
    edges = {at for name in told for at in (name.start, name.end)}
    for word in reading.words:
        known = tags.get((word.start, word.end), "")
        if len(word.text) < 2:
            continue
        if word.tag in (PERSON, PLACE) and (word.start in edges or word.end in edges):
            # 人民陪审员 before a name is what somebody is.
            is_name = not any(word.text[-n:] in word_set("titles") for n in (2, 3, 4))
        elif word.tag == PERSON:
            is_name = known.startswith(_NAMES) or bool(reading.named[word.start : word.end].max() > _HALF)
        elif word.tag == PLACE:
            is_name = known.startswith(_NAMES)
        else:  # The dictionary has the names of firms (肯德基) among those of persons.
            is_name = word.tag == ORGANISATION and known.startswith("nr") and len(word.text) > 2
        if is_name:
            yield word.start, word.end


def _familiar(reading: Reading, words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """大韦, 老高: a familiar prefix before a surname, where the dictionary knows the surname for
    nothing else, or the two together for no word that the tagger takes for a noun, or the network
    half believes it."""
    after = {start: tag for start, _, tag in words}
    nouns = {word.start for word in reading.words if word.tag in _NOUNS}
    for start, end, tag in words:
        pair = reading.text[start : start + 2]
        if pair[0] not in word_set("familiar_prefixes") or pair[1:] not in word_set("surnames"):
            continue
        is_apart = end == start + 1 and after[end].startswith(_NO_WORDS)
        is_half_believed = bool(reading.named[start : start + 2].min() > _PERHAPS)
        is_no_noun = end == start + 2 and tag.startswith(_NO_NOUNS) and start not in nouns
        is_person = end == start + 2 and tag.startswith("nr")
        if is_apart or is_half_believed or is_no_noun or is_person:
            yield start, start + 2


def _with_titles(reading: Reading, words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """束奶奶: a surname that the dictionary knows for no word, before what people are called."""
    text, surnames, titles = reading.text, word_set("surnames"), word_set("titles")
    for start, end, tag in words:
        if end != start + 1 or text[start] not in surnames or not tag.startswith(_NO_WORDS):
            continue
        title = next((text[end : end + n] for n in (3, 2) if text[end : end + n] in titles), "")
        if title and reading.named[start : end + len(title)].max() > _PERHAPS:
            yield start, end + len(title)


def _in_lists(reading: Reading, told: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """曾跃进 of 林芳、曾跃进、周岚: what stands as a whole in a list after or before a person, and
    begins with a surname; 小马 of 请小马、小林; 竹园村 of 竹园村、大塘村: what ends like the place or body beside it."""
    ends = {name.end for name in told if name.kind is NameKind.PERSON}
    for found in _LISTED.finditer(reading.text):
        if found.start() - 1 in ends and found[0][0] in word_set("surnames"):
            ends.add(found.end())
            yield found.span()
    for name in told:
        if name.kind is NameKind.PERSON:
            yield from _before_a_person(reading.text[: name.start])
        if name.kind in (NameKind.PLACE, NameKind.ORGANISATION):
            beside = _beside(reading.text, name)
            # 卫生院与县人民医院: what any of its kind is called is none.
            yield from ((start, end) for start, end in beside if not is_generic(reading.text[start:end]))


def _before_a_person(text: str) -> Iterator[tuple[int, int]]:
    """What may be a person at the end of `text`, behind which a person stands."""
    first, pair = _FIRST_LISTED.search(text), _LAST_PAIR.search(text)
    if first and first[0][0] in word_set("surnames"):
        yield first.span()
    if pair and pair[0][0] in word_set("familiar_prefixes") and pair[0][1] in word_set("surnames"):
        yield pair.span()


def _beside(text: str, name: Name) -> Iterator[tuple[int, int]]:
    """What stands beside a name in a list and ends as it does."""
    if before := _BEFORE.search(text, 0, name.start):
        found = before.span("item")
        if text[found[1] - 1] == name.text[-1]:
            yield found
    if behind := _BEHIND.match(text, name.end):
        at = behind["item"].find(name.text[-1])
        if at > 0:
            yield behind.start("item"), behind.start("item") + at + 1


def _dictionary_words(text: str) -> list[_Word]:
    words, at = list[_Word](), 0
    for word, tag in rjieba.tag(text, False):
        words.append(_Word(at, at + len(word), tag))
        at += len(word)
    return words

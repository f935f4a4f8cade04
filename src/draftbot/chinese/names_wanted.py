"""What stands where a sentence wants a name, though it is a word of the language: 严肃 of 请严肃牵头组建
小组, 建设银行 of 与建设银行共建. Doubtful, all of it: its place alone speaks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import rjieba

from draftbot.chinese.name_doubts import says_what_one_becomes
from draftbot.chinese.name_places import ASKED, NamePlaces, Span, likeness_to_a_name, signs_of, spans_of
from draftbot.chinese.name_reading import Reading, SeenSentence, Stretch
from draftbot.chinese.names import Name, NameKind
from draftbot.chinese.organisations import is_generic, is_self
from draftbot.chinese.sentences import is_ended
from draftbot.chinese.tagging import NAME_TAGS, TIME, Tagger
from draftbot.chinese.word_lists import word_set

# A stretch this likely to be a name is doubtful; where the same words, no word of the language, are in
# another place of the report all but surely one, so is each that was asked about.
DOUBTED, SURE = 0.45, 0.9
# Where both call the whole a word; a noun behind what somebody is; a noun for bodies.
AGREED, _OWNED, _OWNED_AND_DOES, _OF_BODIES = 0.6, 0.95, 0.7, 0.94
# Words that the dictionary knows one by one, run together (于细微处, 先锋岗): seldom a name, unless they are
# made like a person's (从旭) or the other network is sure of a part; oftener what people are called (余工).
_OF_SEVERAL, _PART_SURE, _PERHAPS, _ADDRESSED = 0.93, 0.8, 0.7, 0.4
# Where the tagger has a name too.
_TAGGED = 0.3
# No surname with what is usual in given names: less like a person's name than most words.
_LIKE_NOBODY = 0.08
_LONGEST_PERSON = 3
# The dictionary calls many a word a person (沙龙, 宿舍区): that alone is no sign.
_NAMES = ("ns", "nt")
_COUNTED = frozenset(("n", "q", "s", "f"))
# Verbs, adverbs, prepositions, pronouns, particles, conjunctions, by the first letter of a tag; but not what is
# noun and verb at once.
_NO_NAMES, _NOUNS = frozenset("vdpruc"), frozenset(("vn",))

# The number of a text and a stretch of it.
_Asked = tuple[int, Stretch]


def likely_stretches(places: NamePlaces, sentences: Sequence[SeenSentence]) -> list[list[Stretch]]:
    """The stretches of each sentence that may be names by where they stand, the likeliest first; in a
    heading (存在问题) nothing stands for what it wants."""
    asked = [
        (sentence.text, sentence.features, _asked_about(sentence) if is_ended(sentence.text) else [])
        for sentence in sentences
    ]
    found = []
    for (_, _, spans), likelihoods in zip(asked, places.likelihoods(asked), strict=True):
        likely = [i for i in np.argsort(likelihoods[:, 0]) if 1 - likelihoods[i, 0] > ASKED]
        found.append([Stretch(spans[i][0], spans[i][1], likelihoods[i]) for i in likely])
    return found


def _asked_about(sentence: SeenSentence) -> list[Span]:
    """The stretches of a sentence that are made as names are, or hold no word that is none."""
    spans, first_end = list[Span](), _first_ends(len(sentence.text), _words_of_no_name(sentence))
    for start, end in spans_of(sentence.words):
        words = sentence.text[start:end]
        may_be = first_end[start] > end or _is_surnamed(words) or is_made_like_a_person(words)
        if may_be and not is_generic(words):
            spans.append((start, end))
    return spans


def _first_ends(length: int, spans: Sequence[Span]) -> list[int]:
    """For each place of a sentence where the first of the spans ends that begin there or behind it."""
    first = [length + 1] * (length + 1)
    for start, end in spans:
        first[start] = min(first[start], end)
    return list(accumulate(reversed(first), min))[::-1]


def is_made_like_a_person(words: str) -> bool:
    """从旭, 帅丰收, 曾工: a surname by itself, whatever word it is, and one or two characters, or what
    people are called by."""
    if len(words) > _LONGEST_PERSON:
        return False
    first, *others = rjieba.cut(words, False)
    # 区长|平, whose surname and first character make a word that says what somebody is.
    is_titled = first in word_set("titles") and first[0] in word_set("surnames") and len(words) == 3
    return bool(others) and (first in word_set("surnames") or is_titled)


def _is_surnamed(word: str) -> bool:
    """马上, 金秋, 郑重: a word, of whatever kind, that begins with a surname and is as long as a person's name."""
    return len(word) <= _LONGEST_PERSON and word[0] in word_set("surnames") and rjieba.has_word(word)


def _words_of_no_name(sentence: SeenSentence) -> list[Span]:
    """Where tagger and dictionary are of one mind that a word is no noun (加强 of 加强政府), or the tagger sees a time."""
    tagged = sentence.tagged.words
    kinds = {(word.start, word.end): word.tag for word in tagged}
    found = [(word.start, word.end) for word in tagged if word.tag == TIME]
    for start, end, _, tag in sentence.words:
        told = kinds.get((start, end), "")
        if tag[:1] in _NO_NAMES and told[:1] == tag[:1] and told not in _NOUNS:
            found.append((start, end))
    return found


def names_wanted(
    tagger: Tagger,
    places: NamePlaces,
    reports: Sequence[Sequence[Reading]],
    found: Sequence[Sequence[Sequence[Name]]],
) -> list[list[list[Name]]]:
    """The doubtful names in each text of each report beside those that are `found`."""
    asked = [_asked(readings, names) for readings, names in zip(reports, found, strict=True)]
    every = [
        (readings[number].text, stretch)
        for readings, of_report in zip(reports, asked, strict=True)
        for number, stretch in of_report
    ]
    if not every:
        return [[[] for _ in readings] for readings in reports]
    spans = [(text, (stretch.start, stretch.end)) for text, stretch in every]
    likelihoods = np.array([stretch.likelihoods for _, stretch in every])
    sure = iter(places.sure(signs_of(tagger, spans, likelihoods)).tolist())
    return [
        _wanted(readings, of_report, [next(sure) for _ in of_report])
        for readings, of_report in zip(reports, asked, strict=True)
    ]


def _asked(readings: Sequence[Reading], found: Sequence[Sequence[Name]]) -> list[_Asked]:
    """The stretches of a report that may be names, each with the number of its text."""
    return [
        (number, stretch)
        for number, (reading, names) in enumerate(zip(readings, found, strict=True))
        for stretch in _apart(reading.stretches, names)
        if not says_what_one_becomes(reading, stretch.start)
    ]


def _wanted(readings: Sequence[Reading], asked: Sequence[_Asked], sure: Sequence[float]) -> list[list[Name]]:
    """Those stretches of a report that are doubtful, by how likely each is a name."""
    wanted: list[list[Name]] = [[] for _ in readings]
    best: defaultdict[str, float] = defaultdict(float)
    for (number, stretch), likely in zip(asked, sure, strict=True):
        words = readings[number].text[stretch.start : stretch.end]
        best[words] = max(best[words], likely)
    for (number, stretch), likely in zip(asked, sure, strict=True):
        words = readings[number].text[stretch.start : stretch.end]
        is_word = rjieba.has_word(words) or _is_noun_before_titles(readings[number], stretch.start)
        is_sure_elsewhere = best[words] > SURE and not is_word
        if is_sure_elsewhere or likely > _needed(readings[number], stretch):
            wanted[number].append(Name(stretch.start, stretch.end, NameKind.DOUBTFUL, words))
    return wanted


def _needed(reading: Reading, stretch: Stretch) -> float:
    """How likely a stretch must be a name to be doubtful: more where tagger and dictionary are of
    one mind that it is a word, most where it is a noun that somebody may have (班主任沙龙)."""
    words, told = reading.words, reading.text[stretch.start : stretch.end]
    is_addressed = told[0] in word_set("surnames") and told[1:] in word_set("forms_of_address")
    if is_addressed and not _is_noun_before_titles(reading, stretch.start):
        return _ADDRESSED
    if len(rjieba.cut(told, False)) > 1:
        is_part_sure = bool(reading.named[stretch.start : stretch.end].max() > _PART_SURE)
        ends_in_noun = any(w.end == stretch.end and w.tag == "n" and len(w.text) > 1 for w in words)
        is_person = is_made_like_a_person(told) and not ends_in_noun
        if _is_called_like_a_place(reading, stretch) and (is_part_sure or _begins_unknown(reading, stretch)):
            return DOUBTED
        return _PERHAPS if is_part_sure or is_person else _OF_SEVERAL
    is_person = bool(stretch.likelihoods[1] > stretch.likelihoods[2:].max())
    if is_person and likeness_to_a_name(told) < (_LIKE_NOBODY if len(told) > 2 else _LIKE_NOBODY / 2):
        return _OF_SEVERAL  # 先锋岗, 营养师
    at = next((i for i, w in enumerate(words) if (w.start, w.end) == (stretch.start, stretch.end)), -1)
    if at < 0:
        return DOUBTED
    ((_, tag),) = rjieba.tag(words[at].text, False)
    if words[at].tag in NAME_TAGS:
        return _TAGGED
    if tag.startswith(_NAMES):
        return DOUBTED
    if words[at].tag != "n":
        return AGREED
    before = words[at - 1].text if at else ""
    if is_self(words[at].text):
        return 1.0
    if not any(before[-n:] in word_set("titles") for n in (2, 3, 4)):
        is_of_bodies = words[at].text[-1:] in word_set("organisation_tails") and not is_person
        return _OF_BODIES if is_of_bodies else DOUBTED
    does = at + 1 < len(words) and words[at + 1].tag.startswith("v")
    return _OWNED_AND_DOES if does else _OWNED


def _is_called_like_a_place(reading: Reading, stretch: Stretch) -> bool:
    """Whether words that the dictionary does not join end as places and bodies do (苦水铺乡, 世纪综合楼); not
    a noun with the one character behind it that says where something is (楼栋|口)."""
    told = reading.text[stretch.start : stretch.end]
    tails = word_set("organisation_tails") | word_set("place_tails")
    inside = [w for w in reading.words if stretch.start <= w.start and w.end <= stretch.end]
    is_noun = "".join(w.text for w in inside) == told and all(w.tag == "n" for w in inside)
    if is_noun and len(inside[-1].text) == 1:
        return False
    return any(told[-n:] in tails for n in (1, 2, 3, 4) if n < len(told))


def _begins_unknown(reading: Reading, stretch: Stretch) -> bool:
    """Whether a stretch begins with what the tagger takes for a word, of which the dictionary has nothing but
    the characters (岩营 of 岩营种养专业合作社)."""
    begins = next((word.text for word in reading.words if word.start == stretch.start), "")
    return len(begins) > 1 and all(len(part) == 1 for part in rjieba.cut(begins, False))


def _is_noun_before_titles(reading: Reading, start: int) -> bool:
    """Whether the character at `start` is a noun or a measure that stands before titles anyhow: 楼组长."""
    word = next((word for word in reading.words if word.start == start), None)
    return word is not None and word.text in word_set("words_before_titles") and word.tag in _COUNTED


def _apart(stretches: Sequence[Stretch], names: Sequence[Name]) -> list[Stretch]:
    """The stretches that overlap none of the names and none that comes before them."""
    taken = [(name.start, name.end) for name in names]
    kept = []
    for stretch in stretches:
        if not any(stretch.start < end and start < stretch.end for start, end in taken):
            taken.append((stretch.start, stretch.end))
            kept.append(stretch)
    return kept

"""What may be a name though the network does not say so: what one of the other witnesses, or the
form, speaks for. A sentence not used costs less than a name told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import zip_longest

import numpy as np
import rjieba

from draftbot.chinese.name_features import given_characters
from draftbot.chinese.name_reading import Reading
from draftbot.chinese.names import JOINT, Name, NameKind
from draftbot.chinese.offices import ends_in_office
from draftbot.chinese.organisations import is_bare, is_generic
from draftbot.chinese.tagging import NAME_TAGS, ORGANISATION, PERSON, PLACE, TaggedWord
from draftbot.chinese.word_lists import word_set, words_in

# The dictionary's tags of names of people and places, and of characters that are no words.
_NAMES, _NO_WORDS, _NO_NOUNS, _BODIES = ("nr", "ns"), ("nr", "zg", "ng"), ("ns", "m"), ("nt", "j")
_LEAST_BODY = 3
_NOUNS = frozenset(("n", "nz"))
_PERHAPS, _AS_A_WORD, _NOUN, _HALF, _USUAL, _HINT = 0.25, 0.35, 0.9, 0.5, 0.2, 0.1
# How sure the network must be of a run on average for a name, where the tagger takes the same run for one, a
# part of it, or nothing in it: what the network alone half believes is honest words as often (巡林, 金婚照).
_WITH_TAGGER, _WITH_PART, _ALONE, _OF_WORDS = 0.6, 0.85, 0.9, 0.65
_LONGEST_ADDRESS = 3
# What a clause ends with, and as much of it as may be an office.
_LONGEST_OFFICE = 12
_CLAUSE = re.compile(r"[^\w]")
_HELD = re.compile(rf"[\u4e00-\u9fff]{{2,{_LONGEST_OFFICE}}}(?=[，。；、]|$)")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_ITEM = r"(?P<item>[\u4e00-\u9fff]{2,6})"
_BEFORE, _BEHIND = re.compile(f"{_ITEM}{JOINT}$"), re.compile(f"{JOINT}{_ITEM}")
_LISTED = re.compile(rf"(?<={JOINT})[\u4e00-\u9fff]{{2,4}}?(?=[，；。：（]|{JOINT}|等|$)")
# What a list begins with that goes on with a person: the whole of a clause so far, or its end.
_FIRST_LISTED = re.compile(r"(?:^|(?<=[，；。：、]))[\u4e00-\u9fff]{2,3}(?=、$)")
_FIRST_BODY = re.compile(r"(?:^|(?<=[，；。：]))[\u4e00-\u9fff]{2,8}(?=、$)")
_LAST_JOINED = re.compile(rf"[\u4e00-\u9fff]{{3,}}(?={JOINT}$)")
_LAST_PAIR = re.compile(r"[\u4e00-\u9fff]{2}(?=、$)")


def is_well_witnessed(reading: Reading, start: int, end: int) -> bool:
    """Whether what the network takes for a name is one beyond doubt, by what the tagger makes of it."""
    tagged = [w for w in reading.words if w.tag in NAME_TAGS and w.start < end and start < w.end]
    is_whole = any((w.start, w.end) == (start, end) for w in tagged)
    needed = _WITH_TAGGER if is_whole else _WITH_PART if tagged else _ALONE
    return bool(reading.named[start:end].mean() > needed)


def is_made_of_words(reading: Reading, start: int, end: int) -> bool:
    """Whether a run that the network but half believes in is made of words of the dictionary (膳食|委员会,
    治安|巡防队), of which neither witness calls one a name."""
    if any(w.tag in NAME_TAGS and w.start < end and start < w.end for w in reading.words):
        return False
    words = rjieba.tag(reading.text[start:end], False)
    is_plain = all(
        len(w) > 1 and (is_bare(w) or not tag.startswith((*_NAMES, "nt", "nz"))) for w, tag in words
    )
    return is_plain and bool(reading.named[start:end].mean() < _OF_WORDS)


def words_that_may_be_names(readings: Sequence[Reading]) -> frozenset[str]:
    """高兴, 文明: words of the dictionary that are made like names and that the network takes for
    some, by what stands around them, in the places of a report on average. Of a noun it must be
    all but sure: behind what one is, nouns are more often what such people have (班主任沙龙)."""
    places: defaultdict[str, list[float]] = defaultdict(list)
    for reading in readings:
        nouns = {word.start for word in reading.words if word.tag in _NOUNS}
        for start, end, word, _ in reading.known:
            if is_like_a_name(word):
                likely = float(reading.named[start:end].mean())
                places[word].append(likely - (_NOUN - _AS_A_WORD if start in nouns else 0))
    return frozenset(word for word, likely in places.items() if np.mean(likely) > _AS_A_WORD)


def is_like_a_name(word: str) -> bool:
    """Whether a word is a surname and one or two characters that are usual in given names."""
    if len(word) not in (2, 3) or word[0] not in word_set("surnames"):
        return False
    given = given_characters()
    return all(given.get(c, 0.0) > _USUAL for c in word[1:])


def may_be_names(reading: Reading, told: Sequence[Name], may_be: Set[str]) -> Iterator[Name]:
    """The doubtful names beside those that are `told`, words that `may_be` names among them; none
    overlaps one of them."""
    spans = (
        *((start, end) for start, end, word, _ in reading.known if word in may_be),
        *_tagged(reading, told),
        *_familiar(reading),
        *_with_titles(reading),
        *_addressed(reading),
        *_unusual(reading),
        *_before_their_rest(reading, told),
        *_in_lists(reading, told),
    )
    for start, end in spans:
        is_told = any(start < name.end and name.start < end for name in told)
        if not is_told and not says_what_one_becomes(reading, start):
            yield Name(start, end, NameKind.DOUBTFUL, reading.text[start:end])


def _tagged(reading: Reading, told: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """What the tagger takes for a name, where another witness agrees: the dictionary, the network
    by half, or a name that it touches."""
    tags = {(start, end): tag for start, end, _, tag in reading.known}
    # 张平|的 is one word of the dictionary, and a name.
    begun = {start: tag for start, _, _, tag in reading.known if tag.startswith(_NAMES)}
    edges = {at for name in told for at in (name.start, name.end)}
    for word in reading.words:
        known = tags.get((word.start, word.end)) or begun.get(word.start, "")
        may_be = word.tag in NAME_TAGS and len(word.text) > 1 and word.text not in word_set("titles")
        if may_be and _is_borne_out(reading, word, known, edges):
            yield word.start, word.end


def _is_borne_out(reading: Reading, word: TaggedWord, known: str, edges: Set[int]) -> bool:
    """Whether there is more to what the tagger takes for a name: by the tag that the dictionary has
    for it ("" where it is no word), by what the network makes of it, or what stands beside it."""
    believed = float(reading.named[word.start : word.end].max())
    is_touching = word.start in edges or word.end in edges
    if word.tag != ORGANISATION and is_touching:
        return not ends_in_title(word.text)  # 人民陪审员 before a name is what somebody is.
    if word.tag == PERSON:
        return believed > (_HINT if known.startswith(_NAMES) else _HALF)
    if known and word.tag == PLACE:
        is_place = known.startswith(_NAMES) and believed > _HINT
        return is_place or _is_listed(reading.text, word, edges)
    if known.startswith(_BODIES):  # 复旦大学, 中科院; not 镇政府, which any town has
        is_body = len(word.text) >= _LEAST_BODY and not is_bare(word.text)
        return is_body and (is_touching or believed > _HINT or not is_generic(word.text))
    if known:  # The dictionary has the names of firms (肯德基) among those of persons.
        return known.startswith("nr") and len(word.text) >= _LEAST_BODY
    # 塘下, 顺丰: the dictionary knows no word in it.
    is_unknown = all(len(part) == 1 for part in rjieba.cut(word.text, False))
    return is_unknown and _is_no_kind(word.text)


def ends_in_title(text: str) -> bool:
    """Whether a text ends with what somebody is."""
    return any(text[-n:] in word_set("titles") for n in (2, 3, 4))


def says_what_one_becomes(reading: Reading, start: int) -> bool:
    """Whether a verb of one character stands at `start` between two offices: 任 of 园长任组长, of 校长任
    第一责任人. Nobody is called by two offices."""
    if _is_held(reading.text, start):
        return True
    at = next((i for i, word in enumerate(reading.words) if word.start == start), -1)
    if at < 1 or len(reading.words[at].text) > 1 or not reading.words[at].tag.startswith("v"):
        return False
    behind = "".join(word.text for word in reading.words[at + 1 : at + 4])
    return ends_in_title(reading.words[at - 1].text) and _has_title(behind)


def _is_held(text: str, start: int) -> bool:
    """Whether 任 stands at `start` behind an office, and a clause ends with the office behind it (副县长任
    副总指挥), which the tagger takes for somebody of that surname; whom an office stands behind as well
    (主任任旺老师带队) is somebody."""
    held = _HELD.match(text, start + 1)
    if held is None or text[start] not in word_set("holding_offices", "verbs"):
        return False
    before = _CLAUSE.split(text[max(0, start - _LONGEST_OFFICE) : start])[-1]
    return _is_office(held[0]) and (ends_in_title(before) or ends_in_office(before))


def _is_office(text: str) -> bool:
    """Whether a text is an office as a whole, and does not begin with what somebody is called (远老师)."""
    if text in word_set("titles") or text in word_set("holding_offices", "held"):
        return True
    rank = next((r for r in words_in("holding_offices", "rank") if text.startswith(r)), "")
    is_named = len(rjieba.cut(text[len(rank) :], False)[0]) == 1
    is_held = ends_in_title(text) or ends_in_office(text)
    return not is_named and (is_held or text.endswith(words_in("holding_offices", "held")))


def _has_title(text: str) -> bool:
    """Whether there is in a text what somebody is."""
    return any(text[at : at + n] in word_set("titles") for at in range(len(text)) for n in (2, 3, 4))


def _is_no_kind(text: str) -> bool:
    """Whether a text is Chinese and does not end in what says of which kind it is (文旅局, 包村)."""
    tails = word_set("organisation_tails") | word_set("place_tails") | word_set("unit_nouns")
    return bool(_HAN.fullmatch(text)) and text[-1] not in tails


def _is_listed(text: str, word: TaggedWord, edges: Set[int]) -> bool:
    """Whether a word stands beside a name in a list: 安化 of 石洲火车站、安化."""
    before, behind = text[word.start - 1 : word.start], text[word.end : word.end + 1]
    return ("、" in before and word.start - 1 in edges) or ("、" in behind and word.end + 1 in edges)


def _familiar(reading: Reading) -> Iterator[tuple[int, int]]:
    """大韦, 老高: a familiar prefix before a surname, each a word by itself, or the two together no
    word that the tagger takes for a noun, or half believed in by the network."""
    ends = {end for start, end, _, _ in reading.known if end == start + 1}
    nouns = {word.start for word in reading.words if word.tag in _NOUNS}
    for start, end, _, tag in reading.known:
        pair = reading.text[start : start + 2]
        if len(pair) < 2 or not _is_prefixed(pair) or pair in word_set("words_like_nicknames"):
            continue
        is_apart = end == start + 1 and end + 1 in ends and pair[1] not in word_set("words_before_titles")
        is_half_believed = bool(reading.named[start : start + 2].min() > _PERHAPS)
        is_no_noun = end == start + 2 and tag.startswith(_NO_NOUNS) and start not in nouns
        is_person = end == start + 2 and tag.startswith("nr")
        if is_apart or is_half_believed or is_no_noun or is_person:
            yield start, start + 2


def _with_titles(reading: Reading) -> Iterator[tuple[int, int]]:
    """束奶奶: a surname that the dictionary knows for no word, before what people are called."""
    text, surnames, titles = reading.text, word_set("surnames"), word_set("titles")
    for start, end, _, tag in reading.known:
        if end != start + 1 or text[start] not in surnames or not tag.startswith(_NO_WORDS):
            continue
        title = next((text[end : end + n] for n in (3, 2) if text[end : end + n] in titles), "")
        if title and reading.named[start : end + len(title)].max() > _PERHAPS:
            yield start, end + len(title)


def _addressed(reading: Reading) -> Iterator[tuple[int, int]]:
    """药阿姨, 于奶奶: a surname by itself, though it may be a noun or do the work of grammar, before
    what people are called by. Not behind another character (失智老人), which it may belong to; of what
    stands before titles anyhow (向老师请教) its place in the sentence tells (names_wanted)."""
    before = ""
    for (start, end, surname, _), following in zip_longest(reading.known, reading.known[1:]):
        is_surname = surname in word_set("surnames") and surname not in word_set("words_before_titles")
        is_apart = len(before) != 1 or not before.isalpha() or before in word_set("stop_words")
        if is_apart and is_surname and following and (a := address_at(reading.text, end, following.end)):
            yield start, end + len(a)
        before = surname


def _unusual(reading: Reading) -> Iterator[tuple[int, int]]:
    """老周, 赵老师, 计工: words of the dictionary that are made like what people are called, and that
    reports do not use otherwise (小麦, 化工)."""
    for start, end, word, _ in reading.known:
        if len(word) > 1 and word not in word_set("words_like_nicknames") and word not in word_set("titles"):
            is_called = word[0] in word_set("surnames") and word[1:] in word_set("forms_of_address")
            if is_called or (len(word) == 2 and _is_prefixed(word)):
                yield start, end


def address_at(text: str, at: int, edge: int = 0) -> str:
    """What people are called by that stands at a place in `text`, the longest, "" for nothing. One
    character must be a word by itself, which ends at `edge`."""
    forms = word_set("forms_of_address")
    sizes = range(_LONGEST_ADDRESS, 1 if edge > at + 1 else 0, -1)
    return next((text[at : at + n] for n in sizes if text[at : at + n] in forms), "")


def _before_their_rest(reading: Reading, told: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """尼玛 of 尼玛|伍牛, whose rest alone was taken for a person: a name of the dictionary's that
    touches one."""
    begins = {name.start for name in told if name.kind is NameKind.PERSON}
    for start, end, _, tag in reading.known:
        is_name = tag.startswith(_NAMES) and end - start > 1 and not ends_in_title(reading.text[start:end])
        if end in begins and is_name and reading.named[start:end].max() > _HINT:
            yield start, end


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
        # 请大陈、小区: what is called as colleagues are, beside another who is.
        joint, pair = reading.text[name.end : name.end + 1], reading.text[name.end + 1 : name.end + 3]
        if joint == "、" and _is_familiar(name.text) and _is_familiar(pair):
            yield name.end + 1, name.end + 3
        first = _FIRST_BODY.search(reading.text, 0, name.start)
        if name.kind is NameKind.ORGANISATION and first:
            is_name = not is_generic(first[0]) and not ends_in_title(first[0])
            yield from (first.span(),) if is_name else ()
        if name.kind in (NameKind.PLACE, NameKind.ORGANISATION):
            beside = _beside(reading.text, name)
            # 卫生院与县人民医院: what any of its kind is called is none.
            yield from ((start, end) for start, end in beside if not is_generic(reading.text[start:end]))


def _before_a_person(text: str) -> Iterator[tuple[int, int]]:
    """What may be a person at the end of `text`, behind which a person stands."""
    first, pair = _FIRST_LISTED.search(text), _LAST_PAIR.search(text)
    if first and first[0][0] in word_set("surnames"):
        yield first.span()
    elif joined := _LAST_JOINED.search(text):
        # 党员|董事成、周岚: behind what somebody is.
        starts = (joined.end() - n for n in (2, 3))
        yield from (
            (s, joined.end()) for s in starts if ends_in_title(text[:s]) and text[s] in word_set("surnames")
        )
    if pair and _is_familiar(pair[0]):
        yield pair.span()


def _is_familiar(text: str) -> bool:
    """Whether a text is made like what colleagues are called: 小陈, 陈工."""
    if len(text) != 2:
        return False
    is_addressed = text[0] in word_set("surnames") and text[1] in word_set("forms_of_address")
    return _is_prefixed(text) or is_addressed


def _is_prefixed(pair: str) -> bool:
    return pair[0] in word_set("familiar_prefixes") and pair[1] in word_set("surnames")


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

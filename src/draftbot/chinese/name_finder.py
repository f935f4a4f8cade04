"""Names by several witnesses: a trained tagger, the dictionary, forms, and the report itself.

The network weighs what tagger and dictionary make of each character. Where it is sure, there is
a name; where it is not, what stands there is doubtful. Then the report is heard: what is named
once is named wherever it stands, and what is taken for a name in one place of many is a word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise, zip_longest

import numpy as np
import rjieba
from numpy.typing import NDArray

from draftbot.chinese.contacts import find_contacts
from draftbot.chinese.name_doubts import (
    is_made_of_words,
    is_well_witnessed,
    may_be_names,
    says_what_one_becomes,
    words_that_may_be_names,
)
from draftbot.chinese.name_features import features_of
from draftbot.chinese.name_network import CLASSES, NameNetwork
from draftbot.chinese.name_places import NamePlaces
from draftbot.chinese.name_reading import Floats, Reading, SeenSentence, Stretch, dictionary_words
from draftbot.chinese.names import LEVELS, Name, NameKind, widest
from draftbot.chinese.names_wanted import likely_stretches, names_wanted
from draftbot.chinese.numerals import in_everyday_digits
from draftbot.chinese.organisations import is_bare
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.tagging import NAME_TAGS, ORGANISATION, TaggedWord, Tagger
from draftbot.chinese.word_lists import word_set, words_in

_VERSION = "12"
_KINDS = {"person": NameKind.PERSON, "organisation": NameKind.ORGANISATION, "place": NameKind.PLACE}
# A run of characters each as likely as EDGE, one of them as likely as SURE, is a name; a run each
# as likely as DOUBT may be one. DOUBT is low, since a sentence not used costs less than a name told.
SURE, EDGE, DOUBT = 0.8, 0.25, 0.2
# What is a name in one place and hardly one in the others, on average, is a word.
_ON_AVERAGE = 0.3
# Words of these kinds stand between names, and such nouns go on with one.
_BETWEEN, _IN_NAMES = frozenset("cwpu"), frozenset(("n", "vn", "nz", "an", "a", "m", "ORG", "LOC", "PER"))
_LONGEST_REST = 10
_NAME_TAGS, _HALF, _CERTAIN, _ALL_BUT_CERTAIN = ("nr", "ns", "nt", "nz"), 0.5, 0.9, 0.97
_ORDINARY = frozenset(("n", "v", "a", "d", "vn", "an", "ad", "s", "t", "f"))
_PREFIXES = frozenset("小老")
_NOUNS, _HINT = frozenset(("n", "nz", "s")), 0.07


class WitnessedNames:
    """Finds names in the passages of one report."""

    def __init__(self, tagger: Tagger, network: NameNetwork, places: NamePlaces) -> None:
        self.tagger, self.network, self.places = tagger, network, places
        self.name = f"{tagger.name}, names {_VERSION}"

    def find(self, texts: Sequence[str]) -> list[tuple[Name, ...]]:
        """The names in each text, in order, none overlapping another."""
        return self.find_in_reports([texts])[0]

    def find_in_reports(self, reports: Sequence[Sequence[str]]) -> list[list[tuple[Name, ...]]]:
        """The names in the texts of each of several reports."""
        read = iter(self._read([text for texts in reports for text in texts]))
        readings = [list(islice(read, len(texts))) for texts in reports]
        found = [_found_in(of_report) for of_report in readings]
        wanted = names_wanted(self.tagger, self.places, readings, found)
        return [
            [widest(text, [*names, *more]) for text, names, more in zip(*of_report, strict=True)]
            for of_report in zip(reports, found, wanted, strict=True)
        ]

    def _read(self, texts: Sequence[str]) -> list[Reading]:
        sentences = [split_sentences(text) for text in texts]
        seen = self._seen([sentence for of_text in sentences for sentence in of_text])
        likelihoods = self.network.likelihoods([sentence.features for sentence in seen])
        read = zip(seen, likelihoods, likely_stretches(self.places, seen), strict=True)
        return [
            _joined(text, islice(read, len(of_text))) for text, of_text in zip(texts, sentences, strict=True)
        ]

    def _seen(self, sentences: Sequence[str]) -> list[SeenSentence]:
        seen = []
        read_as = [in_everyday_digits(sentence) for sentence in sentences]
        for sentence, read, tagged in zip(sentences, read_as, self.tagger.tag(read_as), strict=True):
            words = dictionary_words(read)
            seen.append(SeenSentence(sentence, tagged, words, features_of(read, tagged, words)))
        return seen


def _joined(text: str, sentences: Iterable[tuple[SeenSentence, Floats, Sequence[Stretch]]]) -> Reading:
    """A text as its sentences were read, each with how likely its characters and stretches are names."""
    whole = np.zeros((len(text), len(CLASSES)), dtype=np.float32)
    whole[:, 0], at = 1.0, 0
    words, stretches = list[TaggedWord](), list[Stretch]()
    for sentence, likelihoods, likely in sentences:
        at = text.index(sentence.text, at)
        whole[at : at + len(sentence.text)] = likelihoods
        words += [
            TaggedWord(at + start, at + end, word, tag) for start, end, word, tag in sentence.tagged.words
        ]
        stretches += [Stretch(at + s.start, at + s.end, s.likelihoods) for s in likely]
        at += len(sentence.text)
    return Reading(text, whole, tuple(words), tuple(stretches))


def _found_in(readings: Sequence[Reading]) -> list[list[Name]]:
    """The names in each text of a report, but for those whose places alone speak for them."""
    named = [_with_features_of_the_land(reading) for reading in readings]
    seen = [
        [name for name in _runs(reading, likely) if not says_what_one_becomes(reading, name.start)]
        for reading, likely in zip(readings, named, strict=True)
    ]
    kinds = _borne_out(readings, named, seen)
    familiar = _familiar_forms(kinds, "\n".join(reading.text for reading in readings))
    words = words_that_may_be_names(readings)
    found = []
    for reading, names in zip(readings, seen, strict=True):
        kept = [n for n in names if n.kind is NameKind.DOUBTFUL and n.text not in kinds]
        again = _places_of(reading.text, {**kinds, **familiar})
        offices = _offices_of_a_level(reading)
        told = [*find_contacts(reading.text), *offices, *_familiar(reading), *kept, *again]
        told += _as_tagged(reading, told)
        found.append([*told, *may_be_names(reading, told, words)])
    return found


def _runs(reading: Reading, named: Floats) -> Iterator[Name]:
    """Runs of characters that belong to a name, or may, by how likely each is to (`named`)."""
    if not (named > DOUBT).any():
        return
    names = list(_sure_runs(reading, named))
    yield from names
    for start, end in _stretches(reading, named, DOUBT, _CERTAIN):
        is_seen = any(start < name.end and name.start < end for name in names)
        if not is_seen and not is_made_of_words(reading, start, end):
            yield Name(start, end, NameKind.DOUBTFUL, reading.text[start:end])


def _sure_runs(reading: Reading, named: Floats) -> Iterator[Name]:
    for start, end in _stretches(reading, named, EDGE, 1.0):
        if named[start:end].max() < SURE - 1e-6:
            continue
        kind = _KINDS[CLASSES[1 + int(reading.likelihoods[start:end, 1:].sum(axis=0).argmax())]]
        is_certain = is_well_witnessed(reading, start, end) and not _is_doubled(reading.text[start:end])
        if kind is not NameKind.PERSON:
            end = _whole(reading, end)
        is_ordinary = not is_certain and is_made_of_words(reading, start, end)
        if not is_ordinary and not _is_any(reading.text[start:end]):
            yield Name(start, end, kind if is_certain else NameKind.DOUBTFUL, reading.text[start:end])


def _is_any(run: str) -> bool:
    """Whether a run says but what somebody is (党支部书记) or a kind of body (公司)."""
    return run in word_set("titles") or is_bare(run)


def _is_doubled(run: str) -> bool:
    """小修小补 is an idiom, 小王小李 are two persons: what is built so may be either."""
    return len(run) == 4 and run[0] == run[2] and run[1] != run[3]


def _stretches(reading: Reading, named: Floats, least: float, joined: float) -> Iterator[tuple[int, int]]:
    """Where two or more characters on end are more likely than `least` to belong to a name, and
    make no ordinary word; a word between names joins them when as likely as `joined`."""
    within = named > least
    flags = within.tobytes()
    for start, end, text, tag in reading.words:
        is_between = tag in _BETWEEN and (len(text) == 1 or rjieba.has_word(text))
        if is_between and flags.count(1, start, end) and named[start:end].max() <= joined:
            within[start:end] = False
    _keep_words_whole(reading, named, within, widened=least < EDGE)
    inside = np.flatnonzero(within)
    for run in np.split(inside, np.flatnonzero(np.diff(inside) > 1) + 1):
        if len(run) > 1 and not _is_a_word(reading, int(run[0]), int(run[-1]) + 1):
            yield int(run[0]), int(run[-1]) + 1


def _with_features_of_the_land(reading: Reading) -> Floats:
    """How likely each character belongs to a name, where a noun with 河, 嘴 or 坎 behind it that the
    dictionary does not know (青牛嘴) needs little more to be one."""
    named = reading.named.copy()
    for noun, tail in pairwise(reading.words):
        is_compound = noun.tag in _NOUNS and len(noun.text) > 1 and tail.text in word_set("landforms")
        if is_compound and not rjieba.has_word(noun.text + tail.text):
            part = named[noun.start : tail.end]
            if part.max() > _HINT:
                part[:] = np.maximum(part, SURE)
    return named


def _is_a_word(reading: Reading, start: int, end: int) -> bool:
    """Whether the dictionary has the whole of a run (沙龙, 师德), the tagger calls none of it a
    name, and the network is less than certain."""
    is_all_but_certain = bool(reading.named[start:end].mean() > _ALL_BUT_CERTAIN)
    if not is_all_but_certain and any(
        (word.start, word.end) == (start, end) and word.tag in _ORDINARY for word in reading.words
    ):
        ((_, tag), *others) = rjieba.tag(reading.text[start:end], False)
        if not others and not tag.startswith(_NAME_TAGS):
            return True  # Tagger and dictionary are of one mind.
    return (
        end - start == 2
        and rjieba.has_word(reading.text[start:end])
        and not is_all_but_certain
        and not any(w.start < end and start < w.end and w.tag in NAME_TAGS for w in reading.words)
    )


def _keep_words_whole(reading: Reading, named: Floats, within: NDArray[np.bool_], *, widened: bool) -> None:
    """Take out of `within` what is only a part of an ordinary word: 远 of 边远, 机 of 农机. Where
    doubt is enough (`widened`) what the network is certain of takes the word in: 帅丰|收."""
    flags = within.tobytes()
    for at, end, _, tag in reading.known:
        if not 0 < flags.count(1, at, end) < end - at:
            continue
        likely = named[at:end]
        if widened and likely.max() > _CERTAIN:
            within[at:end] = True
        elif (not tag.startswith("n") and likely.mean() < SURE) or (
            not tag.startswith(_NAME_TAGS) and likely.mean() < _HALF
        ):
            within[at:end] = False


def _whole(reading: Reading, end: int) -> int:
    """Where a name of a place or an organisation that was seen up to `end` ends: 清泉路消|防救援站
    goes on to the noun that says what it is."""
    furthest = end
    for word in reading.words:
        if word.end <= end:
            continue
        if word.end > end + _LONGEST_REST or word.tag not in _IN_NAMES:
            break
        is_tail = word.text in word_set("organisation_tails") or word.text in word_set("place_tails")
        if is_tail or word.text.endswith(_tails()):
            furthest = word.end
    return furthest


@cache
def _tails() -> tuple[str, ...]:
    """What says of which kind a body or a place is, in more than one character."""
    tails = (*words_in("organisation_tails"), *words_in("place_tails"))
    return tuple(tail for tail in tails if len(tail) > 1)


def _familiar(reading: Reading) -> Iterator[Name]:
    """小许, 老周: a prefix and a surname that the dictionary makes no word, or that the network
    takes for a name all the same."""
    for word, following in zip_longest(reading.known, reading.known[1:]):
        at, pair = word.start, reading.text[word.start : word.start + 2]
        if pair[0] in _PREFIXES and pair[1:] in word_set("surnames"):
            is_apart = word.text in _PREFIXES and following and following.text == pair[1:]
            if is_apart or (word.text == pair and reading.named[at : at + 2].max() > SURE):
                yield Name(at, at + 2, NameKind.PERSON, pair)


def _as_tagged(reading: Reading, found: Sequence[Name]) -> Iterator[Name]:
    """The tagger's own words for names, where a part was found: 国贸小区 for 小区."""
    for word in reading.words:
        if word.tag in NAME_TAGS:
            part = next((n for n in found if n.start < word.end and word.start < n.end), None)
            if part and part.end - part.start < len(word.text):
                yield Name(word.start, word.end, part.kind, word.text)


def _offices_of_a_level(reading: Reading) -> Iterator[Name]:
    """县林业局, 市水务集团, 市图书馆: bodies of one county or town, named by nothing but their level."""
    tails, text = word_set("organisation_tails"), reading.text
    for (at, end, word, _), following in zip_longest(reading.known, reading.known[1:]):
        if word in LEVELS:
            is_body = (
                following
                and len(following.text) > 1
                and following.text.endswith(words_in("organisation_tails"))
            )
            end = max(following.end if is_body else 0, _whole(reading, at + 1))
        elif not (
            word[0] in LEVELS and word[-3:] in tails
        ):  # The dictionary has some with their level: 省农科院.
            continue
        if end > at + 2:
            yield Name(at, end, NameKind.ORGANISATION, text[at:end])
    for tagged in reading.words:  # 市住建局, 县人社局: the tagger alone knows them for one.
        is_level = tagged.text[0] in LEVELS and not rjieba.has_word(tagged.text[:2])
        if tagged.tag == ORGANISATION and is_level and len(tagged.text) > 2 and tagged.text[-1:] in tails:
            yield Name(tagged.start, tagged.end, NameKind.ORGANISATION, tagged.text)


def _borne_out(
    readings: Sequence[Reading], named: Sequence[Floats], seen: Sequence[Sequence[Name]]
) -> dict[str, NameKind]:
    """The texts of names that the report as a whole bears out, with their kinds."""
    kinds = {n.text: n.kind for names in seen for n in names if n.kind is not NameKind.DOUBTFUL}
    averages: defaultdict[str, list[float]] = defaultdict(list)
    for reading, likely in zip(readings, named, strict=True):
        for place in _places_of(reading.text, kinds):
            averages[place.text].append(float(likely[place.start : place.end].mean()))
    return {text: kind for text, kind in kinds.items() if np.mean(averages[text]) >= _ON_AVERAGE}


def _places_of(text: str, kinds: Mapping[str, NameKind]) -> Iterator[Name]:
    """Wherever one of the names stands in `text`."""
    for name, kind in kinds.items():
        at = text.find(name)
        while at >= 0:
            yield Name(at, at + len(name), kind, name)
            at = text.find(name, at + len(name))


def _familiar_forms(kinds: Mapping[str, NameKind], text: str) -> dict[str, NameKind]:
    """祝老师 and 小祝 in the text of a report that names 祝岚."""
    known = word_set("surnames")
    persons = [name for name, kind in kinds.items() if kind is NameKind.PERSON]
    surnames = {name[:2] if name[:2] in known else name[0] for name in persons} & known
    forms = set[str]()
    for surname in surnames:
        for found in re.finditer(surname, text):
            start, end = found.span()
            before = (text[start - n : start] for n in _lengths("familiar_prefixes"))
            forms |= {prefix + surname for prefix in before if prefix in word_set("familiar_prefixes")}
            behind = (text[end : end + n] for n in _lengths("titles"))
            forms |= {surname + title for title in behind if title in word_set("titles")}
    return {form: NameKind.PERSON for form in forms if not rjieba.has_word(form)}


@cache
def _lengths(name: str) -> tuple[int, ...]:
    """How long the words of a list are."""
    return tuple({len(word) for word in word_set(name)})

"""What a misspelt query was meant to be: pinyin typed for characters, one character off.

Judged by the corpus alone: nothing of what is there is ever corrected, nor a word that the
segmenter's dictionary knows, and what stands in its place must stand in the corpus. Whoever
asked is told, and quotes keep a query as it is.
"""

from __future__ import annotations

import itertools
import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import rjieba

from draftbot.chinese.grams import plain_text
from draftbot.index.fulltext import FullText, in_headings
from draftbot.retrieval.query import Query

_LATIN = re.compile(r"[a-z' ]+")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_LEAST_LETTERS = 4
# In how many passages a pair must stand to take the place of one that stands in none: a word of the
# dictionary; one in the place of two characters that are words by themselves; one that only the corpus has.
_LEAST, _LEAST_FOR_WORDS, _LEAST_UNKNOWN = 2, 10, 5
# The commonest words of the corpus, among which those typed in pinyin are looked for.
_WORDS = 30_000
_LONGEST_WORD = 4
_SHORT = 12
# A character that stands by itself in more of the passages than this is a word of its own.
_MOST_ALONE = 0.003
# What many do not tell apart by ear, or by the layout of their input method.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


class Speller:
    """Guesses what was meant by what the corpus has not."""

    def __init__(self, fulltext: FullText) -> None:
        self._fulltext = fulltext
        self._reading = threading.Lock()
        self._by_sound: Mapping[str, str] = {}
        self._known_at = -1

    def meant(self, query: Query) -> str:
        """The query as it was likely meant; "" where nothing speaks for a slip."""
        if query.musts:
            return ""
        text = plain_text(query.text)
        bare = _without_tones(text)
        if _LATIN.fullmatch(bare):
            return self._from_pinyin(bare)
        return self._from_slip(text)

    # -- pinyin ------------------------------------------------------------------

    def _from_pinyin(self, text: str) -> str:
        words = text.replace("'", " ").split()
        if sum(map(len, words)) < _LEAST_LETTERS or self._fulltext.gram_counts(words):
            return ""
        return "".join(_fewest_words("".join(words), self._sounds()))

    def _sounds(self) -> Mapping[str, str]:
        """Sound → the commonest word of the corpus that sounds so; read anew when a passage
        has a higher number than any before."""
        with self._reading:
            count = self._fulltext.passage_count()
            if count != self._known_at:
                found: dict[str, str] = {}
                for word in self._fulltext.commonest_words(_WORDS):
                    if len(word) <= _LONGEST_WORD and _HAN_RUN.fullmatch(word):
                        found.setdefault("".join(sound_of(word)), word)
                self._by_sound, self._known_at = found, count
            return self._by_sound

    # -- one character off -------------------------------------------------------

    def _from_slip(self, text: str) -> str:
        """`text` with the one pair put right that stands in no passage, where another that
        sounds alike does. A long question holds enough that is spelt right."""
        if len(text) > _SHORT:
            return ""
        for run in _HAN_RUN.finditer(text):
            for at, before, behind in _doubtful(rjieba.cut(run.group(), False)):
                if better := self._better(text, run.start() + at, before, behind):
                    return better
        return ""

    def _better(self, text: str, at: int, before: int, behind: int) -> str:
        """`text` with one of the two characters at a place exchanged for what the corpus has;
        "" where it has them or nothing like them. So many characters `before` and `behind` may make
        a word with them: none where a longer word stands."""
        pair, around = text[at : at + 2], text[at - before : at + 2 + behind]
        beside = [around[i : i + 2] for i in range(len(around) - 1)]
        counts = self._fulltext.gram_counts([*beside, in_headings(pair)])
        if pair in counts or in_headings(pair) in counts:
            return ""
        # What makes a word with its other neighbour is as it is meant.
        slips = [
            i
            for i, other in ((0, text[at - before : at + 1]), (1, text[at + 1 : at + 2 + behind]))
            if len(other) == 1 or other not in counts
        ]
        found = self._fulltext.gram_counts(
            pair[:i] + c + pair[i + 1 :] for i in slips for c in _alike(pair[i])
        )
        words = self._fulltext.word_counts({*pair, *found})
        are_words = min(words[c] for c in pair) > _MOST_ALONE * self._fulltext.passage_count()
        least = _LEAST_FOR_WORDS if are_words else _LEAST
        # How much oftener each stands than it must; 的能, where one word ends and another begins, is none.
        fit = {
            p: n / (least if _is_word(p) else _LEAST_UNKNOWN)
            for p, n in found.items()
            if _is_word(p) or words[p]
        }
        best = max(fit, key=lambda p: fit[p], default="")
        if not best or fit[best] < 1:
            return ""
        return text[:at] + best + text[at + 2 :]


def _doubtful(tokens: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where two tokens of one character each stand side by side, what a slip makes of a word, and whether
    (1 or 0) another one stands before and behind: the 级 of 垃级|分类 is no part of 级分."""
    at = 0
    for i, (one, following) in enumerate(itertools.pairwise(tokens)):
        if len(one) == len(following) == 1:
            before, behind = tokens[i - 1 : i] if i else (), tokens[i + 2 : i + 3]
            yield at, int([*map(len, before)] == [1]), int([*map(len, behind)] == [1])
        at += len(one)


def _is_word(text: str) -> bool:
    return len(rjieba.cut(text, False)) == 1


def _fewest_words(sounds: str, by_sound: Mapping[str, str]) -> list[str]:
    """Words of the corpus that sound together like `sounds`, as few as will do; none where no
    words do."""
    longest = max(map(len, by_sound), default=0)
    # For each end: how few words lead there, and where the last of them starts.
    best: list[tuple[int, int] | None] = [(0, 0), *([None] * len(sounds))]
    for end in range(1, len(sounds) + 1):
        ways = (
            (before[0] + 1, start)
            for start in range(max(0, end - longest), end)
            if (before := best[start]) is not None and sounds[start:end] in by_sound
        )
        best[end] = min(ways, default=None)
    words: list[str] = []
    end = len(sounds)
    while end and (way := best[end]) is not None:
        words.append(by_sound[sounds[way[1] : end]])
        end = way[1]
    return words[::-1]


# -- sounds ----------------------------------------------------------------------


def sound_of(word: str) -> list[str]:
    """The syllables of a word, without tones."""
    from pypinyin import lazy_pinyin

    syllables: list[str] = lazy_pinyin(word)
    return syllables


@cache
def _homophones() -> Mapping[str, str]:
    """Each sound, as `_blurred`, with all common characters read so."""
    from pypinyin import Style, pinyin

    found: dict[str, str] = {}
    for code in range(0x4E00, 0x9FA6):
        character = chr(code)
        if plain_text(character) != character:
            continue
        for reading in pinyin(character, style=Style.NORMAL, heteronym=True)[0]:
            sound = _blurred(reading)
            found[sound] = found.get(sound, "") + character
    return found


@cache
def _alike(character: str) -> str:
    """The characters that sound like this one, to most ears."""
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    others = "".join(_homophones().get(_blurred(reading), "") for reading in readings)
    return "".join(dict.fromkeys(others.replace(character, "")))


def _blurred(sound: str) -> str:
    for one, other in _ALIKE:
        if sound.startswith(one):
            sound = other + sound[len(one) :]
        elif sound.endswith(one):
            sound = sound[: -len(one)] + other
    return sound


def _without_tones(text: str) -> str:
    """xiāofáng as xiaofang."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))

"""What can be told of each character of a sentence that bears on whether it belongs to a name:
what the tagger makes of it, what the dictionary makes of it, whether it is of the kind that
names are made of, and what it means."""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
import rjieba
from numpy.typing import NDArray

from draftbot.chinese.tagging import TaggedSentence
from draftbot.chinese.word_lists import word_set, words_in

Floats = NDArray[np.float32]

_DICTIONARY_TAGS = (
    "nr",
    "ns",
    "nt",
    "nz",
    "n",
    "vn",
    "v",
    "a",
    "m",
    "q",
    "p",
    "c",
    "d",
    "r",
    "u",
    "f",
    "t",
    "s",
    "i",
    "l",
    "x",
)
_LONGEST = 6  # characters of a title or a tail
_FORMS = (
    "surname", "compound surname", "familiar prefix", "given character", "title begins", "title ends",
    "tail of an organisation ends", "tail of a place ends", "numeral", "letter or digit", "mark", "·",
)  # fmt: skip
VECTORS_FILE, VECTOR_SIZE = "character_vectors.npz", 32
COUNT = len(_DICTIONARY_TAGS) + 5 + len(_FORMS) + VECTOR_SIZE


def features_of(sentence: str, tagged: TaggedSentence) -> Floats:
    """Shape (characters, tags of the tagger + COUNT); the last VECTOR_SIZE are the meaning."""
    return np.hstack([tagged.likelihoods, _dictionary(sentence), _forms(sentence), _meanings(sentence)])


def _meanings(sentence: str) -> Floats:
    """What the embedding model makes of each character by itself; zeros for one it does not know."""
    places, vectors = _vectors()
    found: Floats = vectors[[places.get(c, 0) for c in sentence]]
    return found


@cache
def _vectors() -> tuple[dict[str, int], Floats]:
    """The row of each character, and the rows, the first of zeros."""
    path = resources.files("draftbot.chinese").joinpath("data", VECTORS_FILE)
    with path.open("rb") as file, np.load(file) as arrays:
        characters, vectors = str(arrays["characters"]), arrays["vectors"].astype(np.float32)
    none = np.zeros((1, VECTOR_SIZE), dtype=np.float32)
    return {c: i + 1 for i, c in enumerate(characters)}, np.vstack([none, vectors])


def _dictionary(sentence: str) -> Floats:
    """Where each character stands in its word (first, inner, last, alone), whether the word is
    longer than two, and the dictionary's tag of it. Words are the dictionary's only: nothing is
    guessed, so that a name falls into single characters."""
    found = np.zeros((len(sentence), 5 + len(_DICTIONARY_TAGS)), dtype=np.float32)
    at = 0
    for word, tag in rjieba.tag(sentence, False):
        end = at + len(word)
        if len(word) == 1:
            found[at, 3] = 1
        else:
            found[at, 0] = found[end - 1, 2] = 1
            found[at + 1 : end - 1, 1] = 1
        found[at:end, 4] = len(word) > 2
        found[at:end, 5 + _tag_number(tag)] = 1
        at = end
    return found


@cache
def _tag_number(tag: str) -> int:
    """The place of the longest known tag that `tag` begins with; the last for none."""
    known = [known for known in _DICTIONARY_TAGS if tag.startswith(known)]
    return _DICTIONARY_TAGS.index(max(known, key=len)) if known else len(_DICTIONARY_TAGS) - 1


def _forms(sentence: str) -> Floats:
    found = np.zeros((len(sentence), len(_FORMS)), dtype=np.float32)
    surnames, given, prefixes = word_set("surnames"), given_characters(), word_set("familiar_prefixes")
    for i, c in enumerate(sentence):
        found[i, 0] = c in surnames
        found[i, 1] = sentence[i : i + 2] in surnames
        found[i, 2] = c in prefixes
        found[i, 3] = given.get(c, 0.0)
        found[i, 8] = c in "零〇一二三四五六七八九十百千万亿两0123456789０１２３４５６７８９"
        found[i, 9] = c.isascii() and c.isalnum()
        found[i, 10] = not c.isalnum()
        found[i, 11] = c in "·•"
    for names, begin, end in (("titles", 4, 5), ("organisation_tails", -1, 6), ("place_tails", -1, 7)):
        words = word_set(names)
        for i in range(len(sentence)):
            for length in range(1, min(_LONGEST, len(sentence) - i) + 1):
                if sentence[i : i + length] in words:
                    found[i + length - 1, end] = 1
                    if begin >= 0:
                        found[i, begin] = 1
    return found


@cache
def given_characters() -> dict[str, float]:
    """How usual a character is in given names, 0 to 1: its share of the most usual one's."""
    counts: dict[str, int] = {}
    for name in words_in("given_names"):
        for c in name:
            counts[c] = counts.get(c, 0) + 1
    most = max(counts.values())
    return {c: (count / most) ** 0.5 for c, count in counts.items()}

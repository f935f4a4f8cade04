"""What can be told of each character of a sentence that bears on whether it belongs to a name:
what the tagger makes of it, what the dictionary makes of it, whether it is of the kind that
names are made of, and what it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from draftbot.chinese.name_reading import DictionaryWord
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


def features_of(sentence: str, tagged: TaggedSentence, words: Sequence[DictionaryWord]) -> Floats:
    """Shape (characters, tags of the tagger + COUNT); the last VECTOR_SIZE are the meaning. `words` are
    the dictionary's."""
    count = len(sentence)
    of_words = np.frombuffer(
        b"".join([_of_word(end - start, tag) for start, end, _, tag in words]), np.float32
    )
    of_characters = np.frombuffer(b"".join(map(_of_character, sentence)), np.float32)
    found = np.hstack([tagged.likelihoods, of_words.reshape(count, -1), of_characters.reshape(count, -1)])
    _mark_forms(sentence, found[:, -len(_FORMS) - VECTOR_SIZE : -VECTOR_SIZE])
    return found


@cache
def _of_character(c: str) -> bytes:
    """The row of a character by itself: what forms tell of it, and what the embedding model makes of it,
    zeros for one it does not know."""
    row = np.zeros(len(_FORMS) + VECTOR_SIZE, dtype=np.float32)
    row[0] = c in word_set("surnames")
    row[2] = c in word_set("familiar_prefixes")
    row[3] = given_characters().get(c, 0.0)
    row[8] = c in "零〇一二三四五六七八九十百千万亿两0123456789０１２３４５６７８９"
    row[9] = c.isascii() and c.isalnum()
    row[10] = not c.isalnum()
    row[11] = c in "·•"
    places, vectors = _vectors()
    row[len(_FORMS) :] = vectors[places[c]] if c in places else 0.0
    return row.tobytes()


@cache
def _vectors() -> tuple[dict[str, int], Floats]:
    """The row of each character, and the rows."""
    path = resources.files("draftbot.chinese").joinpath("data", VECTORS_FILE)
    with path.open("rb") as file, np.load(file) as arrays:
        characters, vectors = str(arrays["characters"]), arrays["vectors"].astype(np.float32)
    return {c: i for i, c in enumerate(characters)}, vectors


@cache
def _of_word(length: int, tag: str) -> bytes:
    """The rows of a word's characters: where each stands in it (first, inner, last, alone), whether the
    word is longer than two, and the dictionary's tag of it."""
    rows = np.zeros((length, 5 + len(_DICTIONARY_TAGS)), dtype=np.float32)
    if length == 1:
        rows[0, 3] = 1
    else:
        rows[0, 0] = rows[-1, 2] = 1
        rows[1:-1, 1] = 1
    rows[:, 4] = length > 2
    rows[:, 5 + _tag_number(tag)] = 1
    return rows.tobytes()


@cache
def _tag_number(tag: str) -> int:
    """The place of the longest known tag that `tag` begins with; the last for none."""
    known = [known for known in _DICTIONARY_TAGS if tag.startswith(known)]
    return _DICTIONARY_TAGS.index(max(known, key=len)) if known else len(_DICTIONARY_TAGS) - 1


def _mark_forms(sentence: str, forms: Floats) -> None:
    """Mark in `forms`, a row for each character, what takes more than one to see."""
    lengths, marks = _listed()
    for i, c in enumerate(sentence):
        for length in lengths.get(c, ()):
            for offset, form in marks.get(sentence[i : i + length], ()):
                forms[i + offset, form] = 1
    # A surname that ends a sentence counts as a compound one: so the networks were taught.
    forms[-1, 1] = sentence[-1] in word_set("surnames")


@cache
def _listed() -> tuple[dict[str, list[int]], dict[str, list[tuple[int, int]]]]:
    """Titles, tails and compound surnames: how long those are that begin with a character, and of each
    which of its characters has which of the forms."""
    marks: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for word in word_set("surnames"):
        if len(word) == 2:
            marks[word].append((0, 1))
    for name, *forms in (("titles", 4, 5), ("organisation_tails", 6), ("place_tails", 7)):
        for word in word_set(name):
            if len(word) <= _LONGEST:
                *begins, ends = forms
                marks[word] += [*((0, form) for form in begins), (len(word) - 1, ends)]
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for word in marks:
        lengths[word[0]].add(len(word))
    return {c: sorted(found) for c, found in lengths.items()}, dict(marks)


@cache
def given_characters() -> dict[str, float]:
    """How usual a character is in given names, 0 to 1: its share of the most usual one's."""
    counts: dict[str, int] = {}
    for name in words_in("given_names"):
        for c in name:
            counts[c] = counts.get(c, 0) + 1
    most = max(counts.values())
    return {c: (count / most) ** 0.5 for c, count in counts.items()}

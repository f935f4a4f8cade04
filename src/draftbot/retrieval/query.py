"""What a query asks for, told from its words alone: no model is needed.

`understand` gives, once what is only the asking is off (retrieval/requests.py),
what is to be embedded, the telling words with their other spellings and
synonyms, and what stands in quotes and must be in a hit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import rjieba

from draftbot.chinese.scripts import normalise
from draftbot.chinese.word_lists import word_set
from draftbot.chinese.words import MAX_QUERY_WORDS, words_of
from draftbot.errors import EmptyQuery
from draftbot.retrieval.requests import HELD, TELLING, without_request
from draftbot.retrieval.spellings import NUMERAL, numerals
from draftbot.retrieval.synonyms import Synonyms

# Past this nobody asks any more: it is a text pasted by mistake.
MAX_QUERY_CHARS = 2000
# More phrases than this in one passage cannot be meant.
MAX_MUSTS = 16


@dataclass(frozen=True, slots=True)
class Term:
    """One telling word of a query.

    `word` and each of `alternatives` are index words; where the index cuts an
    expression into several, they are separated by a space and meant as a phrase
    ("二 〇 二 四年"). `written` holds the same as they stand in a text.
    """

    word: str
    alternatives: tuple[str, ...]
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood. `text` is what is embedded, `musts` what every hit must contain,
    normalised and in lower case."""

    asked: str
    text: str
    terms: tuple[Term, ...]
    musts: tuple[str, ...]

    @property
    def highlights(self) -> tuple[str, ...]:
        """Everything whose occurrence in a normalised, lower-case text is to be marked, each once."""
        marks = [mark for term in self.terms for mark in term.written or (term.word, *term.alternatives)]
        return tuple(dict.fromkeys([*marks, *self.musts]))


def understand(asked: str, synonyms: Synonyms) -> Query:
    """What `asked` asks for; only its first 2,000 characters count.

    Raises EmptyQuery for a query without a letter or a digit.
    """
    asked = _LONE_SURROGATE.sub("", asked).strip()
    plain = _cleaned(asked[:MAX_QUERY_CHARS])
    if not TELLING.search(plain):
        raise EmptyQuery()
    body, quoted = _without_quotes(plain)
    body = without_request(body)
    musts = dict.fromkeys(phrase.lower() for phrase in _demanded(body, quoted))
    return Query(
        asked=asked,
        text=_SPACES.sub(" ", _STRAY_QUOTE.sub("", _put_back(body, quoted))).strip(),
        # Apart, as quotes keep words apart in the index too.
        terms=_terms(_put_back(body, [f" {phrase} " for phrase in quoted]).lower(), synonyms),
        musts=tuple(musts)[:MAX_MUSTS],
    )


# -- characters and quotes -----------------------------------------------------

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
# Control and format characters, and the one that stands for a quoted phrase.
_UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff{HELD}]")
_QUOTED = re.compile(r'"([^"]*)"|“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|‘([^‘’]*)’')
# A quoted phrase with what touches it.
_AROUND = re.compile(rf"(?<![^\W_])([^\W_]*){HELD}(?=([^\W_]*))")
_BESIDE = 3
# An apostrophe inside a Latin word is no quote.
_STRAY_QUOTE = re.compile(r'["“”「」『』‘]|(?<![A-Za-z])’|’(?![A-Za-z])')


def _cleaned(text: str) -> str:
    """`text` normalised, without unseen characters, white space as single spaces."""
    text = normalise(_UNSEEN.sub("", _SPACES.sub(" ", text)))
    # Normalising may make a character many, and some into white space.
    return _SPACES.sub(" ", text)[:MAX_QUERY_CHARS].strip()


def _without_quotes(text: str) -> tuple[str, list[str]]:
    """`text` with a mark for each phrase in quotes, and these phrases; stray and empty quotes are gone.

    A title in 《》 is no such phrase: the marks belong to the name of a law or a
    report, which passages name shortened or without them.
    """
    quoted: list[str] = []

    def hold(match: re.Match[str]) -> str:
        phrase = match[match.lastindex or 0].strip()
        if not TELLING.search(phrase):
            return " "
        quoted.append(phrase)
        return HELD

    text = _QUOTED.sub(hold, text)
    return _STRAY_QUOTE.sub(lambda match: " " if match[0] == '"' else "", text).strip(), quoted


def _demanded(body: str, quoted: Sequence[str]) -> list[str]:
    """The phrases whose quotes are the searcher's own: they stand by themselves, or
    beside a word. Quotes in running text (建立“双师型”教师队伍) belong to that text,
    which other reports may give in other words."""
    around = [len(match[1]) + len(match[2]) for match in _AROUND.finditer(body)]
    return [phrase for phrase, chars in zip(quoted, around, strict=True) if chars <= _BESIDE]


def _put_back(body: str, quoted: Iterable[str]) -> str:
    phrases = iter(quoted)
    return re.sub(HELD, lambda _: next(phrases), body)


# -- words -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    """An index word, or several as a phrase, at a place of the query, with other ways to say it."""

    start: int
    end: int
    word: str
    written: str
    others: tuple[str, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


class _Words:
    """The index words of a text in the order of the index, parts before the whole."""

    def __init__(self, text: str) -> None:
        self.all = [
            _Piece(start, end, word, word)
            for word, start, end in rjieba.tokenize(text, "search", True)
            if TELLING.search(word)
        ]
        self.ends = {piece.end for piece in self.all}
        self.spans = {piece.span for piece in self.all}
        self.starting: dict[int, list[int]] = {}
        for number, piece in enumerate(self.all):
            self.starting.setdefault(piece.start, []).append(number)

    def inside(self, start: int, end: int) -> list[_Piece]:
        """The words between two places of the text."""
        numbers = [number for at in range(start, end) for number in self.starting.get(at, ())]
        return [self.all[number] for number in sorted(numbers) if self.all[number].end <= end]

    def phrase(self, start: int, end: int, text: str) -> str:
        """The words between two places as one phrase; `text`, what stands there, where it is a word."""
        if (start, end) in self.spans:
            return text
        return " ".join(piece.word for piece in self.inside(start, end))


def _terms(text: str, synonyms: Synonyms) -> tuple[Term, ...]:
    """The telling words of `text` (normalised, lower case) in order, each once, at most 64."""
    words = _Words(text)
    wholes = list(_numerals(text, words))
    splinters = _splinters(wholes, words)
    pieces = [
        *(piece for piece in _with_synonyms(words, synonyms) if piece.span not in splinters),
        *wholes,
        *_phrases(text, words, synonyms),
    ]
    pieces.sort(key=lambda piece: (piece.start, piece.end))
    dull = word_set("stop_words") | word_set("asking", "asking words")
    telling = [piece for piece in pieces if piece.word not in dull]
    same: dict[str, list[_Piece]] = {}
    for piece in telling or pieces:
        same.setdefault(piece.word, []).append(piece)
    return tuple(_term(alike) for alike in list(same.values())[:MAX_QUERY_WORDS])


def _term(alike: Sequence[_Piece]) -> Term:
    """A term of the pieces that are the same word."""
    word, written = alike[0].word, alike[0].written
    spelled = {_phrase(other): other for other in dict.fromkeys(o for piece in alike for o in piece.others)}
    kept = {
        phrase: other
        for phrase, other in spelled.items()
        if phrase != word and phrase not in word_set("stop_words")
    }
    return Term(word, tuple(kept), (written, *kept.values()))


@lru_cache(maxsize=4096)
def _phrase(text: str) -> str:
    """`text` as the index holds it: its words in order; the whole alone where that is a word."""
    words = words_of(text)
    return text if text in words else " ".join(words)


def _numerals(text: str, words: _Words) -> Iterator[_Piece]:
    """The numerals of `text` made whole: "3", "月" become "3 月", also written 三月."""
    for numeral in numerals(text, words.starting, words.ends):
        start, end = numeral.start, numeral.end
        whole = text[start:end]
        word = numeral.number or words.phrase(start, end, whole)
        yield _Piece(start, end, word, numeral.number or whole, numeral.others)


def _splinters(wholes: Iterable[_Piece], words: _Words) -> set[tuple[int, int]]:
    """Where the pieces of numerals stand that go: 二 and 四年 of 二〇二四年 would find every second
    heading. What has a meaning of its own (季度, 年级) stays."""
    return {
        piece.span
        for whole in wholes
        for piece in words.inside(*whole.span)
        if len(piece.word) == 1 or NUMERAL.search(piece.word)
    }


def _with_synonyms(words: _Words, synonyms: Synonyms) -> list[_Piece]:
    """All words with their synonyms, without those of the parts of a word that has its own: who asks
    for 幼儿园 does not ask for 小朋友."""
    others = {piece.span: found for piece in words.all if (found := synonyms.of(piece.word))}
    parts = {piece.span for span in others for piece in words.inside(*span) if piece.span != span}
    return [
        replace(piece, others=others[piece.span])
        if piece.span in others and piece.span not in parts
        else piece
        for piece in words.all
    ]


def _phrases(text: str, words: _Words, synonyms: Synonyms) -> Iterator[_Piece]:
    """The words of the synonym list that the index cuts into several."""
    for start in words.starting:
        entry = synonyms.at(text, start)
        end = start + len(entry)
        if entry and end in words.ends and (start, end) not in words.spans:
            yield _Piece(start, end, words.phrase(start, end, entry), entry, synonyms.of(entry))

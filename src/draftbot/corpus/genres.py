"""The genre of a report, told from its title, or from what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from draftbot.chinese.phrases import OTHERWISE, Phrases, phrase_pattern
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import word_set, word_table, words_in
from draftbot.domain import Guess

# Marks a noun that names the genre only as the last one of a title.
_LAST = "$"
_AT_END, _ANYWHERE, _LAST_BUT_WITHIN = 0.95, 0.95, 0.75
_OF_ITSELF, _HINTED = 0.75, 0.5
# Of a title that goes on behind the noun (总结范文, 方案（试行）) the most, in characters.
_BEHIND = 16
_A_YEAR = re.compile(r"[（(]?附?\d{4}年")


def known_genres() -> tuple[str, ...]:
    """The genres there are, in the order that lists show them; the last is that of all else."""
    return words_in("genres_known", "genres")


def leading(genre: str) -> str:
    """The genre whose form a paper of `genre` has: of two joined ones the first, else `genre`."""
    return words_in("genres_known", "leads")[0] if genre in word_set("genres_known", "joined") else genre


def led_by(genre: str) -> tuple[str, ...]:
    """The genres whose papers have the form of `genre`, itself first."""
    return (genre, *(other for other in known_genres() if other != genre and leading(other) == genre))


def genre_of(title: str) -> Guess[str]:
    """The genre `title` names, one of `known_genres`; the last with sureness 0 when it names none."""
    plain = re.sub(r"\s+", "", to_simplified(title))
    for genre, phrases in _anywhere():
        if phrases.stands_in(plain):
            return Guess(genre, _ANYWHERE)
    ends: list[tuple[int, str]] = []
    for noun_of, pattern in _last():
        for found in pattern.finditer(plain):
            ends.append((found.end(), noun_of))
    if not ends:
        return Guess(known_genres()[-1], 0.0)
    end, genre = max(ends, key=lambda place: place[0])
    genre = _joined([paper for at, paper in ends if _is_joined(plain, at)], genre)
    return Guess(genre, _AT_END if len(plain) - end <= _BEHIND else _LAST_BUT_WITHIN)


def genre_of_report(titles: Sequence[str], head: str, tail: str, hints: tuple[str, ...] = ()) -> Guess[str]:
    """The genre of a report whose title may not tell it.

    `titles` are its own, "" if it has none, and its subtitles; `head` and `tail` are its first and last
    lines; `hints` are other names it goes under (its collection's, its file's).
    """
    named = genre_of(titles[0])
    for title in titles:
        told = genre_of(title)
        if told.sureness:
            return told
    plain = to_simplified(f"{head}\n{tail}")
    for genre, pattern in _of_texts():
        if pattern.search(plain):
            return Guess(genre, _OF_ITSELF)
    for hint in hints:
        hinted = genre_of(hint)
        if hinted.sureness:
            return Guess(hinted.value, _HINTED)
    return named


def _is_joined(plain: str, end: int) -> bool:
    """Whether what ends here is joined to what follows: by a word, by the year of that, by nothing."""
    rest = plain[end:]
    joints, nouns = words_in("genres_known", "joints"), word_table("genres")
    straight = [
        noun.removesuffix(_LAST) for key in words_in("genres_known", "follows") for noun in nouns[key]
    ]
    return rest.startswith((*joints, *straight)) or bool(_A_YEAR.match(rest))


def _joined(papers: Sequence[str], last: str) -> str:
    """The genre of a title that ends in the noun of `last`, with `papers` joined to it: the paper leads
    where the other is the plan behind it (工作汇报及下步打算); 2024年工作总结和2025年工作思路 is a genre
    of its own."""
    first = next((paper for paper in papers if paper != last), None)
    if first is None or last not in word_set("genres_known", "follows"):
        return last
    return words_in("genres_known", "joined")[0] if first in word_set("genres_known", "leads") else first


@cache
def _anywhere() -> tuple[tuple[str, Phrases], ...]:
    table = dict(word_table("genres"))
    otherwise = table.pop(OTHERWISE)
    plain = {genre: [word for word in words if not word.endswith(_LAST)] for genre, words in table.items()}
    return tuple((genre, Phrases(words, otherwise)) for genre, words in plain.items() if words)


@cache
def _last() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = word_table("genres").items()
    return _patterns({g: [w.removesuffix(_LAST) for w in ws if w.endswith(_LAST)] for g, ws in table})


@cache
def _of_texts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return _patterns(word_table("genres_of_texts"))


def _patterns(table: Mapping[str, Sequence[str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, re.compile(phrase_pattern(words))) for key, words in table.items() if words)

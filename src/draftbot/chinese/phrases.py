"""Phrases of a word list, looked for in running text.

In a phrase "…" stands for up to twelve characters of the same clause (存在…问题).
Words under the key `not` hold a phrase and mean something else (困难家庭): where
one of them stands, the phrase does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from draftbot.chinese.word_lists import word_table

OTHERWISE = "not"
_GAP = "[^，。；：！？,;]{0,12}?"


def phrase_pattern(phrases: Iterable[str]) -> str:
    """A regular expression for any of `phrases`, the longest first; without a group of its own."""
    longest_first = sorted(set(phrases), key=len, reverse=True)
    return "|".join(_GAP.join(map(re.escape, phrase.split("…"))) for phrase in longest_first)


class Phrases:
    """Phrases to be looked for in Simplified text, from left to right."""

    def __init__(self, phrases: Iterable[str], otherwise: Iterable[str] = ()) -> None:
        """`otherwise` are the phrases in which one of `phrases` means something else."""
        otherwise = list(otherwise)
        self._any = re.compile(phrase_pattern([*phrases, *otherwise]))
        self._otherwise = re.compile(phrase_pattern(otherwise)) if otherwise else None

    def all_in(self, text: str) -> Iterator[re.Match[str]]:
        """Where phrases stand in `text`, in order; none overlaps another."""
        return filter(self._is_meant, self._any.finditer(text))

    def first_in(self, text: str) -> re.Match[str] | None:
        """The first phrase in `text`, None if there is none."""
        return next(self.all_in(text), None)

    def stands_in(self, text: str) -> bool:
        """Whether `text` holds a phrase."""
        return self.first_in(text) is not None

    def opens(self, text: str) -> bool:
        """Whether `text` begins with a phrase."""
        found = self._any.match(text)
        return found is not None and self._is_meant(found)

    def _is_meant(self, found: re.Match[str]) -> bool:
        return self._otherwise is None or not self._otherwise.fullmatch(found.group())


@cache
def phrases_of(name: str, *keys: str) -> Phrases:
    """The phrases of a word list: those under `keys`, all where no key is given."""
    table = word_table(name)
    wanted = keys or tuple(key for key in table if key != OTHERWISE)
    return Phrases((phrase for key in wanted for phrase in table[key]), table.get(OTHERWISE, ()))

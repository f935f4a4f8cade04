"""Word lists kept as data beside the code: `data/NAME.txt` of a room, of this one where none is named.

A file holds words between white space; `#` begins a comment, and the first line says where
the list comes from. Lines `key: words` make a table. Lists are read when first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType

_HERE = "draftbot.chinese"


@cache
def word_table(name: str, room: str = _HERE) -> Mapping[str, tuple[str, ...]]:
    """The words of a list under their keys, in the order they stand; "" for those under none.

    Raises FileNotFoundError for a name without a file: a fault of the installation.
    """
    text = resources.files(room).joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    table: dict[str, list[str]] = {}
    for line in text.splitlines():
        key, mark, words = line.split("#")[0].rpartition(":")
        table.setdefault(key.strip() if mark else "", []).extend(words.split())
    return MappingProxyType({key: tuple(words) for key, words in table.items() if words})


@cache
def words_in(name: str, *keys: str) -> tuple[str, ...]:
    """The words of a list in the order they stand, each once: those under `keys`, all where none is given.

    Raises KeyError for a key that the list does not have: a fault of the installation.
    """
    table = word_table(name)
    return tuple(dict.fromkeys(word for key in keys or table for word in table[key]))


@cache
def word_set(name: str, *keys: str) -> frozenset[str]:
    """The words of a list, to look one up in."""
    return frozenset(words_in(name, *keys))


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first; without a group of its own."""
    return _any_of(tuple(words))


@lru_cache(maxsize=1024)
def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))

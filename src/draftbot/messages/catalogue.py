"""The words of all messages: `zh/FILE.toml` and `en/FILE.toml`, each read when first asked for.

FILE.KEY is a code; a table [a] with b gives FILE.a.b. TOML, because a key given twice is a
fault there, and Python reads it by itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, get_args

from draftbot.messages.message import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


def words_of(code: str, language: Language) -> str | None:
    """The words of a code, with {places} for its values; None for a code that is not known."""
    file, _, key = code.partition(".")
    return _words_in(file, language).get(key)


def all_words(language: Language) -> dict[str, str]:
    """Every code with its words."""
    folder = resources.files("draftbot.messages").joinpath(language)
    files = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir())
    return {f"{file}.{key}": words for file in files for key, words in _words_in(file, language).items()}


@cache
def _words_in(file: str, language: Language) -> Mapping[str, str]:
    path = resources.files("draftbot.messages").joinpath(language, f"{file}.toml")
    if not path.is_file():
        return {}
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, value

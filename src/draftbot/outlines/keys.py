"""What outline files call what they say, in Chinese and in English: the tables in `data/`."""

from __future__ import annotations

from collections.abc import Mapping

from draftbot.chinese.word_lists import word_table
from draftbot.domain import Role

_HERE = "draftbot.outlines"


def _read_as(table: str) -> Mapping[str, str]:
    """What is meant, by each way of writing it."""
    names = word_table(table, _HERE)
    return {written: name for name, ways in names.items() for written in (*ways, name)}


def _written_as(table: str) -> Mapping[str, str]:
    """How draftbot itself writes it, by what is meant."""
    return {name: ways[0] for name, ways in word_table(table, _HERE).items()}


DOCUMENT_KEYS, SECTION_KEYS = _read_as("keys_of_outlines"), _read_as("keys_of_sections")
DOCUMENT_WORDS, SECTION_WORDS = _written_as("keys_of_outlines"), _written_as("keys_of_sections")
ROLE_WORDS = _written_as("names_of_roles")
ROLE_NAMES = {word: Role(name) for name, word in ROLE_WORDS.items()}

"""The words that generated reports are made of, from the files in `data/` beside this one."""

from __future__ import annotations

from functools import cache

from draftbot.chinese.word_lists import word_table

_HERE = "draftbot.evaluation.speed"


def report_words(kind: str) -> tuple[str, ...]:
    """Words of one kind (nouns, verbs, …), the commonest first."""
    return word_table("words_of_reports", _HERE)[kind]


def subjects() -> tuple[str, ...]:
    """What reports are about, the commonest first."""
    return word_table("subjects_of_reports", _HERE)[""]


@cache
def name_parts(kind: str) -> tuple[str, ...]:
    """What names are put together from: surnames, characters, units, places."""
    return word_table("made_up_names", _HERE)[kind]

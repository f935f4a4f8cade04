"""What a query names and means so: a unit, a year, a number.

In a corpus of one report by many units over many years these words are what tells one
passage from the next, and to a model of meaning they weigh next to nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from draftbot.chinese.grams import grams_of, plain_text
from draftbot.index.catalog import StoredPassage
from draftbot.retrieval.query import Query

Flags = NDArray[np.bool_]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TWO_DIGITS = re.compile(r"\d{2}")
_GAP = re.compile(r"(?<=\d)\s+(?=[^\d\s])|(?<=[^\d\s])\s+(?=\d)")
# A pair of characters that so many of the units have in their names names none of them.
_MOST_SHARE = 0.25


def named_unit(query: Query, stored: Sequence[StoredPassage]) -> Flags:
    """For each passage whether its report's unit is the one that the query names, be it by a
    part of its name that few others have; all False where it names none."""
    units = [one.report.unit for one in stored]
    different = [unit for unit in dict.fromkeys(units) if unit]
    inside = {pair for term in query.terms for pair in _pairs(term.word)}
    held = {unit: inside & _pairs(unit) for unit in different}
    shared = Counter(pair for pairs in held.values() for pair in pairs)
    most = max(1.0, _MOST_SHARE * len(different))
    worth = {unit: sum(1 / shared[p] for p in pairs if shared[p] <= most) for unit, pairs in held.items()}
    best = max(worth.values(), default=0.0)
    if len(different) < 2 or not best:
        return np.zeros(len(stored), dtype=np.bool_)
    return np.array([worth.get(unit, 0.0) == best for unit in units])


def named_year(query: Query, stored: Sequence[StoredPassage]) -> Flags:
    """For each passage whether its report is of a year that the query names."""
    years = years_named(query)
    return np.array([one.report.year in years for one in stored], dtype=np.bool_)


def years_named(query: Query) -> set[int]:
    return {year for form in _forms(query) for year in years_in(form)}


def years_in(text: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(text)]


def named_numbers(query: Query, texts: Sequence[str]) -> list[tuple[str, Flags]]:
    """Each number of two digits or more that the query names, years aside, as it is written
    there, and for each text (a `plain_text`) whether it has it, in any spelling and with what it counts."""
    wanted = {
        term.written[0] if term.written else term.word: (*term.written, term.word)
        for term in query.terms
        if any(map(_TWO_DIGITS.search, (term.word, *term.written))) and not _YEAR.search(term.word)
    }
    if not wanted:
        return []
    closed = [_closed(text) for text in texts]
    found = []
    for number, forms in wanted.items():
        any_form = re.compile("|".join(_whole(form.replace(" ", "")) for form in dict.fromkeys(forms)))
        found.append((number, np.array([bool(any_form.search(text)) for text in closed])))
    return found


# The same passages are looked at again and again.
@lru_cache(maxsize=4096)
def _closed(text: str) -> str:
    """A text without space between a number and what stands beside it."""
    return _GAP.sub("", text)


def _whole(form: str) -> str:
    """A pattern for a number that is no part of a longer one."""
    before = r"(?<![\d.,])" if form[0].isdigit() else ""
    after = r"(?!\d|[.,]\d)" if form[-1].isdigit() else ""
    return f"{before}{re.escape(form)}{after}"


def _forms(query: Query) -> list[str]:
    return [form for term in query.terms for form in (term.word, *term.written)]


@lru_cache(maxsize=4096)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(gram for gram in grams_of(plain_text(word)) if len(gram) > 1)

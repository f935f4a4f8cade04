"""What last year's report has as its own year's is what this year's compares with: 由2024年的18天降至16天, where
that one tells 由2023年的21天降至18天."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from draftbot.chinese.blanks import BLANK
from draftbot.masking.mask import Past
from draftbot.writing.figures_read import Figure

_FROM = "from"
_YEAR = re.compile(r"((?:19|20)\d\d)\D?")


def compared_with(
    sentence: str, was: Sequence[Past], asked: Sequence[Figure], told: Mapping[int, Figure]
) -> dict[int, str]:
    """What stands in the blanks that only say what is compared with, by where they begin. `asked` are the
    sentence's blanks that ask for figures, in order, `told` the figures that answer some, by where those begin;
    a change the other way round is told in other words, and nothing is filled then."""
    begin = [match.start() for match in BLANK.finditer(sentence)]
    before = dict(zip(begin, was, strict=True))
    found: dict[int, str] = {}
    for base, now in pairwise(asked):
        new = told.get(now.start)
        if _FROM not in base.how or new is None or None in (base.amount, now.amount, new.amount):
            continue
        fell = (base.amount or 0) > (now.amount or 0)
        falls = (now.amount or 0) > (new.amount or 0)
        if fell is not falls or now.amount == new.amount:
            continue
        found[base.start] = before[now.start].number
        i = begin.index(base.start)
        year = _YEAR.fullmatch(was[i - 1].text or was[i - 1].number) if i else None
        if year:
            found[begin[i - 1]] = str(int(year[1]) + 1) + was[i - 1].text[len(year[1]) :]
    return found

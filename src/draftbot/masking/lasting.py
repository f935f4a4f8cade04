"""What of the unit's own past report no year changes: numbered things, names that hold a number, bounds by which
something is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import rjieba

from draftbot.chinese.names import LEVELS, Name, NameKind
from draftbot.chinese.quantities import Entity, Kind, find_quantities
from draftbot.chinese.word_lists import any_of, words_in

_HOW = "counted_how"
# 3号泵房; 6月3号 is a day.
_A_NUMBER = r"\d+号"
_NUMBERED = re.compile(_A_NUMBER)
_YEAR = re.compile(r"((?:19|20)\d\d)年")
# 3、7号仓.
_LISTED = re.compile(rf"[、和至](?={_A_NUMBER})")
# “7·12”洪水, 3·15: a day that has become a name.
_JOINED, _QUOTES = "·", "“”"
_CLAUSE_END = re.compile("[，。；：、！？,;]")
(_OF,) = words_in("new_requests", "particles of nouns")


def is_label(text: str, i: int, entities: Sequence[Entity], year: int | None) -> bool:
    """Whether the `i`-th figure or day in a sentence of a report on `year` names something rather than counting
    it, or was long ago."""
    entity = entities[i]
    return (
        _is_number_of(text, entity)
        or _is_long_ago(entity, year)
        or _is_in_a_name(text, entity)
        or _is_of_every_year(text, entity)
        or _is_bound(text, entity, entities[i + 1 :])
    )


def _is_number_of(text: str, entity: Entity) -> bool:
    if _NUMBERED.fullmatch(entity.text):
        return True
    return entity.text.isdigit() and _LISTED.match(text, entity.end) is not None


def _is_long_ago(entity: Entity, year: int | None) -> bool:
    """Whether a day is of a year that no report of this one or the next compares with: bought in 2016."""
    written = _YEAR.match(entity.text)
    return entity.kind is Kind.DATE and bool(written and year and int(written[1]) < year - 1)


def _is_in_a_name(text: str, entity: Entity) -> bool:
    """Whether a number without a measure word belongs to a name: “7·12”, DN300, “12345”."""
    if entity.kind is not Kind.QUANTITY or entity.keep:
        return False
    before, behind = text[: entity.start][-1:], text[entity.end :][:1]
    if _JOINED in (before, behind) or (before == _QUOTES[0] and behind == _QUOTES[1]):
        return True
    return entity.text[-1:].isdigit() and (before == "-" or (before.isascii() and before.isalpha()))


def _is_of_every_year(text: str, entity: Entity) -> bool:
    """Whether a day comes again: 每月5日."""
    return entity.kind is Kind.DATE and text[: entity.start].endswith(words_in(_HOW, "each"))


def _is_bound(text: str, entity: Entity, later: Sequence[Entity]) -> bool:
    """Whether a figure only tells which of them are counted behind it: 50岁以上的有4人, 超过600毫克/升的冲击4次."""
    end = _CLAUSE_END.search(text, entity.end)
    clause_end = end.start() if end else len(text)
    if entity.kind is not Kind.QUANTITY or not any(e.start < clause_end for e in later):
        return False
    behind = text[entity.end : clause_end]
    if re.match(any_of(words_in(_HOW, "bounds")), behind):
        return True
    return (
        _limit().search(text[: entity.start]) is not None
        and re.match(rf"[^\d{_OF}]{{0,4}}{_OF}", behind) is not None
    )


@cache
def _limit() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words_in(_HOW, 'limits'))})$")


def is_lasting_name(text: str, name: Name) -> bool:
    """Whether a name is a body told by its level of government (县农业农村局), or none at all: an everyday word
    (老化), a piece of one (技兴圃 of 科技兴圃)."""
    if name.kind is NameKind.PERSON:
        tags = rjieba.tag(name.text, False)
        is_word = len(tags) == 1 and rjieba.has_word(name.text) and not tags[0][1].startswith("nr")
        return is_word and not text[: name.start].endswith(words_in("leaders"))
    if name.kind is NameKind.ORGANISATION and name.text[0] in LEVELS:
        return True
    return name.kind in (NameKind.ORGANISATION, NameKind.PLACE) and _begins_in_a_word(text, name.start)


def labels_in(text: str, names: Sequence[Name], year: int | None) -> list[str]:
    """The figures and names of a report on `year` that name what lasts."""
    found = [
        entity.text
        for line in text.split("\n")
        for entities in [find_quantities(line)]
        for i, entity in enumerate(entities)
        if is_label(line, i, entities, year)
    ]
    return [*found, *(name.text for name in names if is_lasting_name(text, name))]


def _begins_in_a_word(text: str, at: int) -> bool:
    return any(
        start < at < end and rjieba.has_word(word)
        for word, start, end in rjieba.tokenize(text, "default", False)
    )

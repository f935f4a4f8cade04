"""Names of units: the forms in which one occurs, and what in it is proper to the unit."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

import rjieba

from draftbot.chinese.numerals import HAN
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_set, word_table, words_in

_PLACES = "places_of_units"
OWN = "全本我"
# A name with words cut has so many characters, and so many such words; these have two characters.
_SHORTEST_CUT, _FEWEST_CUT, _TWO = 5, 2, 2


@cache
def _place_before() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:[\u4e00-\u9fff]{{1,7}}?(?:{any_of(words_in(_PLACES, 'before'))}))(?=[\u4e00-\u9fff]{{3,}})"
    )


@cache
def _organ() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words_in(_PLACES, 'organs'))})$")


@lru_cache(maxsize=4096)
def names_of(unit: str) -> tuple[str, ...]:
    """The forms in which a unit's name occurs: with and without the places before it,
    and the place it governs."""
    names = [to_simplified(unit)] if unit else []
    while names and (shorter := _place_before().sub("", names[-1])) != names[-1]:
        names.append(shorter)
    # 松岗镇人民政府 writes of 松岗镇, 柳荫街道办事处 of 柳荫街道.
    names += [place for name in names if (place := _organ().sub("", name)) not in names]
    return tuple(name for name in dict.fromkeys(names) if len(name) > 2)


def is_same_unit(one: str, other: str, tails: Collection[str] = ()) -> bool:
    """Whether two names may be of one unit: a form that they share is all that one of them
    says. 星河幼儿园 is 青禾区星河幼儿园; 青禾区教育局 is not 石门县教育局, though both are 教育局."""
    if _abbreviates(one, other) or _abbreviates(other, one):
        return True
    shared = set(names_of(one)) & set(names_of(other))
    whole = {form for name in (one, other) for form in _whole_forms(name)}
    return any(name in whole and not is_generic(name, tails) for name in shared)


@lru_cache(maxsize=4096)
def _abbreviates(short: str, long: str) -> bool:
    """Whether one name is the other with words of it cut: 清江镇市场监管所 for 清江镇市场监督管理所,
    江屿公交三公司 for 江屿市公交集团第三分公司. Any other word left out makes another unit's name (第一小学,
    中心小学)."""
    plain, (first, *rest) = to_simplified(short), rjieba.cut(to_simplified(long), False) or [""]
    if len(plain) < _SHORTEST_CUT or len(long) - len(plain) < _FEWEST_CUT:
        return False
    place = re.sub(rf"(?<=..)(?:{any_of(words_in(_PLACES, 'before'))})$", "", first)
    begins = f"{re.escape(place)}(?:{re.escape(first[len(place) :])})?"
    return re.fullmatch(begins + "".join(map(_cut, rest)), plain) is not None


def _cut(word: str) -> str:
    """A pattern for a word of a name as people cut it: to the first of two characters, to its number, to
    the noun that ends it, or to nothing."""
    (ordinal,) = words_in(_PLACES, "ordinal")
    if numbered := re.fullmatch(rf"{ordinal}([{HAN}\d]+)", word):
        return f"(?:{ordinal})?{numbered[1]}"
    if word in words_in(_PLACES, "left out", "before"):
        return f"(?:{word})?"
    if len(word) > _TWO and word[1:] in _nouns():
        return f"(?:{re.escape(word[0])})?{re.escape(word[1:])}"
    pairs = re.findall("..", word) if len(word) % _TWO == 0 else [word]
    return "".join(
        f"{re.escape(w[0])}(?:{re.escape(w[1])})?" if len(w) == _TWO else re.escape(w) for w in pairs
    )


@cache
def _nouns() -> frozenset[str]:
    return frozenset(words_in("unit_nouns"))


def is_part_of(part: str, unit: str, tails: Collection[str] = ()) -> bool:
    """Whether a name is of a body within a unit: 星河幼儿园幼小衔接调研组."""
    return any(
        name in to_simplified(part) and not is_generic(name, tails)
        for name in _whole_forms(unit)
        if len(name) > 3
    )


@lru_cache(maxsize=4096)
def _whole_forms(unit: str) -> tuple[str, ...]:
    """A unit's name as it is told, and without the organ that speaks for a place."""
    plain = to_simplified(unit)
    return (plain, _organ().sub("", plain)) if plain else ()


def is_department_of(one: str, other: str, tails: Collection[str] = ()) -> bool:
    """Whether two names are of one body, told with and without the unit that it is of: 骨二科 and
    县人民医院骨二科; not 办公室, which every unit has."""
    longer, shorter = sorted(map(to_simplified, (one, other)), key=len, reverse=True)
    above = longer.removesuffix(shorter)
    return (
        len(shorter) > 2
        and above not in ("", longer)
        and ends_as_unit(above)
        and not is_generic(shorter, tails)
        and not rjieba.has_word(shorter)
    )


def is_generic(name: str, tails: Collection[str] = ()) -> bool:
    """Whether a name is of any unit of its kind: 教育局, 民办幼儿园. 中心小学 and 第一小学 mean
    one, wherever they stand. `tails` are further nouns that end names of units."""
    return bool(_generic(tuple(tails)).fullmatch(name))


def is_bare(name: str, tails: Collection[str] = ()) -> bool:
    """Whether a name is but a noun for such units (幼儿园, 民办幼儿园, 街道办), not even with the
    place they are of (县教育局)."""
    return bool(_bare(tuple(tails)).fullmatch(name))


@cache
def _bare(tails: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words_in('any_unit'))})*(?:{any_of((*tails, *words_in('unit_nouns')))})")


@cache
def _generic(tails: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        f"(?:{any_of(words_in(_PLACES, 'any'))})*(?:{any_of((*tails, *words_in('unit_nouns')))})"
    )


def stems_of(unit: str, tails: Collection[str] = ()) -> tuple[str, ...]:
    """What is proper to a unit's name: 青禾 and 星河 of 青禾区星河幼儿园."""
    rest, stems = to_simplified(unit), list[str]()
    while match := _place_before().match(rest):
        stems.append(match.group())
        rest = rest[match.end() :]
    stems.append(rest)
    ending = _ending(tuple(tails))
    return tuple(stem for stem in (ending.sub("", stem) for stem in stems) if len(stem) > 1)


@cache
def _ending(tails: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{any_of((*tails, *words_in('unit_nouns'), *words_in(_PLACES, 'end')))})$")


def is_self(text: str) -> bool:
    """Whether a text is what a unit calls itself: 本园, 我校, 全镇."""
    of_unit = word_set("own_unit") | _selves().keys()
    return text in word_set("selves") or (text[1:] in of_unit and text[0] in OWN)


def is_place(name: str) -> bool:
    """Whether a unit's name is that of the place it governs."""
    return name.endswith(("镇", "乡", "街道", "村", "社区"))


def unit_noun(name: str) -> str:
    """The noun for a unit that ends a name (局, 公司, 林场), the longest; "" where none does."""
    return next((name[-n:] for n in range(min(len(name), 8), 0, -1) if name[-n:] in _selves()), "")


def ends_as_unit(name: str) -> bool:
    """Whether a name ends in a noun for units."""
    return bool(unit_noun(name))


def noun_self(name: str) -> str:
    """What a unit calls itself by the noun that ends its name (本局); "" where none does."""
    return _selves().get(unit_noun(name), "")


def head_noun(name: str) -> str:
    """The last word of a unit's name where it is a word and no name: 龙舟队 of 云溪县龙舟队."""
    plain = to_simplified(name)
    last = rjieba.cut(plain, True)[-1] if plain else ""
    return last if len(last) > 1 and last != plain and rjieba.has_word(last) else unit_noun(plain)


@cache
def _selves() -> dict[str, str]:
    return {noun: own for own, nouns in word_table("unit_nouns").items() for noun in nouns}


def with_own_self(text: str, self_name: str) -> str:
    """`text` with what any unit calls itself beyond doubt (我园, 本校 …) turned into `self_name`."""
    return _own_selves().sub(self_name, text)


@cache
def _own_selves() -> re.Pattern[str]:
    return re.compile(any_of(words_in("selves")))

"""The proper names a corpus holds: its units, and the places and persons its passages speak of.

Found by what stands around a name anywhere in the corpus, so that the name is
known wherever a draft repeats it: an office beside it here betrays it there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import rjieba

from draftbot.chinese.scripts import normalise
from draftbot.chinese.word_lists import any_of, word_table

_HAN = "\u4e00-\u9fff"
_HERE = "draftbot.evaluation.drafting"


def _listed(key: str) -> str:
    """A regular expression for any word that the list has under `key`."""
    return any_of(word_table("beside_names", _HERE)[key])


def _is_listed(word: str, key: str) -> bool:
    return word in word_table("beside_names", _HERE)[key]


@cache
def _area() -> re.Pattern[str]:
    return re.compile(rf"^([{_HAN}]{{2,4}}?)({_listed('areas')})(?=[{_HAN}])")


@cache
def _unit_tail() -> re.Pattern[str]:
    return re.compile(rf"(?:{_listed('units')}|局)(?:附属[{_HAN}]{{2,3}})?$")


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """What has the shape of a unit's, a place's, a village's name. A village may be called by any
    noun (枫树村), but not by what only says of which kind it is."""
    return (
        re.compile(rf"([{_HAN}]{{2}})(?:{_listed('units')})"),
        re.compile(rf"([{_HAN}]{{2}})(?:{_listed('places')})"),
        re.compile(rf"([{_HAN}]{{2}})(?P<village>[村乡镇巷]|新村)(?![{_HAN}]?[级里民])"),
    )


@cache
def _persons() -> tuple[re.Pattern[str], ...]:
    name = rf"((?:{_listed('surnames')})[{_HAN}]{{1,2}}?)"
    offices = _listed("offices")
    return (
        re.compile(rf"(?:{offices}){name}(?=[，。、；：（(]|{_listed('behind a person')}|$)"),
        re.compile(rf"(?<![{_HAN}]){name}(?=副?(?:{offices}))"),
    )


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(_listed("in no name"))


# A word with a tail of places that so many reports use names no place of one of them.
_COMMON = 4


@dataclass(frozen=True, slots=True)
class Names:
    """`kinds` has each name's kind (unit, place, person), longer names first."""

    kinds: dict[str, str]

    def within(self, text: str, known: str) -> Iterator[tuple[str, str]]:
        """(kind, name) of each name in `text` that does not stand in `known`, each part of
        the text once."""
        plain, allowed = normalise(text), normalise(known)
        for name, kind in self.kinds.items():
            # 柳荫街 is not in 柳荫街道.
            if (
                name in plain
                and name not in allowed
                and (found := re.search(f"{re.escape(name)}(?!道)", plain))
            ):
                yield kind, found.group()
                plain = plain.replace(name, "|")


def collect_names(units: Iterable[str], texts: Iterable[tuple[str, str]]) -> Names:
    """The names of a corpus: of its reports' `units`, and in `texts`, (report id, text) pairs."""
    kinds: dict[str, str] = {}
    for unit in units:
        for name in _forms(normalise(unit)):
            kinds.setdefault(name, "unit")
    held: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for report_id, text in texts:
        for found in _names(normalise(text)):
            held[found].add(report_id)
    for (kind, name), reports in held.items():
        if kind != "shape" or len(reports) < _COMMON:
            kinds.setdefault(name, "place" if kind == "shape" else kind)
    return Names(dict(sorted(kinds.items(), key=lambda item: (-len(item[0]), item[0]))))


def _forms(unit: str) -> Iterator[str]:
    """A unit's name with and without the places before it, these places, and what is its own."""
    if "某" in unit or unit[0] < "\u3400":
        return
    while (own := _unit_tail().sub("", unit)) and own != unit and not _is_listed(own, "any unit"):
        yield unit
        if _is_own(own):
            yield own
        area = _area().match(unit)
        if area is None:
            break
        yield area.group()
        if _is_own(area[1]):
            yield area[1]
        unit = unit[area.end() :]


def _names(text: str) -> Iterator[tuple[str, str]]:
    """(kind, name): persons beside an office, places the dictionary knows, and what has the
    shape of a place or a unit and no word of the dictionary in it."""
    for pattern in _persons():
        yield from (("person", m[1]) for m in pattern.finditer(text) if _is_person(m[1]))
    at, edges = 0, {0}
    for word, tag in rjieba.tag(text, True):
        at += len(word)
        edges.add(at)
        if tag == "ns" and not _is_listed(word, "no place") and _is_charted(word):
            yield "place", word
    for pattern in _shapes():
        for match in pattern.finditer(text):
            is_own = _is_noun(match[1]) if "village" in pattern.groupindex else _is_own(match[1])
            if {match.start(), match.end()} <= edges and is_own and not _ends_in_word(match):
                yield "shape", match.group()


def _is_charted(word: str) -> bool:
    """Whether a word is on the map: 深圳 is, since the dictionary knows 深圳市; 台风 is not."""
    if len(word) > 2 and word[-1] in "省市县州":
        return True
    return len(word) > 1 and any(rjieba.has_word(word + tail) for tail in "省市县")


def _ends_in_word(match: re.Match[str]) -> bool:
    """Whether what looks like a tail is part of a longer word: 修铁路, 办中小学."""
    return rjieba.has_word(match[1][-1] + match.group()[len(match[1]) :])


def _is_noun(stem: str) -> bool:
    return (
        not _is_listed(stem, "kinds of villages")
        and not _no_name().search(stem)
        and rjieba.tag(stem, False)[0] == (stem, "n")
    )


def _is_person(name: str) -> bool:
    if _no_name().search(name[1:]) or (len(name) == 2 and rjieba.has_word(name)):
        return False
    pieces = (name[:2], name[1:], name) if len(name) > 2 else ()
    return not any(
        rjieba.has_word(piece) and not rjieba.tag(piece, False)[0][1].startswith("nr") for piece in pieces
    )


def _is_own(stem: str) -> bool:
    """Whether a stem is nobody's word: not in the dictionary, or there as a place; no
    function word in it."""
    if len(stem) < 2 or _no_name().search(stem) or _is_listed(stem, "no place"):
        return False
    return not rjieba.has_word(stem) or (rjieba.tag(stem, False)[0][1] == "ns" and _is_charted(stem))

"""What last year's sentence names one by one, told anew by a fact in the same words around: 接收甲局、乙局等【】家单位档案,
新开5路（东门—西桥）."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.quantities import Kind, find_quantities
from draftbot.chinese.sentences import CLAUSE_END, clause_spans
from draftbot.domain import fills_moved
from draftbot.writing.pieces_told import Piece
from draftbot.writing.place import AHEAD, LACKING, Place

_LISTED = "、"
_IN_BRACKETS = re.compile(r"(?P<key>[^\s，,。；;：:、（）()]{2,8})（(?P<held>[^（）【】]+)）")
# 17路, 2号线: what is told by its number.
_NUMBER = re.compile(r"\d+(?P<noun>\D{1,3})$")
_HOLE = "\ue001"
_LEAST_KEY = 2
# So many characters are the same before a list, and behind it.
_LEAST_BEFORE, _LEAST_BEHIND = 2, 3


def name_anew(places: Sequence[Place], pieces: Sequence[Piece]) -> dict[int, str]:
    """Puts the names that the pieces tell into the places that name others; piece → the clause of it that is told
    so, by index."""
    told: dict[int, str] = {}
    for i, piece in enumerate(pieces):
        for clause in filter(None, CLAUSE_END.split(piece.text)):
            if any(_list_anew(p, clause) or _brackets_anew(p, clause) for p in places if _may(p, piece)):
                told[i] = clause
    return told


def _may(place: Place, piece: Piece) -> bool:
    return piece.looks_back and place.role not in AHEAD | LACKING and not place.is_left_out


def _list_anew(place: Place, clause: str) -> bool:
    """The clause in the place of one that begins and ends alike, whatever its figures, and lists others between."""
    now = _without_figures(clause)
    for start, end in clause_spans(place.text):
        was = _without_figures(place.text[start:end])
        before = _alike(was, now)
        behind = _alike(was[before:][::-1], now[before:][::-1])
        lists = all(_LISTED in text[before : len(text) - behind] for text in (was, now))
        if before >= _LEAST_BEFORE and behind >= _LEAST_BEHIND and lists:
            _replace(place, start, end, clause)
            return True
    return False


def _without_figures(text: str) -> str:
    text = BLANK.sub(_HOLE, text)
    for figure in reversed(find_quantities(text)):
        if figure.kind is Kind.QUANTITY:
            text = text[: figure.start] + _HOLE + figure.keep + text[figure.end :]
    return text


def _alike(one: str, other: str) -> int:
    """With how many of the same characters two texts begin."""
    return next(
        (i for i, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1),
        min(len(one), len(other)),
    )


def _brackets_anew(place: Place, clause: str) -> bool:
    """What stands in brackets behind the same words, put anew: all of it, or nothing."""
    found = list(_IN_BRACKETS.finditer(clause))
    spans = list[tuple[int, int]]()
    for match in found:
        span = _behind(place.text, match["key"], spans[-1][1] if spans else 0)
        if span is None:
            return False
        spans.append(span)
    for (start, end), match in reversed(list(zip(spans, found, strict=True))):
        number = _NUMBER.search(match["key"])
        _replace(place, start, end, f"{match['key'][number.start() :] if number else ''}（{match['held']}）")
    return bool(found)


def _behind(text: str, key: str, at: int) -> tuple[int, int] | None:
    """Where brackets stand behind the end of a key, from `at` on, with the number of what is told there, which may be
    a blank."""
    number = _NUMBER.search(key)
    if number:
        told = rf"(?:{re.escape(key[number.start() :])}|{BLANK.pattern}{re.escape(number['noun'])})"
        match = re.compile(rf"(?<!\d){told}（[^（）]*）").search(text, at)
        return match.span() if match else None
    for n in range(len(key), _LEAST_KEY - 1, -1):
        match = re.compile(re.escape(key[-n:]) + "（[^（）]*）").search(text, at)
        if match:
            return match.start() + n, match.end()
    return None


def _replace(place: Place, start: int, end: int, text: str) -> None:
    left = [fill for fill in place.fills if not start <= fill.start < end]
    place.text = place.text[:start] + text + place.text[end:]
    place.fills = list(fills_moved(left, start, len(text) - (end - start)))

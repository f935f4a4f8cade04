"""Headings that no style names, told by how they are set: bold, in another face, larger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from draftbot.chinese.enumerators import parse_number
from draftbot.corpus.formats.found import Found, Looks
from draftbot.corpus.lines import LOOKS_STYLE, Place

_LONGEST = 30
_MARKS = frozenset("。！？；，：、.!?;,:|")
# A heading comes seldom alone.
_LEAST = 2
_LEVELS = 3


def headings_by_looks(found: Sequence[Found]) -> list[Found]:
    """`found` with the style of a heading where a short line without number or style
    stands over text and is set more strongly than the text of the document."""
    weights: Counter[Looks] = Counter()
    for one in found:
        if _is_text(one):
            weights[replace(one.looks, is_aside=False, is_centred=False)] += len(one.text)
    if not weights:
        return list(found)
    body = weights.most_common(1)[0][0]
    filled = [i for i, one in enumerate(found) if one.text and not one.dropped_as]
    chosen = {
        i
        for place, i in enumerate(filled[1:-1], start=1)
        if _could_be_heading(found[i], body) and not _stands_out(found[filled[place + 1]], found[i], body)
    }
    counts = Counter(found[i].looks for i in chosen)
    # What is set larger stands above; of one size the outer heading is met first.
    met = list(dict.fromkeys(found[i].looks for i in sorted(chosen)))
    ways = sorted((looks for looks in met if counts[looks] >= _LEAST), key=lambda looks: -looks.size)
    levels = {looks: LOOKS_STYLE - _LEVELS + 1 + min(rank, _LEVELS - 1) for rank, looks in enumerate(ways)}
    levels |= _left_free(found, chosen, set(ways))
    return [
        replace(one, style=levels[one.looks]) if i in chosen and one.looks in levels else one
        for i, one in enumerate(found)
    ]


def _left_free(found: Sequence[Found], chosen: set[int], ways: set[Looks]) -> dict[Looks, int]:
    """The levels that the file's own styles leave free: a way of setting that is first met above
    a style of level 2, where no style has level 1, is of level 1; between 1 and 3, of level 2."""
    levels = {
        one.style for one in found if one.style and one.style < LOOKS_STYLE - _LEVELS and not one.dropped_as
    }
    free: dict[Looks, int] = {}
    met, last = set[int](), 0
    for i, one in enumerate(found):
        if one.style in levels and not one.dropped_as:
            last = one.style or 0
            met.add(last)
        elif i in chosen and one.looks in ways:
            if one.looks not in free:
                below = min((level for level in levels if level > last), default=0)
                if below <= last + 1 or below in met:
                    continue
                free[one.looks] = last + 1
                levels.add(last + 1)
            last = free[one.looks]
            met.add(last)
    return free


def _is_text(one: Found) -> bool:
    return bool(one.text) and one.style is None and one.place is Place.TEXT and not one.dropped_as


def _could_be_heading(one: Found, body: Looks) -> bool:
    text = one.text.strip()
    return (
        _is_text(one)
        and (not one.looks.is_aside or (one.looks.is_centred and one.looks.size > body.size > 0))
        and 2 <= len(text) <= _LONGEST
        and not _MARKS.intersection(text)
        and parse_number(text) is None
        and _is_stronger(one.looks, body)
    )


def _stands_out(below: Found, heading: Found, body: Looks) -> bool:
    """Whether what stands below is no text under a heading: a line set like the heading
    itself, or a row of a table."""
    return below.place is not Place.TEXT or (_is_stronger(below.looks, body) and below.looks == heading.looks)


def _is_stronger(looks: Looks, body: Looks) -> bool:
    other_face = bool(looks.face and body.face and looks.face != body.face) or (
        _is_heavy(looks.face) and not _is_heavy(body.face)
    )
    return (looks.is_bold and not body.is_bold) or other_face or (looks.size > body.size > 0)


def _is_heavy(face: str) -> bool:
    return "黑" in face or "hei" in face.lower() or "标宋" in face

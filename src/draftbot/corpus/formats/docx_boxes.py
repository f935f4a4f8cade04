"""What stands in the text boxes of a Word file: beside the text, most of it, or its headings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from draftbot.chinese.enumerators import Family, parse_number
from draftbot.corpus.formats.found import Found
from draftbot.corpus.lines import Place

_LONGEST = 30
_MARKS = frozenset("。！？；，：!?;:|")
# A banner comes seldom alone.
_LEAST = 2


def taken_out_of_boxes(found: list[Found]) -> list[Found]:
    """`found`, with its boxes taken for text where they hold most of what there is, and those
    that are the headings of the text for lines of it."""
    weights: Counter[Place] = Counter()
    for one in found:
        weights[one.place] += 0 if one.dropped_as else len(one.text)
    if weights[Place.BOX] > weights[Place.TEXT] + weights[Place.ROW]:
        chosen = {i for i, one in enumerate(found) if one.place is Place.BOX}
    else:
        alone = list(_alone(found))
        chosen = {*_numbered_in_a_row(found, alone), *_set_larger(found, alone)}
    return [replace(one, place=Place.TEXT) if i in chosen else one for i, one in enumerate(found)]


def _alone(found: Sequence[Found]) -> Iterator[int]:
    """Boxes of one short line that says no sentence, with text somewhere below."""
    for i, one in enumerate(found):
        beside = {found[k].place for k in (i - 1, i + 1) if 0 <= k < len(found) and found[k].text}
        short = 2 <= len(one.text) <= _LONGEST and not _MARKS.intersection(one.text)
        if one.place is Place.BOX and short and Place.BOX not in beside:
            yield i


def _numbered_in_a_row(found: Sequence[Found], alone: Sequence[int]) -> Iterator[int]:
    """Those whose numbers go on from 1 to the last, in a way that the text has no numbers of."""
    in_text = {
        number.family for one in found if one.place is Place.TEXT and (number := parse_number(one.text))
    }
    rows: defaultdict[Family, list[tuple[int, int]]] = defaultdict(list)
    for i in alone:
        number = parse_number(found[i].text)
        if number and number.family not in in_text:
            rows[number.family].append((number.ordinal, i))
    for row in rows.values():
        ordinals = [ordinal for ordinal, _ in row]
        if ordinals == list(range(1, len(row) + 1)) and len(row) >= _LEAST:
            yield from (i for _, i in row)


def _set_larger(found: Sequence[Found], alone: Sequence[int]) -> Iterator[int]:
    """Those set alike in letters larger than the text's, each over text of its own."""
    sizes: Counter[int] = Counter()
    for one in found:
        if one.place is Place.TEXT and one.style is None and not one.dropped_as:
            sizes[one.looks.size] += len(one.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    larger = [i for i in alone if found[i].looks.size > usual > 0]
    ways = Counter(found[i].looks for i in larger)
    over_text = {
        i
        for i, following in pairwise([*larger, len(found)])
        if any(one.text and one.place is Place.TEXT for one in found[i + 1 : following])
    }
    yield from (i for i in larger if ways[found[i].looks] >= _LEAST and i in over_text)

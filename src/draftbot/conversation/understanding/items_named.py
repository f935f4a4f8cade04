"""Items of a draft as orders name them, each with all that stands under it: 巡河那条, 第三条, （四）, 收费管理这一条整个."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.numerals import HAN, integer_in, plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation.understanding.referents import Referents, Stretch, order_words
from draftbot.conversation.understanding.words import OF
from draftbot.drafts.addresses import Spot, Where

_NUMBER = re.compile(rf"[（(][{HAN}\d]{{1,3}}[）)]$")
NUMBERED = re.compile(rf"[（(][{HAN}\d]{{1,3}}[）)]")
_MARKS = '，,。；;：:！!？?、 “”"「」'
# Tags of words that a clause begins with which is about something of its own.
_SUBJECTS = ("n", "nz", "s", "ORG", "LOC", "PER", "nw", "t")


def is_named_as_item(said: str) -> bool:
    """Whether words call what they name an item: that item, its number, so manieth of a part."""
    plain = to_simplified(said).strip(_MARKS)
    return bool(_ends().search(plain) or _NUMBER.search(plain))


def item_named(of: Referents, said: str, within: Stretch | None = None) -> Stretch | None:
    """The one item that words name by its number, by its place, or by what it is headed; None for none and for
    several."""
    plain = to_simplified(said).strip(_MARKS)
    while cut := _ends().search(plain):
        plain = plain[: cut.start()].strip(_MARKS)
    if match := _NUMBER.search(plain):
        before = plain[: match.start()].strip(_MARKS)
        within = of.stretch(before) if before else within
        return None if before and within is None else _numbered(of, match.group(), within)
    counted = of.counted(said, within)
    if counted is not None:
        return _beginning(of, counted[0][0]) if len(counted) == 1 else None
    plain, scope = of.scoped(plain, within)
    return _headed(of, re.sub(f"{OF}$", "", plain), scope)


def item_around(of: Referents, spot: Spot) -> Stretch | None:
    """The innermost item that a sentence stands in."""
    held = [p for p in of.points if p.section == spot.section and p.first <= spot.sentence < p.end]
    return max(held, key=lambda p: p.first, default=None)


def where_of(of: Referents, item: Stretch) -> Where:
    return Where(of.draft.sections[item.section].heading, point=item.head)


def matters_in(of: Referents, text: str) -> list[str]:
    """The clauses of a sentence, those together that are of one matter: one that begins with a name of
    something begins another."""
    matters: list[str] = []
    item = ITEM.match(text)
    for clause in re.findall("[^，；。]+[，；。]?", text[item.end() if item else 0 :]):
        words = of.view.words(to_simplified(clause))
        if matters and not (words and words[0].tag in _SUBJECTS):
            matters[-1] += clause
        else:
            matters.append(clause)
    return [one.strip("，；。") for one in matters]


def items_numbered(of: Referents, numbers: Sequence[str]) -> list[Stretch]:
    """The items of these numbers in the one part that has them all; [] for none and for several."""
    whole = items_in_each(of, numbers)
    return whole[0] if len(whole) == 1 else []


def items_in_each(of: Referents, numbers: Sequence[str]) -> list[list[Stretch]]:
    """The items of these numbers, part by part that has them all."""
    parts = dict.fromkeys(p.section for p in of.points)
    found = [[_numbered(of, n, of.whole(part)) for n in numbers] for part in parts]
    return [[one for one in some if one] for some in found if all(some)]


def _numbered(of: Referents, number: str, within: Stretch | None) -> Stretch | None:
    wanted = integer_in(plain_digits(number.strip("（）()")))
    held = [p for p in of.points if p.number[0] in "（(" and (within is None or _is_within(p, within))]
    held = [p for p in held if integer_in(plain_digits(p.number.strip("（）()"))) == wanted]
    return held[0] if len(held) == 1 else None


def _beginning(of: Referents, spot: Spot) -> Stretch | None:
    return next((p for p in of.points if Spot(p.section, p.first) == spot), None)


def _headed(of: Referents, plain: str, scope: Stretch | None) -> Stretch | None:
    items = [p for p in of.points if p.head and (scope is None or _is_within(p, scope))]
    words = of.telling(plain)
    for held in (
        [p for p in items if p.head == plain],
        [p for p in items if len(plain) > 1 and plain in p.head],
        [p for p in items if words and all(word in p.head for word in words)],
    ):
        if held:
            return held[0] if len(held) == 1 else None
    return None


def _is_within(item: Stretch, scope: Stretch) -> bool:
    return item.section == scope.section and scope.first <= item.first < scope.end and item != scope


def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:{order_words('an item', 'with all', 'all of an item')})$")

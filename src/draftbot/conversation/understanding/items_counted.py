"""Items that are counted together, 前两条和第四条, 后两句, and those of several that are not there."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.numerals import integer_in, plain_digits, write_number
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation.understanding.referents import Referents, Stretch, counted_form, order_words
from draftbot.conversation.understanding.wish import says
from draftbot.conversation.understanding.words import NUMBER, words_of_telling
from draftbot.drafts.addresses import Spot

_MOST = 40


def counted_each(what: str, of: Referents, within: Stretch | None) -> str:
    """Words with the first or the last of some things counted one by one: 第一条、第二条和第四条."""
    match = _together().search(to_simplified(what))
    if match is None:
        return what
    head, count = what[: match.start()], integer_in(plain_digits(match["n"])) or 0
    first = 1
    if not match["front"]:
        first = _how_many(head or "", match["of"], of, within) - count + 1
    if first < 1 or count > _MOST:
        return what
    mark, joins = words_of_telling("ordinal mark")[0], words_of_telling("joins things")[0]
    each = joins.join(f"{mark}{write_number(n)}{match['of']}" for n in range(first, first + count))
    return counted_each(f"{head}{each}{what[match.end() :]}", of, within)


def there_and_not(
    what: str, of: Referents, within: Stretch | None
) -> tuple[list[list[Spot]], list[str]] | None:
    """Of things that are counted in one part those that are there, and what names the others; None where nothing
    is counted so, all of them are there, or it is one sentence that is not: whoever deletes it tells how many are."""
    found = list(counted_form().finditer(to_simplified(what)))
    if not found or of.scope_of(what, within) is None:
        return None
    head = what[: found[0].start()]
    each = [(f"{head}{match.group()}", of.counted(f"{head}{match.group()}", within)) for match in found]
    there = [spots[0] for _, spots in each if spots]
    missing = [said for said, spots in each if not spots]
    if not missing or (not there and all(says("of a sentence", said) for said in missing)):
        return None
    return there, missing


def leaning_half(half: str, text: str, of: Referents) -> str:
    """A half of a sentence with what behind it begins with no thing of its own: 剩余3项为甲，计划明年更换."""
    at = text.find(half)
    while (clause := re.match("[，；]([^，；。]+)", text[at + len(half) :])) and _leans(clause[1], of):
        half += clause.group()
    return half


def _leans(clause: str, of: Referents) -> bool:
    words = of.view.words(to_simplified(clause))
    return bool(words) and words[0].tag[0] in "vdp"


def _how_many(head: str, kind: str, of: Referents, within: Stretch | None) -> int:
    """How many such things the named part has."""
    mark = words_of_telling("ordinal mark")[0]
    return next(
        (n - 1 for n in range(1, _MOST) if not of.counted(f"{head}{mark}{write_number(n)}{kind}", within)), 0
    )


@cache
def _together() -> re.Pattern[str]:
    front, back = "|".join(words_of_telling("the first of")), "|".join(words_of_telling("the last of"))
    return re.compile(
        rf"(?:(?P<front>{front})|{back})(?P<n>{NUMBER})(?:{order_words('of a count')})?(?P<of>{order_words('counted')})"
    )

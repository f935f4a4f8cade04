"""A part of the draft that is named by its place, in whatever word: 尾巴上那一块, 领头那节, 从后往前数第二块.

The word is made of characters that tell of an end, a head or a middle, and of others that stand beside these;
the part is then called by its number, which all that reads a message knows.
"""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.numerals import integer_in, plain_digits, write_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of, without_quoted
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import NUMBER, OF, telling

_LIST = "words_of_wishes"


def with_place_named(said: str, view: View) -> str:
    """A message in which a part that is named by its place is called by its number."""
    count = sum(section.level == 1 for section in view.sections)
    plain = without_quoted(to_simplified(said))
    match = _from_the_end().search(plain)
    number = count + 1 - (integer_in(plain_digits(match["n"])) or 0) if match else 0
    if match is None and order_words("ordinal") not in plain:
        match = _placed().search(plain)
        number = _number(match["run"], count) if match else 0
    if match is None or not 0 < number <= count:
        return said
    others = (part for part in parts_of(said) if said[slice(*match.span("part"))] not in part)
    if any(Wish(part, view).section_or_end for part in others):
        return said  # two places are two wishes, and 开头 has no number
    part = f"{order_words('ordinal')}{write_number(number)}{words_in(_LIST, 'sections counted')[0]}"
    start, end = match.span("part")
    return f"{said[:start]}{part}{said[end:]}"


def _number(run: str, count: int) -> int:
    """The number of the part that a word places; 0 where it tells of none, of two, or of no middle."""
    last, first, amid = (
        any(c in run for c in words_in(_LIST, f"places {key}")) for key in ("last", "first", "amid")
    )
    if last + first + amid != 1:
        return 0
    return count if last else 1 if first else (count + 1) // 2 if count % 2 else 0


@cache
def _placed() -> re.Pattern[str]:
    """A part that is pointed at, behind nothing but characters that tell a place."""
    told = "".join(c for key in ("last", "first", "amid", "beside") for c in words_in(_LIST, f"places {key}"))
    before, parts = (any_of(words_in(_LIST, key)) for key in ("takes up", "parts placed"))
    return re.compile(
        rf"(?:^|[，,、。]|{before})(?P<part>(?P<run>[{told}]{{1,6}}?){OF}?(?:{telling('points at')})(?:{NUMBER})?(?:{telling('of a count')})*(?:{parts}))"
    )


@cache
def _from_the_end() -> re.Pattern[str]:
    back, parts = (any_of(words_in(_LIST, key)) for key in ("counted from the end", "parts placed"))
    return re.compile(
        rf"(?P<part>(?:{back})(?:{order_words('ordinal')})?(?P<n>{NUMBER})(?:{telling('of a count')})*(?:{parts}))"
    )

"""How many items a part shall have: 问题写两条就行, 打算别超过四点, 不足再多写一条."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.numerals import integer_in, plain_digits
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import NUMBER, telling
from draftbot.drafts.so_many_items import items_of

_MOST = 12


def items_told(wish: Wish, section: str) -> int:
    """The number of items that a wish tells for a named section, or comes to by so many more or fewer; 0 where it
    tells none: of 前两条 and 第二条 those are meant that stand there."""
    forms = (form.search(wish.plain) for form in _so_many())
    found = next((m for m in forms if m and not _names_which(wish.plain[: m.start("n")])), None)
    count = integer_in(plain_digits(found["n"])) if found else None
    if found is None or not count or count > _MOST:
        return 0
    told = found.groupdict()
    if not (told.get("more") or told.get("fewer")):
        return count
    return max(_standing(wish, section) + (count if told["more"] else -count), 0)


def _standing(wish: Wish, section: str) -> int:
    """How many items the section has; 0 where it is not written."""
    written = wish.view.draft.sections if wish.view.draft else ()
    return next((len(items_of(part)) for part in written if part.heading == section), 0)


def _names_which(before: str) -> bool:
    """Whether a number behind these words says which items are meant."""
    return (
        re.search(rf"(?:{telling('ordinal mark', 'the first of', 'the last of', 'those')})$", before)
        is not None
    )


@cache
def _so_many() -> tuple[re.Pattern[str], ...]:
    number = rf"(?P<n>{NUMBER})(?:{telling('items counted')})"
    more, fewer, limits = telling("so many more"), telling("so many fewer"), telling("so many items")
    return (
        re.compile(
            rf"(?:(?P<more>(?:{more})+)|(?P<fewer>{fewer})|(?:{limits}))(?:{limits})*{number}(?!{telling('all of them')})"
        ),
        re.compile(rf"{number}(?:{telling('is enough')})"),
    )

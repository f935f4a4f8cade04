"""A length told in pages."""

from __future__ import annotations

import re

from draftbot.chinese.numerals import values_in
from draftbot.conversation.understanding.words import NUMBER

CHARS_OF_A_PAGE = 600  # 22 lines of 28 characters
_PAGES = re.compile(rf"(?P<n>{NUMBER}|半|几)?(?:张)?(?:页|A4)", re.I)


def chars_of_pages(plain: str) -> float | None:
    """How many characters are told by 一页纸, 两页, 半页; None where no page is told of."""
    told = _PAGES.search(plain)
    if told is None:
        return None
    if told["n"] == "半":
        return CHARS_OF_A_PAGE / 2
    pages = 1.0 if told["n"] in (None, "几") else float(values_in(told["n"])[0].middle)
    return pages * CHARS_OF_A_PAGE

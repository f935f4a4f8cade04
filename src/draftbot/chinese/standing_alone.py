"""Whether what is left of a clause reads by itself, when words were taken out of it."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.tagging import TaggedWord, Tagger

# As LAC tags words: what says something of something, what counts, and what joins a word to another.
_SAYS, _COUNTS = frozenset(("v", "a", "vd", "an", "vn")), frozenset(("m", "q"))
_OF_AN_AMOUNT = frozenset(("m", "q", "w", "xc"))
# Stands for a blank while a text is tagged.
_A_NUMBER = "3"
_JOINS_TO_NEXT, _JOINS_TO_LAST = frozenset(("c", "p")), frozenset(("c", "u"))


def stands_alone(was: str, left: str, tagger: Tagger | None) -> bool:
    """Whether no word of `left` hangs in the air, and it still says something or counts something."""
    if tagger is None:
        return len(left) > 1
    before, now = (
        sentence.words for sentence in tagger.tag([BLANK.sub(_A_NUMBER, text) for text in (was, left)])
    )
    if _is_stump(left, now):
        return False
    if not now or now[0].tag in _JOINS_TO_LAST or now[-1].tag in _JOINS_TO_NEXT:
        return False
    said, says = (any(word.tag in _SAYS for word in words) for words in (before, now))
    return says or not said or any(word.tag in _COUNTS for word in now)


def _is_stump(left: str, words: Sequence[TaggedWord]) -> bool:
    """Whether but a blank and how it is measured are left: 【待补：长度】公里."""
    return BLANK.search(left) is not None and all(word.tag in _OF_AN_AMOUNT for word in words)

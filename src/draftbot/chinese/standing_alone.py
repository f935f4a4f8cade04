"""Whether what is left of a clause reads by itself, when words were taken out of it."""

from __future__ import annotations

from draftbot.chinese.tagging import Tagger

# As LAC tags words: what says something of something, what counts, and what joins a word to another.
_SAYS, _COUNTS = frozenset(("v", "a", "vd", "an", "vn")), frozenset(("m", "q"))
_JOINS_TO_NEXT, _JOINS_TO_LAST = frozenset(("c", "p")), frozenset(("c", "u"))


def stands_alone(was: str, left: str, tagger: Tagger | None) -> bool:
    """Whether no word of `left` hangs in the air, and it still says something or counts something."""
    if tagger is None:
        return len(left) > 1
    before, now = (sentence.words for sentence in tagger.tag([was, left]))
    if not now or now[0].tag in _JOINS_TO_LAST or now[-1].tag in _JOINS_TO_NEXT:
        return False
    said, says = (any(word.tag in _SAYS for word in words) for words in (before, now))
    return says or not said or any(word.tag in _COUNTS for word in now)

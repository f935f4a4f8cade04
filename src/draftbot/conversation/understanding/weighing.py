"""What the desk says to a reading: the same words mean a fact where a fact tells of them, the draft
where only the draft does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from draftbot.chinese.quantities import find_quantities
from draftbot.chinese.replacing import occurrences_of
from draftbot.chinese.scripts import normalise
from draftbot.chinese.tagging import PERSON
from draftbot.conversation.understanding.reading import QUESTION, Likely
from draftbot.conversation.understanding.wish import Wish

# How much of its likelihood a reading keeps that the desk speaks against. Set by hand.
KEPT = 0.25
_OF_TEXT = frozenset(("text.delete", "sentence.delete", "outline.remove"))
_OF_PARTS = frozenset(
    ("outline.remove", "outline.move", "outline.rename", "outline.keep", "outline.merge",
     "section.rewrite", "section.lengthen", "section.shorten", "section.length")
)  # fmt: skip
_DELETES = ("sentence.delete", "outline.remove")
_OF_FACTS = frozenset(("fact.remove", "fact.move"))
_AS_A_REPORT = ("outline.like", "reports.choose")
_STATES = frozenset(("fact.add", "fact.change", "sign"))
# A word said with its denial asks, where it does not beg: 能不能, 要不要, 可不可以 beg.
_ASKS_WHETHER = re.compile(r"(?P<w>[^\W\d能可要行好会是有])[不没](?P=w)")
_ANSWERED = frozenset((QUESTION, "clarify", "aside", "smalltalk", "sources", "blanks.show"))


def weighed(wish: Wish, likely: Sequence[Likely]) -> list[Likely]:
    """`likely` as the desk makes them, the likeliest first; their sum stays what it was."""
    likely = _as_one(wish, likely)
    if wish.paragraph:
        likely = _of_the_paragraph(likely)
    against = _against(wish, likely)
    if not against or not likely:
        return list(likely)
    kept = [replace(one, likelihood=one.likelihood * KEPT) if one.name in against else one for one in likely]
    return _scaled(kept, likely)


def _of_the_paragraph(likely: Sequence[Likely]) -> list[Likely]:
    """第二部分第三段删掉 deletes what stands in the part, and leaves the part where it is."""
    both = sum(one.likelihood for one in likely if one.name in _DELETES)
    rest = [one for one in likely if one.name not in _DELETES]
    return sorted([*rest, Likely(_DELETES[0], both)], key=lambda one: -one.likelihood)


def _scaled(kept: Sequence[Likely], likely: Sequence[Likely]) -> list[Likely]:
    """What is kept of `likely`, the likeliest first, with the same sum."""
    scale = sum(one.likelihood for one in likely) / max(sum(one.likelihood for one in kept), 1e-9)
    raised = [replace(one, likelihood=one.likelihood * scale) for one in kept]
    return sorted(raised, key=lambda one: -one.likelihood)


def _against(wish: Wish, likely: Sequence[Likely]) -> frozenset[str]:
    """The readings that the desk speaks against."""
    if wish.says("of a fact") and not wish.says("of a sentence"):
        facts = [fact.text for fact in wish.view.conversation.facts.facts]
        words = [w for run in wish.content for w in _words(wish, run)]
        if any(occurrences_of(word).search(fact) for word in words for fact in facts):
            return _OF_TEXT
        if any(word in wish.view.text for word in words):
            return _OF_FACTS
        return frozenset()
    against: frozenset[str] = frozenset()
    if wish.sentence or wish.paragraph:  # nothing is done to a part that names one of its sentences
        against |= _OF_PARTS
    if wish.says("deletes") and not wish.says("interrogative"):  # 沙袋是去年的数，别写了
        against |= frozenset((QUESTION,))
    if _ASKS_WHETHER.search(wish.plain):  # 够不够两千字
        return against | frozenset(one.name for one in likely if one.name not in _ANSWERED)
    if wish.says("longer") and not wish.says("not short enough"):  # 太短 holds a word of the other
        against |= frozenset(("section.shorten",))
    elif wish.says("shorter"):
        against |= frozenset(("section.lengthen",))
    tags = {word.tag for word in wish.view.words(wish.text)}
    if PERSON in tags and not find_quantities(normalise(wish.text)) and not wish.says("corrects"):
        return against | _STATES
    return against


def _as_one(wish: Wish, likely: Sequence[Likely]) -> list[Likely]:
    """照去年那份写 asks for its outline and for its matter, whichever it is read as."""
    if wish.says("of an outline") or not wish.says_outside_names("as it is"):
        return list(likely)
    both = sum(one.likelihood for one in likely if one.name in _AS_A_REPORT)
    rest = [one for one in likely if one.name not in _AS_A_REPORT]
    return sorted([*rest, Likely(_AS_A_REPORT[0], both)], key=lambda one: -one.likelihood)


def _words(wish: Wish, run: str) -> list[str]:
    parts = [word.text for word in wish.view.words(run) if len(word.text) > 1]
    return [run, *parts] if len(run) > 1 else parts

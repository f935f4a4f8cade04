"""What is ordered of the fact that was told just before it: 办了趣味运动会，单列一节; 新招3人，写进第二部分."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.reading import Likely
from draftbot.conversation.understanding.wish import Wish

# What puts into a section something that the wish does not name.
_PUTS_INTO = frozenset(("fact.move", "passage.use", "sentence.move", "sentence.add"))
_ADDS = frozenset(("outline.add",))
_SURE = 0.6
_NOUNS = frozenset(("n", "nz", "vn", "nw"))
_LEAST_OF_A_HEADING = 3


def ordered_of(fact: str, wish: Wish, likely: Sequence[Likely]) -> do.Action | None:
    """The action that `wish` asks for if it speaks of `fact`; None where it names something of its own."""
    if wish.quotes:
        return None
    if wish.section and _sure(likely, _PUTS_INTO):
        return do.MoveFact(fact, wish.section)
    heading = matter_of(fact, wish.view)
    return do.AddSection(heading) if heading and _sure(likely, _ADDS) else None


def _sure(likely: Sequence[Likely], names: frozenset[str]) -> bool:
    return sum(one.likelihood for one in likely if one.name in names) >= _SURE


def matter_of(fact: str, view: View) -> str:
    """What a fact tells of, the longest run of nouns in it, as typed; "" where none could be a heading."""
    runs, end = [""], -1
    for word in view.words(fact):
        if word.tag in _NOUNS:
            before = runs.pop() if word.start == end else ""
            runs.append(before + word.text)
            end = word.start + len(word.text)
    longest = max(runs, key=len)
    return longest if len(longest) >= _LEAST_OF_A_HEADING else ""

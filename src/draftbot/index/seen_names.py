"""What was found in a text once, for every draft that looks at it until the corpus changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from itertools import accumulate
from typing import TypeVar

import rjieba

from draftbot.chinese.contacts import find_contacts
from draftbot.chinese.names import Name, NameKind
from draftbot.chinese.slots import Slots
from draftbot.index.lately import Lately
from draftbot.index.name_lookup import NameLookup

K = TypeVar("K", bound=Hashable)
_Kept = Lately[K, tuple[Name, ...]]
# The drafts of an office look at the same few thousand sentences, nearly all without such names.
_MOST_TEXTS = 10_000


class SeenNames:
    """Names that are told by the corpus alone, whoever asks, and for what. For any number of threads."""

    def __init__(self, anywhere: NameLookup | None = None, slots: Slots | None = None) -> None:
        self._anywhere, self._slots = anywhere or NameLookup(), slots or Slots()
        self._contacts: _Kept[str] = Lately(_MOST_TEXTS)
        self._of_anybody: _Kept[str] = Lately(_MOST_TEXTS)
        self._in_slots: _Kept[tuple[str, tuple[Name, ...]]] = Lately(_MOST_TEXTS)

    def contacts(self, text: str) -> tuple[Name, ...]:
        return _once(self._contacts, text, lambda: find_contacts(text))

    def of_anybody(self, text: str) -> tuple[Name, ...]:
        """The names of all reports in `text`. A person of another report is no part of a word
        (任防汛 in 担任防汛指挥): what was taken for a name once would be a blank in every draft."""

        def found() -> Iterable[Name]:
            names = self._anywhere.within(text)
            if not any(name.kind is NameKind.PERSON for name in names):
                return names
            edges = {0, *accumulate(map(len, rjieba.cut(text, False)))}
            return (n for n in names if n.kind is not NameKind.PERSON or {n.start, n.end} <= edges)

        return _once(self._of_anybody, text, found)

    def in_slots(self, text: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """What stands where other reports have names, beside the `names` that are known in `text`."""
        return _once(self._in_slots, (text, names), lambda: self._slots.within(text, names))


def _once(kept: _Kept[K], asked: K, find: Callable[[], Iterable[Name]]) -> tuple[Name, ...]:
    for known in kept.known([asked]).values():
        return known
    found = tuple(find())
    kept.keep({asked: found})
    return found

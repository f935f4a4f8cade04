"""Names that are known, looked for in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import rjieba

from draftbot.chinese.names import Name, NameKind

# Shorter names of each kind are looked for in the report that has them only: as text they
# stand in too many other words.
_LEAST_ANYWHERE = {
    NameKind.PERSON: 2,
    NameKind.ORGANISATION: 4,
    NameKind.PLACE: 3,
    NameKind.CONTACT: 4,
}
_NEVER = 99
LEAST_NAME = 2


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name as the corpus knows it; `reports` is in how many reports it stands."""

    text: str
    kind: NameKind
    reports: int = 1


@dataclass(frozen=True, slots=True)
class NameLookup:
    """Names by their first two characters: a corpus knows thousands, a sentence holds none or one."""

    by_head: Mapping[str, Sequence[KnownName]] = field(default_factory=dict)

    @staticmethod
    def of(names: Iterable[KnownName]) -> NameLookup:
        found: defaultdict[str, list[KnownName]] = defaultdict(list)
        for name in names:
            found[name.text[:LEAST_NAME]].append(name)
        return NameLookup(dict(found))

    def within(self, text: str) -> list[Name]:
        """Each place in `text` where one of the names stands; they may overlap."""
        found: list[Name] = []
        pairs = map(str.__add__, text, text[1:])
        if self.by_head.keys().isdisjoint(pairs) and self.by_head.keys().isdisjoint(text):
            return found  # as nearly every sentence is
        for at in range(len(text)):
            for head in {text[at : at + LEAST_NAME], text[at]}:
                for name in self.by_head.get(head, ()):
                    if text.startswith(name.text, at):
                        found.append(Name(at, at + len(name.text), name.kind, name.text))
        return found


def stands_alone(name: KnownName) -> bool:
    """Whether a name can be looked for in every report: long enough, and no word of the language."""
    return len(name.text) >= _LEAST_ANYWHERE.get(name.kind, _NEVER) and not rjieba.has_word(name.text)

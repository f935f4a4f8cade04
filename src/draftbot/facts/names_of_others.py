"""The names that a sentence of a past report holds and the user does not vouch for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import rjieba

from draftbot.chinese.contacts import find_contacts
from draftbot.chinese.names import Name, NameFinder, NameKind, widest
from draftbot.chinese.slots import Slots
from draftbot.index.name_index import KnownName, NameIndex

# Shorter names of each kind are looked for in the report that has them only: as text they
# stand in too many other words.
_LEAST_ANYWHERE = {
    NameKind.PERSON: 2,
    NameKind.ORGANISATION: 4,
    NameKind.PLACE: 3,
    NameKind.CONTACT: 4,
}
_NEVER = 99
_HEAD = 2


@dataclass(frozen=True, slots=True)
class NameLookup:
    """Names by their first two characters: a corpus knows thousands, a sentence holds none or one."""

    by_head: Mapping[str, Sequence[KnownName]] = field(default_factory=dict)

    @staticmethod
    def of(names: Iterable[KnownName]) -> NameLookup:
        found: defaultdict[str, list[KnownName]] = defaultdict(list)
        for name in names:
            found[name.text[:_HEAD]].append(name)
        return NameLookup(dict(found))

    def within(self, text: str) -> list[Name]:
        """Each place in `text` where one of the names stands; they may overlap."""
        found: list[Name] = []
        pairs = map(str.__add__, text, text[1:])
        if self.by_head.keys().isdisjoint(pairs) and self.by_head.keys().isdisjoint(text):
            return found  # as nearly every sentence is
        for at in range(len(text)):
            for head in {text[at : at + _HEAD], text[at]}:
                for name in self.by_head.get(head, ()):
                    if text.startswith(name.text, at):
                        found.append(Name(at, at + len(name.text), name.kind, name.text))
        return found


class NamesOfOthers:
    """Looks up the names that were found when the corpus was read.

    `units` are names of units that the corpus knows. What stands in `vouched`, all text that
    the user vouches for, is nobody else's. A text of no report of the corpus (a sample outline,
    a chat model's words) is looked at by the finder itself.
    """

    def __init__(self, names: NameFinder | NameIndex, units: Iterable[str] = (), vouched: str = "") -> None:
        self.index = names if isinstance(names, NameIndex) else None
        self.finder = names.finder if isinstance(names, NameIndex) else names
        self.vouched = vouched
        known = [KnownName(unit, NameKind.ORGANISATION) for unit in units if len(unit) >= _HEAD]
        self._units = NameLookup.of(known)
        self._anywhere = (
            NameLookup.of(filter(_stands_alone, self.index.all())) if self.index else NameLookup()
        )
        self._slots = self.index.slots() if self.index else Slots()
        self._reports: dict[str, NameLookup | None] = {}

    def find(self, text: str, report_id: str = "") -> tuple[Name, ...]:
        """The names in a sentence, in order; overlapping ones as one, at its widest."""
        in_report = self._of(report_id)
        own = in_report.within(text) if in_report else self.finder.find([text])[0]
        found = [*find_contacts(text), *self._units.within(text), *self._of_anybody(text), *own]
        found += self._slots.within(text, widest(text, found))
        return widest(text, (name for name in found if name.text not in self.vouched))

    def find_in_any(self, text: str, report_ids: Iterable[str]) -> tuple[Name, ...]:
        """The names of several reports, and of all the corpus, that stand in `text`."""
        reports = [known for known in map(self._of, report_ids) if known]
        found = [name for lookup in (self._units, *reports) for name in lookup.within(text)]
        found += self._of_anybody(text)
        return widest(text, (name for name in found if name.text not in self.vouched))

    def find_anew(self, text: str) -> tuple[Name, ...]:
        """What the finder itself sees in a text, wherever it comes from."""
        return tuple(name for name in self.finder.find([text])[0] if name.text not in self.vouched)

    def of_report(self, report_id: str) -> list[KnownName]:
        """All names of a report that the user does not vouch for, the longest first."""
        names = self.index.in_reports([report_id])[report_id] if self.index else []
        return [name for name in names if name.text not in self.vouched]

    def _of_anybody(self, text: str) -> list[Name]:
        """The names of all reports in `text`. A person of another report is no part of a word
        (任防汛 in 担任防汛指挥): what was taken for a name once would be a blank in every draft."""
        found = self._anywhere.within(text)
        if not any(name.kind is NameKind.PERSON for name in found):
            return found
        edges = {0, *accumulate(map(len, rjieba.cut(text, False)))}
        return [n for n in found if n.kind is not NameKind.PERSON or {n.start, n.end} <= edges]

    def _of(self, report_id: str) -> NameLookup | None:
        """The names of a report; None where the corpus has no such report."""
        if report_id not in self._reports:
            known = self.index is not None and self.index.knows(report_id)
            self._reports[report_id] = NameLookup.of(self.of_report(report_id)) if known else None
        return self._reports[report_id]


def _stands_alone(name: KnownName) -> bool:
    """Whether a name can be looked for in every report: long enough, and no word of the language."""
    return len(name.text) >= _LEAST_ANYWHERE.get(name.kind, _NEVER) and not rjieba.has_word(name.text)

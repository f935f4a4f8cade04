"""The names that a sentence of a past report holds and the user does not vouch for."""

from __future__ import annotations

from collections.abc import Iterable

import rjieba

from draftbot.chinese.names import Name, NameFinder, NameKind, widest
from draftbot.index.name_index import NameIndex
from draftbot.index.name_lookup import LEAST_NAME, KnownName, NameLookup
from draftbot.index.seen_names import SeenNames


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
        known = [KnownName(unit, NameKind.ORGANISATION) for unit in units if len(unit) >= LEAST_NAME]
        self._units = NameLookup.of(known)
        self._seen = self.index.seen() if self.index else SeenNames()
        # What was found already: a sentence is looked at for each section that it might stand in.
        self._reports: dict[str, NameLookup | None] = {}
        self._found: dict[tuple[str, str], tuple[Name, ...]] = {}

    def find(self, text: str, report_id: str = "") -> tuple[Name, ...]:
        """The names in a sentence, in order; overlapping ones as one, at its widest."""
        found = self._found.get((text, report_id))
        if found is None:
            found = self._found[text, report_id] = self._find(text, report_id)
        return found

    def _find(self, text: str, report_id: str) -> tuple[Name, ...]:
        in_report = self._of(report_id)
        own = self._within(text, in_report) if in_report else self.finder.find([text])[0]
        units, anybodys = self._units.within(text), self._seen.of_anybody(text)
        found = [*self._seen.contacts(text), *units, *anybodys, *own]
        found += self._seen.in_slots(text, widest(text, found))
        return widest(text, (name for name in found if name.text not in self.vouched))

    def find_in_any(self, text: str, report_ids: Iterable[str]) -> tuple[Name, ...]:
        """The names of several reports, and of all the corpus, that stand in `text`. A word of the
        language that may be a name in one of them (由保健医、厨师) says nothing of the others."""
        reports = [known for known in map(self._of, report_ids) if known]
        found = self._units.within(text)
        within = [name for lookup in reports for name in self._within(text, lookup)]
        found += [n for n in within if n.kind is not NameKind.DOUBTFUL or not rjieba.has_word(n.text)]
        found += self._seen.of_anybody(text)
        return widest(text, (name for name in found if name.text not in self.vouched))

    def find_anew(self, text: str) -> tuple[Name, ...]:
        """What the finder itself sees in a text, wherever it comes from."""
        return tuple(name for name in self.finder.find([text])[0] if name.text not in self.vouched)

    def of_report(self, report_id: str) -> list[KnownName]:
        """All names of a report that the user does not vouch for, the longest first."""
        names = self.index.in_reports([report_id])[report_id] if self.index else []
        return [name for name in names if name.text not in self.vouched]

    def _of(self, report_id: str) -> NameLookup | None:
        """The names of a report; None where the corpus has no such report."""
        if report_id not in self._reports:
            self._reports[report_id] = self.index.lookup(report_id) if self.index else None
        return self._reports[report_id]

    def _within(self, text: str, names: NameLookup) -> list[Name]:
        """Those that the user does not vouch for."""
        return [name for name in names.within(text) if name.text not in self.vouched]

"""The sources of one draft, numbered in the order they are first used."""

from __future__ import annotations

from draftbot.domain import Passage, ReportSummary, Source


class SourceRegister:
    """Gives each passage its number in a draft, the same one each time."""

    def __init__(self, sources: tuple[Source, ...] = ()) -> None:
        self._by_passage = {source.passage_id: source for source in sources}

    def number(self, passage: Passage, report: ReportSummary) -> int:
        """The passage's number, from 1; a new one at its first use."""
        known = self._by_passage.get(passage.id)
        if known is None:
            number = max((s.number for s in self._by_passage.values()), default=0) + 1
            known = Source(number, passage.id, report.id, report.title, passage.heading_path, passage.text)
            self._by_passage[passage.id] = known
        return known.number

    def on_trial(self) -> SourceRegister:
        """A copy, for a text that may be thrown away."""
        return SourceRegister(self.sources)

    def adopt(self, trial: SourceRegister) -> None:
        """Take over what was numbered on trial."""
        self._by_passage = dict(trial._by_passage)

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources so far, by number."""
        return tuple(sorted(self._by_passage.values(), key=lambda s: s.number))

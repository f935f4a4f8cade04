"""Outlines, facts, and texts from anywhere."""

from __future__ import annotations

from draftbot import corpus
from draftbot.checks.any_text import TextChecker
from draftbot.domain import (
    CheckedText,
    FactSheet,
    Outline,
)
from draftbot.facts.files import read_facts
from draftbot.facts.sheet import parse_facts
from draftbot.outlines.book import parse_outline
from draftbot.outlines.mined import MinedOutline
from draftbot.outlines.mining import OutlineMiner
from draftbot.outlines.samples import OutlineSamples
from draftbot.service.corpus import Corpus


class Forms(Corpus):
    """Reads and mines outlines, reads facts, checks texts."""

    def outlines(self) -> tuple[Outline, ...]:
        """The built-in outline of every genre."""
        return tuple(self._parts.book.outline(genre) for genre in self._parts.book.genres)

    def outline(self, genre: str) -> Outline:
        """Raises UnknownGenre."""
        return self._parts.book.outline(genre)

    def outline_for(self, title: str, genre: str | None = None) -> Outline:
        """The outline a title asks for. Raises UnknownGenre."""
        return self._parts.book.outline_for(title, genre)

    def parse_outline(self, text: str, title: str = "", genre: str | None = None) -> Outline:
        """An outline from YAML or plain text. Raises BadOutline, UnknownGenre."""
        return parse_outline(text, self._parts.book, title, genre)

    def mine_outline(self, title: str, genre: str | None = None) -> MinedOutline:
        """The sections that past reports like `title` have.

        Raises UnknownGenre, EmptyQuery, VectorStoreUnavailable.
        """
        return OutlineMiner(self._parts.search, self._parts.book, self._parts.knowledge).mine(title, genre)

    def outline_of_report(self, report_id: str, title: str = "", genre: str | None = None) -> Outline:
        """The outline of a past report, fit for `title`. Raises ReportNotFound,
        BadOutline, UnknownGenre."""
        return self._samples().of_report(self.report(report_id)[1], title, genre)

    def outline_from_file(self, data: bytes, name: str, title: str = "", genre: str | None = None) -> Outline:
        """The outline in a file, or of the report in it. Raises UnreadableFile,
        BadOutline, UnknownGenre."""
        return self._samples().from_file(data, name, title, genre)

    def _samples(self) -> OutlineSamples:
        return OutlineSamples(self._parts.book, self._parts.knowledge.now(), self._parts.ingest.max_bytes)

    def parse_facts(self, text: str) -> FactSheet:
        """A fact sheet from YAML or plain lines. Raises BadFacts."""
        return parse_facts(text)

    def facts_from_file(self, data: bytes, name: str) -> FactSheet:
        """A fact sheet from a .yaml, .txt or .docx file. Raises BadFacts, UnreadableFile."""
        return read_facts(data, name)

    def check(self, data: bytes, name: str, facts: FactSheet | None = None) -> tuple[CheckedText, ...]:
        """The reports in a file, whoever wrote them, held against the corpus; with `facts`
        their writer vouches for. Raises UnreadableFile, BadInput, VectorStoreUnavailable.
        """
        known = self._parts.knowledge.now()
        reports = corpus.read(
            data, name, max_bytes=self._parts.ingest.max_bytes, tagger=known.tagger, trades=known.trades
        )
        checker = TextChecker(self._parts.search, known)
        # Where the same file was read in, it is not its own source.
        same = tuple(report.id for report in reports)
        return tuple(checker.check(report, facts or FactSheet(), same) for report in reports)

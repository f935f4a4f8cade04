"""The points that papers like the one asked for have, whoever wrote them: small headings that
reports on the topic have in other trades, and such as reports of several trades share.
Structure alone: nothing of what stands below them is taken."""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.scripts import to_simplified
from draftbot.domain import ReportSummary, Role
from draftbot.errors import DraftbotError
from draftbot.facts.brief import Brief
from draftbot.masking.mask import mask
from draftbot.outlines.heading_groups import PastHeading, by_meaning, group_headings
from draftbot.retrieval.search import Search
from draftbot.trades.trade import Unit
from draftbot.writing.points import LONGEST_HEADING, trivial_heading

# A heading that so many trades have serves any.
LEAST_TRADES = 3
MOST = 7
_SHORTEST = 4
_NUMBER_OR_MARK = re.compile(r"[0-9０-９，。；：、“”]")


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    report: ReportSummary
    position: float


class Matters:
    """Finds the points of a paper among the headings of all reports; groups them once for a corpus."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self._known: tuple[tuple[int, int], list[list[_Heading]]] | None = None

    def of(self, brief: Brief) -> tuple[str, ...]:
        """The points for a brief, those on its topic first, in their usual order."""
        found: list[tuple[bool, int, float, str]] = []
        for group in self._groups():
            usable = [heading for heading in group if self._serves(heading, brief)]
            on_topic = [heading for heading in usable if heading.report.id in brief.models]
            trades = {_trade(heading.report, brief) for heading in usable} - {""}
            if on_topic or len(trades) >= LEAST_TRADES:
                best = min(on_topic or usable, key=lambda heading: len(heading.text))
                units = {heading.report.unit for heading in on_topic}
                found.append((bool(on_topic), len(units) or len(trades), best.position, best.text))
        best_first = sorted(found, key=lambda one: (one[0], one[1]), reverse=True)[:MOST]
        return tuple(
            dict.fromkeys(text for *_, text in sorted(best_first, key=lambda one: (-one[0], one[2])))
        )

    def _serves(self, heading: _Heading, brief: Brief) -> bool:
        """Whether a heading holds nothing of its own report's unit, topic and trade."""
        text, report = heading.text, heading.report
        if brief.foreign_words(text):
            return False
        masked = mask(text, report, brief)
        if masked is None or masked.blanks or masked.text != text:
            return False
        theirs = to_simplified(report.title)
        pairs = {text[i : i + 2] for i in range(len(text) - 1)}
        return report.id in brief.models or not any(
            pair in theirs and pair not in brief.title for pair in pairs
        )

    def _groups(self) -> list[list[_Heading]]:
        catalog = self.search.index.catalog
        counts = catalog.counts()
        if self._known is None or self._known[0] != counts:
            self._known = (counts, self._grouped(self._headings()))
        return self._known[1]

    def _headings(self) -> list[_Heading]:
        found: dict[tuple[str, str], _Heading] = {}
        for report in self.search.index.catalog.reports():
            passages = self.search.index.catalog.passages_of(report.id)
            for passage in passages:
                if len(passage.heading_path) > 1 and passage.role in (Role.WORK, Role.OTHER):
                    text = _plain(passage.heading_path[-1])
                    position = passage.ordinal / max(1, len(passages))
                    if _SHORTEST <= len(text) <= LONGEST_HEADING and not _says_nothing(text):
                        found.setdefault((report.id, text), _Heading(text, report, position))
        return list(found.values())

    def _grouped(self, headings: list[_Heading]) -> list[list[_Heading]]:
        past = [PastHeading(h.report.id, h.report.title, (h.text,), 2) for h in headings]
        try:
            groups = group_headings(past, by_meaning(self.search.embeddings, ()))
        except DraftbotError:
            if self.search.embeddings.fault is None:  # there is a model, which failed over these
                raise
            alike: dict[str, list[int]] = {}
            for i, heading in enumerate(headings):
                alike.setdefault(heading.text, []).append(i)
            groups = list(alike.values())
        return [[headings[i] for i in group] for group in groups]


def _trade(report: ReportSummary, brief: Brief) -> str:
    unit: Unit = brief.trades.unit(report.unit, report.title)
    return unit.trade.name if unit.trade else ""


def _plain(heading: str) -> str:
    return without_enumerator(to_simplified(heading).strip("。：:；，, "))


def _says_nothing(text: str) -> bool:
    return trivial_heading().search(text) is not None or _NUMBER_OR_MARK.search(text) is not None

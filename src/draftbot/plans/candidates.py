"""A report held against a request, before any is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.chinese.offices import is_deputy_of, is_like_office
from draftbot.corpus.title_parts import TitleParts, office_of
from draftbot.domain import SAME_TOPIC, ReportSummary
from draftbot.facts.brief import Brief
from draftbot.trades.trade import Trade

# How well a report by the holder of an office serves that of a like one, of one that is the
# other's deputy, of any other.
_LIKE_OFFICE, _DEPUTY, _OTHER_OFFICE = 1.0, 0.6, 0.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report held against a request. `likeness` is of the topics; `has_like_tense` says
    whether both look back, or both ahead; an `is_foreign` one is of another trade, `is_kin`
    of one that does like work."""

    report: ReportSummary
    trade: Trade | None
    topic: str
    likeness: float
    is_own: bool
    is_same_trade: bool
    is_same_genre: bool
    has_like_tense: bool
    is_kin: bool
    is_foreign: bool

    @property
    def is_on_topic(self) -> bool:
        return self.likeness >= SAME_TOPIC

    @property
    def family(self) -> str:
        """The report that it is a near-duplicate of, or itself."""
        return self.report.duplicate_of or self.report.id

    @property
    def rank(self) -> tuple[float, ...]:
        """Greater is better."""
        score = self.likeness + 0.25 * self.is_same_genre + 0.5 * self.has_like_tense
        return (
            self.is_own,
            self.is_same_trade,
            not self.is_foreign,
            self.is_kin,
            score,
            self.report.year or 0,
        )


def likeness_by_office(theirs: TitleParts, genre: str, brief: Brief, topic: str, likeness: float) -> float:
    """How well a report serves a person who reports on an office."""
    our_office, their_office = office_of(brief.parts), office_of(theirs)
    if genre != brief.genre:
        return likeness if topic else 0.0
    if not our_office:
        return likeness if topic else _DEPUTY
    if not their_office:
        return _OTHER_OFFICE
    if is_like_office(our_office, their_office):
        return _LIKE_OFFICE
    return _DEPUTY if is_deputy_of(our_office, their_office) else _OTHER_OFFICE


def is_same_trade(one: Trade | None, other: Trade | None) -> bool:
    return one is not None and other is not None and bool(set(one.names) & set(other.names))

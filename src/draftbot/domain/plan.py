"""Which past reports a draft is to be written from, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from draftbot.messages import NOTHING, Message

# From this likeness on two topics are one.
SAME_TOPIC = 0.5


class Rung(StrEnum):
    """How much the corpus has for a request, from most to least."""

    OWN = "own"  # the unit's own reports on the topic
    LIKE = "like"  # reports of like units on the topic
    GENRE = "genre"  # like units, but not on the topic
    NONE = "none"  # no like unit


class Share(StrEnum):
    """What a report lends: all it says, only what is on the topic, or what fits any topic."""

    WHOLE = "whole"
    PART = "part"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class PlannedReport:
    """A past report that a plan names. `likeness` (0 to 1) is how sure it is that the
    report's title is on the topic, `topic` what it is on; `is_chosen` says whether the draft draws on it,
    `is_of_other_trade` that it lends only when told to."""

    id: str
    title: str
    unit: str
    year: int | None
    genre: str
    share: Share
    is_own: bool
    likeness: float
    topic: str = ""
    why: Message = NOTHING
    is_chosen: bool = True
    is_of_other_trade: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The reports for a request, best first. `topic` is what the request is about, "" for
    everything; `trade` the line of business the reports come from, "" where none is
    known; `is_told` says that the user chose the reports."""

    rung: Rung = Rung.NONE
    reports: tuple[PlannedReport, ...] = ()
    topic: str = ""
    trade: str = ""
    is_told: bool = False

    @property
    def chosen(self) -> tuple[PlannedReport, ...]:
        return tuple(report for report in self.reports if report.is_chosen)

    @property
    def offered(self) -> tuple[PlannedReport, ...]:
        """Reports of other trades on the topic, which lend once the user says so."""
        return tuple(r for r in self.reports if r.is_of_other_trade and not r.is_chosen)

    @property
    def lenders(self) -> dict[str, PlannedReport]:
        """The chosen reports by id."""
        return {report.id: report for report in self.chosen}

"""What is searched for, and what is found."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.domain.report import Passage, ReportSummary, Role


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to; None means no limit. `years` is inclusive."""

    genre: str | None = None
    unit: str | None = None
    years: tuple[int, int] | None = None
    source: str | None = None
    roles: tuple[Role, ...] = ()
    without_reports: tuple[str, ...] = ()
    without_departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """A passage that says nearly the same as a hit."""

    passage_id: str
    report_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score` is comparable within one answer only, `relevance` (0 to 1,
    1/2 where it may or may not speak of the query) between answers;
    `highlights` are (start, end) character offsets into `passage.text`."""

    rank: int
    score: float
    passage: Passage
    report: ReportSummary
    highlights: tuple[tuple[int, int], ...] = ()
    also_in: tuple[Twin, ...] = ()
    relevance: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`is_about` says whether the corpus speaks of the query; where it does not,
    `is_near` says whether the hits are at least of its kind, or only what is nearest.
    `lacking_years` are those that the query names and no report is of: the hits are of others.
    `searched_as` is what was searched for in the place of a query with a slip in it, "" where
    it was searched for as it stands. With `words_only` there was no model, and
    what says the same in other words is not among them."""

    query: str
    ms: float
    hits: tuple[Hit, ...]
    is_about: bool = True
    words_only: bool = False
    is_near: bool = False
    searched_as: str = ""
    lacking_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageInContext:
    """A passage with its report's passages just before and after it."""

    report: ReportSummary
    passage: Passage
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]

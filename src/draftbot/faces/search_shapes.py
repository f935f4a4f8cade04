"""The JSON shapes of a search: filters as a user writes them, hits, and passages in their places."""

from __future__ import annotations

import re

from pydantic import Field

from draftbot.domain import (
    Filters,
    Hit,
    Passage,
    PassageInContext,
    SearchResult,
)
from draftbot.errors import BadFilter
from draftbot.faces.report_shapes import ReportSummaryShape
from draftbot.faces.shape import Name, Shape

YEARS = re.compile(r"(\d{4})(?:\s*[-–—~～至]\s*(\d{4}))?", re.ASCII)


def make_filters(genre: str | None, unit: str | None, year: str | None, source: str | None) -> Filters:
    """Filters as a user writes them; empty ones count as not given. Raises BadFilter."""
    return Filters(
        genre=genre or None,
        unit=unit or None,
        years=parse_years(year) if year else None,
        source=source or None,
    )


def parse_years(text: str) -> tuple[int, int]:
    """First and last year of "2024" or "2022-2024". Raises BadFilter."""
    found = YEARS.fullmatch(text.strip())
    if found is None:
        raise BadFilter(name="year", value=text, known="2024, 2022-2024")
    first, last = int(found[1]), int(found[2] or found[1])
    return min(first, last), max(first, last)


class TwinShape(Shape):
    passage_id: str
    report_id: str
    title: str


class HitShape(Shape):
    rank: int
    score: float = Field(description="api.score")
    passage_id: str
    report_id: str
    title: str
    heading_path: list[str]
    text: str
    highlights: list[tuple[int, int]] = Field(description="api.highlights")
    source: Name
    genre: str
    unit: str
    year: int | None
    also_in: list[TwinShape] = Field(description="api.also_in")

    @classmethod
    def of(cls, hit: Hit) -> HitShape:
        return cls(
            rank=hit.rank,
            score=round(hit.score, 6),
            passage_id=hit.passage.id,
            report_id=hit.report.id,
            title=hit.report.title,
            heading_path=list(hit.passage.heading_path),
            text=hit.passage.text,
            highlights=list(hit.highlights),
            source=hit.report.source,
            genre=hit.report.genre,
            unit=hit.report.unit,
            year=hit.report.year,
            also_in=[TwinShape.model_validate(twin) for twin in hit.also_in],
        )


class SearchShape(Shape):
    query: str
    ms: float = Field(description="api.ms")
    hits: list[HitShape]
    is_about: bool = Field(description="api.is_about")
    is_near: bool = Field(description="api.is_near")
    searched_as: str = Field(description="api.searched_as")
    lacking_years: list[int] = Field(description="api.lacking_years")
    words_only: bool = Field(description="api.search_words_only")

    @classmethod
    def of(cls, result: SearchResult) -> SearchShape:
        return cls(
            query=result.query,
            ms=round(result.ms, 1),
            is_about=result.is_about,
            is_near=result.is_near,
            searched_as=result.searched_as,
            lacking_years=list(result.lacking_years),
            words_only=result.words_only,
            hits=[HitShape.of(hit) for hit in result.hits],
        )


class PassageShape(Shape):
    passage_id: str
    heading_path: list[str]
    text: str

    @classmethod
    def of(cls, passage: Passage) -> PassageShape:
        return cls(passage_id=passage.id, heading_path=list(passage.heading_path), text=passage.text)


class PassageInContextShape(PassageShape):
    """A passage, its report, and the passages just before and after it."""

    report: ReportSummaryShape
    before: list[PassageShape]
    after: list[PassageShape]

    @classmethod
    def within(cls, found: PassageInContext) -> PassageInContextShape:
        return cls(
            passage_id=found.passage.id,
            heading_path=list(found.passage.heading_path),
            text=found.passage.text,
            report=ReportSummaryShape.of(found.report),
            before=[PassageShape.of(one) for one in found.before],
            after=[PassageShape.of(one) for one in found.after],
        )

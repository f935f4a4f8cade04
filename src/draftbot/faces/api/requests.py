"""What a caller may send."""

from __future__ import annotations

import json
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StrictBool, Tag
from pydantic_core import PydanticKnownError

from draftbot.domain import Corrections, DraftRequest, FactSheet, Filters, Outline
from draftbot.faces.search_shapes import make_filters
from draftbot.service import Draftbot

LONGEST_QUERY = 2_000  # characters
LONGEST_TEXT = 200_000  # characters of an outline or a fact sheet


def year_as_text(value: object) -> object:
    """2024 is as good as "2024"; true is not a year."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def not_a_truth_value(value: object) -> object:
    """To Python true is 1; to who asks for sentence 1 it is not."""
    if isinstance(value, bool):
        raise PydanticKnownError("int_type")
    return value


# Behind the bounds of a number, which the schema would not tell else.
NO_TRUTH_VALUE = BeforeValidator(not_a_truth_value)
Whole = Annotated[int, NO_TRUTH_VALUE]
Year = Annotated[str, BeforeValidator(year_as_text)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SearchBody(Body):
    query: str = Field(description="api.query", max_length=LONGEST_QUERY, examples=["防汛应急演练"])
    k: Whole = Field(10, ge=1, le=100, description="api.k")
    genre: str | None = Field(None, description="api.only_genre", examples=["工作总结"])
    unit: str | None = Field(None, description="api.only_unit")
    year: Year | None = Field(None, description="api.only_year", examples=["2022-2024"])
    source: str | None = Field(None, description="api.only_source")

    def filters(self) -> Filters:
        return make_filters(self.genre, self.unit, self.year, self.source)


class CorrectionsBody(Body):
    """What a user says of a report instead of what was read; what is left out stays."""

    title: str | None = Field(None, min_length=1, max_length=200)
    genre: str | None = Field(None, min_length=1, max_length=20, examples=["工作总结"])
    unit: str | None = Field(None, max_length=60)
    year: Annotated[int, Field(ge=1900, le=2100), NO_TRUTH_VALUE] | None = None
    level: str | None = Field(None, max_length=20)

    def corrections(self) -> Corrections:
        return Corrections(**self.model_dump())


class DepartmentBody(Body):
    department: str = Field(max_length=200, description="api.department")


class RestoreBody(Body):
    """Lines of a report's file that reading had dropped and a user wants; all for none."""

    lines: list[Annotated[int, Field(ge=1)]] = Field([], max_length=10_000, description="api.dropped_lines")


class CutsBody(Body):
    """Before which lines a report's file is cut; null where reading itself would."""

    lines: list[Annotated[int, Field(ge=1)]] | None = Field(max_length=10_000, description="api.cut_lines")


def written_as(value: object) -> str:
    """Which of two forms was sent, so that a fault is told of that form only."""
    return "text" if isinstance(value, str) else "parts"


class OutlineLine(Body):
    heading: str = Field(description="api.heading", min_length=1, max_length=200, examples=["主要做法"])
    level: Whole = Field(1, ge=1, le=4, description="api.outline_level")
    length: Annotated[int, Field(ge=1), NO_TRUTH_VALUE] | None = Field(None, description="api.section_length")
    purpose: str = Field("", description="api.purpose", max_length=2_000)
    share: float | None = Field(None, gt=0, le=1, description="api.given_share")

    def as_written(self) -> dict[str, object]:
        """As an outline file writes it."""
        line = self.model_dump(exclude_none=True)
        return line | {"share": f"{self.share:.2%}"} if self.share else line


class NamedFact(Body):
    text: str = Field(min_length=1, max_length=2_000)
    section: str = Field("", description="api.given_section")


FactGiven = Annotated[
    Annotated[str, Tag("text")] | Annotated[NamedFact, Tag("parts")], Discriminator(written_as)
]


class FactsBody(Body):
    """What the user vouches for; everything else stays blank in the draft."""

    unit: str = Field("", description="api.unit")
    period: str = Field("", description="api.period", examples=["2025年"])
    author: str = Field("", description="api.author")
    date: str = Field("", description="api.date", examples=["2026年1月5日"])
    leaders: list[str] = Field(default_factory=list, max_length=50, description="api.leaders")
    facts: list[FactGiven] = Field(
        default_factory=list, max_length=500, description="api.facts_list", examples=[["组织防汛演练4次"]]
    )


Text = Annotated[str, Field(max_length=LONGEST_TEXT), Tag("text")]
OutlineGiven = Annotated[Text | Annotated[list[OutlineLine], Tag("parts")], Discriminator(written_as)]
FactsGiven = Annotated[Text | Annotated[FactsBody, Tag("parts")], Discriminator(written_as)]


class TextBody(Body):
    text: str = Field(description="api.user_text", max_length=2_000, examples=["320"])


class MessageBody(Body):
    text: str = Field(
        description="api.message", min_length=1, max_length=50_000, examples=["第二部分再具体一点"]
    )


class ConfirmBody(Body):
    """A place in a draft: all of it, a section (-1: what stands before the first, -2: behind the last), one of its
    paragraphs or sentences, from 0."""

    confirmed: StrictBool = True
    section: Annotated[int, Field(ge=-2), NO_TRUTH_VALUE] | None = None
    paragraph: Annotated[int, Field(ge=0), NO_TRUTH_VALUE] | None = None
    sentence: Annotated[int, Field(ge=0), NO_TRUTH_VALUE] | None = None


class LockBody(Body):
    """A place in a draft: all of it, a section (-1: what stands before the first, -2: behind the last), one of its
    paragraphs or sentences, from 0."""

    locked: StrictBool
    section: Annotated[int, Field(ge=-2), NO_TRUTH_VALUE] | None = None
    paragraph: Annotated[int, Field(ge=0), NO_TRUTH_VALUE] | None = None
    sentence: Annotated[int, Field(ge=0), NO_TRUTH_VALUE] | None = None


class ReportsBody(Body):
    reports: list[str] | None = Field(description="api.chosen_reports", max_length=200)
    any_trade: StrictBool | None = Field(None, description="api.any_trade_or_as_it_is")


class DraftBody(Body):
    title: str = Field(description="api.title", max_length=200, examples=["2025年幼儿园防汛工作总结"])
    genre: str | None = Field(None, description="api.genre_or_title", examples=["工作总结"])
    outline: OutlineGiven | None = Field(None, description="api.outline_given")
    facts: FactsGiven | None = Field(None, description="api.facts_given")
    length: Whole | None = Field(None, description="api.length")
    seed: Whole = Field(0, description="api.seed")
    use_model: StrictBool = Field(True, description="api.use_model")
    any_trade: StrictBool = Field(False, description="api.any_trade")
    reports: list[str] | None = Field(None, description="api.chosen_reports", max_length=200)

    def request(self, service: Draftbot) -> DraftRequest:
        """What the service is to write. Raises BadOutline, BadFacts, UnknownGenre."""
        return DraftRequest(
            title=self.title,
            outline=self._outline(service),
            facts=facts_of(self.facts, service),
            length=self.length,
            seed=self.seed,
            use_model=self.use_model,
            any_trade=self.any_trade,
            reports=tuple(self.reports) if self.reports is not None else None,
        )

    def _outline(self, service: Draftbot) -> Outline:
        if self.outline is None:
            return service.outline_for(self.title, self.genre)
        if isinstance(self.outline, str):
            return service.parse_outline(self.outline, self.title, self.genre)
        # JSON is YAML, so the list takes the same way as an outline file.
        sections = [line.as_written() for line in self.outline]
        text = json.dumps({"sections": sections}, ensure_ascii=False)
        return service.parse_outline(text, self.title, self.genre)


def facts_of(given: str | FactsBody | None, service: Draftbot) -> FactSheet:
    """The fact sheet in a request. Raises BadFacts."""
    if given is None:
        return FactSheet()
    if isinstance(given, str):
        return service.parse_facts(given)
    return service.parse_facts(json.dumps(given.model_dump(), ensure_ascii=False))

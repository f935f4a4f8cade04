"""The JSON shapes of the contract, the same for `--json` and for REST: errors, outlines, drafts, health.

Each model is made from a domain value by its `of`: where the names agree by
itself, else spelt out. Nothing here decides anything. Fields stand in the
order of the contract.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from pydantic import Field, computed_field

from draftbot.checks import borrowings
from draftbot.checks.standing import points_to_confirm, standing_of
from draftbot.domain import (
    Draft,
    DraftSection,
    HealthCheck,
    Origin,
    Outline,
    Sentence,
    Source,
)
from draftbot.errors import DraftbotError
from draftbot.faces.plan_shapes import PlanShape
from draftbot.faces.shape import Name, Shape, Told, printable
from draftbot.messages import Language, Message, render

# -- errors ------------------------------------------------------------------


class ErrorBody(Shape):
    code: str = Field(description="api.error_code", examples=["empty_query"])
    message: str = Field(description="api.error_message")
    hint: str = Field(description="api.error_hint")


class ErrorShape(Shape):
    """Every failure, over HTTP and with `--json`."""

    error: ErrorBody

    @classmethod
    def of(cls, error: DraftbotError, language: Language) -> ErrorShape:
        return cls.saying(error.code, error.says, error.advises, language)

    @classmethod
    def saying(cls, code: str, message: Message, hint: Message, language: Language) -> ErrorShape:
        words = printable(render(message, language))
        return cls(error=ErrorBody(code=code, message=words, hint=printable(render(hint, language))))


# -- outlines ----------------------------------------------------------------


class OutlineSectionShape(Shape):
    heading: str
    level: int
    length: int | None
    purpose: str
    share: float | None = Field(description="api.share_of_whole")


class OutlineShape(Shape):
    genre: str
    length: int | None
    opening: str
    sections: list[OutlineSectionShape]
    closing: str

    @classmethod
    def of(cls, outline: Outline) -> OutlineShape:
        return cls.model_validate(outline)


# -- drafts ------------------------------------------------------------------


class FillShape(Shape):
    label: str
    text: str = Field(description="api.fill_text")
    start: int = Field(description="api.fill_start")


class SentenceShape(Shape):
    text: str
    citations: list[int] = Field(description="api.citations")
    blanks: list[str] = Field(description="api.sentence_blanks")
    origin: str = Field(description="api.origin")
    fills: list[FillShape] = Field(description="api.fills")
    locked: bool = Field(description="api.locked")
    confirmed: bool = Field(description="api.confirmed")
    runs_on: bool = Field(False, description="api.runs_on")

    @computed_field(description="api.standing")  # type: ignore[prop-decorator]
    @property
    def standing(self) -> Literal["given", "usual", "to_confirm"]:
        origin = cast(Origin, self.origin)
        sentence = Sentence(self.text, tuple(self.citations), origin=origin, confirmed=self.confirmed)
        return standing_of(sentence).value


class DraftSectionShape(Shape):
    heading: str
    level: int
    text: str
    chars: int
    note: Told = Field(description="api.section_note")
    sentences: list[SentenceShape]

    @classmethod
    def of(cls, section: DraftSection, language: Language) -> DraftSectionShape:
        return cls.in_language(section, language)


class BlankShape(Shape):
    label: str
    section: int
    sentence: int


class WarningShape(Shape):
    code: str
    text: Told
    section: int | None
    sentence: int | None = Field(description="api.warning_sentence")
    source: int | None = Field(description="api.warning_source")


class SourceShape(Shape):
    number: int
    passage_id: str
    report_id: str
    title: str
    heading_path: list[str]
    text: str

    @classmethod
    def of(cls, source: Source) -> SourceShape:
        return cls.model_validate(source)


class BorrowingShape(Shape):
    """How much of a section stands in a source word for word (8 letters or more in a row)."""

    section: int
    whole: float = Field(description="api.borrowed_whole")
    share: float = Field(description="api.borrowed_share")
    source: int | None = Field(description="api.borrowed_source")


class DraftShape(Shape):
    id: str
    title: str
    genre: str
    sections: list[DraftSectionShape]
    opening: list[SentenceShape] = Field(description="api.opening")
    closing: list[SentenceShape] = Field(description="api.closing")
    blanks: list[BlankShape] = Field(description="api.blanks")
    warnings: list[WarningShape]
    borrowed: list[BorrowingShape] = Field(description="api.borrowed")
    sources: list[SourceShape]
    to_confirm: int = Field(description="api.to_confirm")
    plan: PlanShape | None = Field(description="api.plan_of_draft")

    @classmethod
    def of(cls, draft: Draft, language: Language) -> DraftShape:
        return cls(
            id=draft.id,
            title=draft.title,
            genre=draft.request.outline.genre,
            sections=[DraftSectionShape.of(section, language) for section in draft.sections],
            opening=[SentenceShape.model_validate(sentence) for sentence in draft.opening],
            closing=[SentenceShape.model_validate(sentence) for sentence in draft.closing],
            blanks=[BlankShape.model_validate(blank) for blank in draft.blanks],
            warnings=[WarningShape.in_language(remark, language) for remark in draft.warnings],
            borrowed=[BorrowingShape.model_validate(borrowing) for borrowing in borrowings(draft)],
            sources=[SourceShape.of(source) for source in draft.sources],
            to_confirm=points_to_confirm(draft),
            plan=PlanShape.of(draft.plan, language) if draft.plan else None,
        )


# -- health ------------------------------------------------------------------


class HealthCheckShape(Shape):
    name: Told
    healthy: bool
    text: Told


class DoctorShape(Shape):
    healthy: bool
    checks: list[HealthCheckShape]

    @classmethod
    def of(cls, checks: Sequence[HealthCheck], language: Language) -> DoctorShape:
        return cls(
            healthy=all(check.healthy for check in checks),
            checks=[HealthCheckShape.in_language(check, language) for check in checks],
        )


class HealthShape(Shape):
    """Whether the server is up, and how far its start has come."""

    status: str = Field(description="api.status")
    model_loaded: bool
    chat_model: bool = Field(description="api.chat_model")
    version: str
    notices: list[ErrorBody] = Field(description="api.notices")


class AliveShape(Shape):
    status: Literal["ok"] = "ok"


class ReasonShape(Shape):
    """`name` what is amiss; `message` why and what to do, as far as it is told to anybody."""

    name: str
    message: str


class ReadyShape(Shape):
    ready: bool
    reasons: list[ReasonShape] = Field(description="api.reasons")


class ModelShape(Shape):
    """The embedding model that was made ready."""

    name: str
    weights: Name = Field(description="api.weights")
    precision: str = Field(description="api.precision")


class SavedShape(Shape):
    """Where a file was written."""

    path: Name


class AddressShape(Shape):
    """Where the server answers."""

    address: str

"""The JSON shapes of the contract, the same for `--json` and for REST.

Each model is made from a domain value by its `of`: where the names agree by
itself, else spelt out. Nothing here decides anything. Fields stand in the
order of the contract.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast

from pydantic import Field, computed_field

from draftbot.checks import borrowings
from draftbot.checks.standing import points_to_confirm, standing_of
from draftbot.corpus.cleaning.account import told, told_aside
from draftbot.domain import (
    Draft,
    DraftSection,
    FailedFile,
    FileLine,
    Filters,
    HealthCheck,
    Hit,
    IngestResult,
    Origin,
    Outline,
    Passage,
    PassageInContext,
    Repair,
    Report,
    ReportSummary,
    SearchResult,
    Sentence,
    Source,
    StepOfFolder,
    Suspect,
)
from draftbot.errors import BadFilter, DraftbotError
from draftbot.faces.plan_shapes import PlanShape
from draftbot.faces.shape import Name, Shape, Told, printable
from draftbot.messages import Language, Message, render

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


# -- corpus ------------------------------------------------------------------


class FailedFileShape(Shape):
    path: Name
    error: str = Field(description="api.failed_why")
    code: str
    hint: str

    @classmethod
    def of(cls, failed: FailedFile, language: Language) -> FailedFileShape:
        path, error = failed.path, failed.error
        if not isinstance(error, DraftbotError):
            return cls(path=path, error=printable(str(error)), code="unexpected", hint="")
        body = ErrorShape.of(error, language).error
        return cls(path=path, error=body.message, code=body.code, hint=body.hint)


class SuspectShape(Shape):
    """A report that was read, but that should be looked at."""

    report_id: str
    title: str
    source: Name
    why: list[Told] = Field(description="api.warnings")
    dropped: int = Field(description="api.suspect_dropped")

    @classmethod
    def of(cls, suspect: Suspect, language: Language) -> SuspectShape:
        return cls(
            report_id=suspect.report_id,
            title=suspect.title,
            source=suspect.source,
            why=[render(why, language) for why in suspect.why],
            dropped=suspect.dropped,
        )


class IngestShape(Shape):
    files: int
    ingested: int
    unchanged: int
    failed: list[FailedFileShape]
    reports: int
    passages: int
    seconds: float
    words_only: bool = Field(description="api.ingest_words_only")
    suspects: list[SuspectShape] = Field(default=[], description="api.ingest_suspects")

    @classmethod
    def of(cls, result: IngestResult, language: Language) -> IngestShape:
        return cls(
            files=result.files,
            ingested=result.ingested,
            unchanged=result.unchanged,
            failed=[FailedFileShape.of(failed, language) for failed in result.failed],
            reports=result.reports,
            passages=result.passages,
            seconds=round(result.seconds, 3),
            words_only=result.words_only,
            suspects=[SuspectShape.of(suspect, language) for suspect in result.suspects],
        )


class StepShape(Shape):
    """One look at a watched folder."""

    read: IngestShape
    removed: list[Name]

    @classmethod
    def of_step(cls, step: StepOfFolder, language: Language) -> StepShape:
        return cls(read=IngestShape.of(step.read, language), removed=list(step.removed))


class ReportSummaryShape(Shape):
    id: str
    title: str
    genre: str
    unit: str
    year: int | None
    script: str = Field(description="api.script")
    source: Name = Field(description="api.report_source")
    first_line: int = Field(description="api.first_line")
    chars: int = Field(description="api.chars")
    duplicate_of: str | None = Field(description="api.duplicate_of")
    department: str = Field(description="api.department")

    @classmethod
    def of(cls, summary: ReportSummary) -> ReportSummaryShape:
        return cls.model_validate(summary)


class SectionShape(Shape):
    level: int
    number: str
    heading: str
    paragraphs: list[str]
    sections: list[SectionShape]


class RepairShape(Shape):
    name: str
    count: int
    text: str = Field(description="api.repair_text")

    @classmethod
    def of(cls, repair: Repair, language: Language) -> RepairShape:
        return cls(name=repair.name, count=repair.count, text=render(told(repair), language))


class SurenessShape(Shape):
    """How sure the reader is of what it read, 0 to 1; 1 where a user said so."""

    genre: float
    unit: float
    year: float
    level: float


class DroppedShape(Shape):
    """A line of the source file that stands in no report, and the repair that took it out."""

    line: int
    text: str
    why: str


class AsideShape(Shape):
    """A part of an official paper round its text."""

    kind: str
    name: Told
    lines: list[str]


class FileLineShape(Shape):
    """A line of a file as it was read."""

    number: int
    text: str
    begins: str = Field(description="api.begins")
    why: Told = Field(description="api.cut_reason")

    @classmethod
    def of(cls, line: FileLine, language: Language) -> FileLineShape:
        return cls(number=line.number, text=line.text, begins=line.begins, why=render(line.why, language))


class ReportShape(ReportSummaryShape):
    """A report with all its text and an account of what was repaired."""

    title_is_derived: bool = Field(description="api.title_is_derived")
    level: str = Field(description="api.level")
    sureness: SurenessShape
    cut_reason: Told = Field(description="api.cut_reason")
    suspects: int = Field(description="api.suspects")
    sections: list[SectionShape]
    repairs: list[RepairShape]
    dropped: list[DroppedShape] = Field(description="api.dropped")
    asides: list[AsideShape] = Field(description="api.asides")
    warnings: list[Told] = Field(description="api.warnings")

    @classmethod
    def whole(cls, summary: ReportSummary, report: Report, language: Language) -> ReportShape:
        return cls(
            **ReportSummaryShape.of(summary).model_dump(),
            title_is_derived=report.title_is_derived,
            level=report.level.value,
            sureness=SurenessShape(
                genre=report.genre.sureness,
                unit=report.unit.sureness,
                year=report.year.sureness,
                level=report.level.sureness,
            ),
            cut_reason=render(report.cut_reason, language),
            suspects=report.suspects,
            sections=[SectionShape.model_validate(section) for section in report.sections],
            repairs=[RepairShape.of(repair, language) for repair in report.repairs],
            dropped=[DroppedShape.model_validate(line) for line in report.dropped],
            asides=[
                AsideShape(kind=aside.kind, name=render(told_aside(aside), language), lines=list(aside.lines))
                for aside in report.asides
            ],
            warnings=[render(warning, language) for warning in report.warnings],
        )


# -- search ------------------------------------------------------------------


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
    words_only: bool = Field(description="api.search_words_only")

    @classmethod
    def of(cls, result: SearchResult) -> SearchShape:
        return cls(
            query=result.query,
            ms=round(result.ms, 1),
            is_about=result.is_about,
            is_near=result.is_near,
            searched_as=result.searched_as,
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

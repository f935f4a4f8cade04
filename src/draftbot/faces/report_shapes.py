"""The JSON shapes of what was read: files, reports, and what of them should be looked at."""

from __future__ import annotations

from pydantic import Field

from draftbot.corpus.cleaning.account import told, told_aside
from draftbot.domain import (
    FailedFile,
    FileLine,
    IngestResult,
    Repair,
    Report,
    ReportSummary,
    StepOfFolder,
    Suspect,
)
from draftbot.errors import DraftbotError
from draftbot.faces.shape import Name, Shape, Told, printable
from draftbot.faces.shapes import ErrorShape
from draftbot.messages import Language, render


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

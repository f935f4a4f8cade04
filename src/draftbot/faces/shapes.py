"""The JSON shapes of the contract, the same for `--json` and for REST.

Each model is made from a domain value by its `of`: where the names agree by
itself, else spelt out. Nothing here decides anything. Fields stand in the
order of the contract.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from draftbot.checks import borrowings
from draftbot.domain import (
    Draft,
    DraftSection,
    FailedFile,
    Filters,
    HealthCheck,
    Hit,
    IngestResult,
    Outline,
    Passage,
    PassageInContext,
    Report,
    ReportSummary,
    SearchResult,
    Source,
)
from draftbot.errors import BadFilter, DraftbotError, Language

YEARS = re.compile(r"(\d{4})(?:\s*[-–—~～至]\s*(\d{4}))?", re.ASCII)


class Shape(BaseModel):
    """What every answer has in common."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


def as_json(shape: Shape | Sequence[Shape]) -> str:
    """One JSON document, Chinese characters as they are."""
    if isinstance(shape, Shape):
        return json.dumps(shape.model_dump(mode="json"), ensure_ascii=False, indent=2)
    return json.dumps([one.model_dump(mode="json") for one in shape], ensure_ascii=False, indent=2)


def printable(name: str) -> str:
    """`name` with what is no UTF-8 in it (file names from old systems) shown as ?."""
    return name.encode("utf-8", "replace").decode("utf-8")


Name = Annotated[str, BeforeValidator(printable)]


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
    code: str = Field(description="稳定的错误代码，供程序判断", examples=["empty_query"])
    message: str = Field(description="发生了什么", examples=["检索内容为空。"])
    hint: str = Field(description="接下来怎么办；可能为空", examples=["请输入要找的内容。"])


class ErrorShape(Shape):
    """Every failure, over HTTP and with `--json`."""

    error: ErrorBody

    @classmethod
    def of(cls, error: DraftbotError, language: Language) -> ErrorShape:
        return cls.saying(error.code, error.message(language), error.hint(language))

    @classmethod
    def saying(cls, code: str, message: str, hint: str = "") -> ErrorShape:
        return cls(error=ErrorBody(code=code, message=printable(message), hint=printable(hint)))


# -- corpus ------------------------------------------------------------------


class FailedFileShape(Shape):
    path: Name
    error: str = Field(description="为什么读不出来")
    code: str
    hint: str

    @classmethod
    def of(cls, failed: FailedFile, language: Language) -> FailedFileShape:
        path, error = failed.path, failed.error
        if not isinstance(error, DraftbotError):
            return cls(path=path, error=printable(str(error)), code="unexpected", hint="")
        body = ErrorShape.of(error, language).error
        return cls(path=path, error=body.message, code=body.code, hint=body.hint)


class IngestShape(Shape):
    files: int
    ingested: int
    unchanged: int
    failed: list[FailedFileShape]
    reports: int
    passages: int
    seconds: float
    words_only: bool = Field(description="没有向量模型，读入的段落暂时只能按字词检索")

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
        )


class ReportSummaryShape(Shape):
    id: str
    title: str
    genre: str
    unit: str
    year: int | None
    script: str = Field(description="simplified、traditional 或 mixed")
    source: Name = Field(description="来自哪个文件")
    first_line: int = Field(description="报告在原文中从第几行开始，从 1 数起")
    chars: int = Field(description="字数，不计空白")
    duplicate_of: str | None = Field(description="与哪份报告大体相同；没有则为 null")

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


class SurenessShape(Shape):
    """How sure the reader is of what it read, 0 to 1; 1 where a user said so."""

    genre: float
    unit: float
    year: float
    level: float


class ReportShape(ReportSummaryShape):
    """A report with all its text and an account of what was repaired."""

    title_is_derived: bool = Field(description="标题是否由正文推得")
    level: str = Field(description="层级：国家、省、市、区县、乡镇街道、单位、个人等")
    sureness: SurenessShape
    cut_reason: str = Field(description="为什么从这里分出一篇；文件的第一篇为空")
    suspects: int = Field(description="像是损坏、但没有改动的地方有几处")
    sections: list[SectionShape]
    repairs: list[RepairShape]

    @classmethod
    def whole(cls, summary: ReportSummary, report: Report) -> ReportShape:
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
            cut_reason=report.cut_reason,
            suspects=report.suspects,
            sections=[SectionShape.model_validate(section) for section in report.sections],
            repairs=[RepairShape.model_validate(repair) for repair in report.repairs],
        )


# -- search ------------------------------------------------------------------


class TwinShape(Shape):
    passage_id: str
    report_id: str
    title: str


class HitShape(Shape):
    rank: int
    score: float = Field(description="只在同一次检索里可比")
    passage_id: str
    report_id: str
    title: str
    heading_path: list[str]
    text: str
    highlights: list[tuple[int, int]] = Field(description="text 中应突出的 [起, 止) 字符位置")
    source: Name
    genre: str
    unit: str
    year: int | None
    also_in: list[TwinShape] = Field(description="内容大体相同的其他段落")

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
    ms: float = Field(description="用时，毫秒")
    hits: list[HitShape]
    is_about: bool = Field(description="语料里是否讲到；false 时各条只是最接近的")
    words_only: bool = Field(description="没有向量模型，只按字词检索；原因见 /healthz 的 notices")

    @classmethod
    def of(cls, result: SearchResult) -> SearchShape:
        return cls(
            query=result.query,
            ms=round(result.ms, 1),
            is_about=result.is_about,
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
    share: float | None = Field(description="通常占全文多少，0 到 1；没有固定字数时按它分")


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
    text: str = Field(description="使用者填的内容")
    start: int = Field(description="在句子 text 中的起始位置")


class SentenceShape(Shape):
    text: str
    citations: list[int] = Field(description="所依据的 sources 的编号")
    blanks: list[str] = Field(description="句中各处【待补：…】的名称")
    origin: str = Field(description="source、fact、connective、model 或 user")
    fills: list[FillShape] = Field(description="使用者填上的空白")
    locked: bool = Field(description="锁定的句子不会被改写")


class DraftSectionShape(Shape):
    heading: str
    level: int
    text: str
    chars: int
    note: str = Field(description="这一部分为何空着或偏短；没有则为空")
    sentences: list[SentenceShape]

    @classmethod
    def of(cls, section: DraftSection) -> DraftSectionShape:
        return cls.model_validate(section)


class BlankShape(Shape):
    label: str
    section: int
    sentence: int


class WarningShape(Shape):
    code: str
    text: str
    section: int | None
    sentence: int | None = Field(description="这一部分的第几句，从0起")
    source: int | None = Field(description="出处的编号")


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
    whole: float = Field(description="与各出处逐字相同的部分占多少，0–1")
    share: float = Field(description="与同一份出处逐字相同的最多占多少，0–1")
    source: int | None = Field(description="那一份出处的编号")


class DraftShape(Shape):
    id: str
    title: str
    genre: str
    sections: list[DraftSectionShape]
    opening: list[SentenceShape] = Field(description="第一个标题之前的话")
    closing: list[SentenceShape] = Field(description="最后一部分之后的话")
    blanks: list[BlankShape] = Field(description="所有【待补：…】及其位置（从 0 数起）")
    warnings: list[WarningShape]
    borrowed: list[BorrowingShape] = Field(description="套话：各部分有多少是照抄的")
    sources: list[SourceShape]

    @classmethod
    def of(cls, draft: Draft) -> DraftShape:
        return cls(
            id=draft.id,
            title=draft.title,
            genre=draft.request.outline.genre,
            sections=[DraftSectionShape.of(section) for section in draft.sections],
            opening=[SentenceShape.model_validate(sentence) for sentence in draft.opening],
            closing=[SentenceShape.model_validate(sentence) for sentence in draft.closing],
            blanks=[BlankShape.model_validate(blank) for blank in draft.blanks],
            warnings=[WarningShape.model_validate(remark) for remark in draft.warnings],
            borrowed=[BorrowingShape.model_validate(borrowing) for borrowing in borrowings(draft)],
            sources=[SourceShape.of(source) for source in draft.sources],
        )


# -- health ------------------------------------------------------------------


class HealthCheckShape(Shape):
    name: str
    healthy: bool
    text: str


class DoctorShape(Shape):
    healthy: bool
    checks: list[HealthCheckShape]

    @classmethod
    def of(cls, checks: Sequence[HealthCheck]) -> DoctorShape:
        return cls(
            healthy=all(check.healthy for check in checks),
            checks=[HealthCheckShape.model_validate(check) for check in checks],
        )


class HealthShape(Shape):
    """Whether the server is up, and how far its start has come."""

    status: str = Field(description="starting：仍在载入模型或读入语料；ok：就绪")
    model_loaded: bool
    chat_model: bool = Field(description="是否设置了大模型")
    version: str
    notices: list[ErrorBody] = Field(description="缺了什么、因此怎么办，如没有向量模型；没有则为空")


class ModelShape(Shape):
    """The embedding model that was made ready."""

    name: str
    weights: Name = Field(description="权重文件")
    precision: str = Field(description="在这台机器上以什么精度计算")


class SavedShape(Shape):
    """Where a file was written."""

    path: Name


class AddressShape(Shape):
    """Where the server answers."""

    address: str

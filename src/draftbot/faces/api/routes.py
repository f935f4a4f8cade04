"""The addresses under /api/v1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response, status
from fastapi.concurrency import run_in_threadpool
from sse_starlette import EventSourceResponse

from draftbot.access.allowed import allowed
from draftbot.domain import DraftEvent, DraftFinished, IngestResult
from draftbot.export.options import CITATIONS, word_options
from draftbot.export.unconfirmed import UNCONFIRMED
from draftbot.faces.api.errors import language_of
from draftbot.faces.api.once import COMING, ONCE
from draftbot.faces.api.requests import (
    CorrectionsBody,
    CutsBody,
    DepartmentBody,
    DraftBody,
    RestoreBody,
    SearchBody,
)
from draftbot.faces.api.sign_in import caller_of
from draftbot.faces.api.stream import resumed, stream_of
from draftbot.faces.api.uploads import plain_name, receive_files
from draftbot.faces.plan_shapes import PlanShape
from draftbot.faces.report_shapes import FileLineShape, IngestShape, ReportShape, ReportSummaryShape
from draftbot.faces.search_shapes import PassageInContextShape, SearchShape, make_filters
from draftbot.faces.shapes import DraftShape, ErrorShape, OutlineShape
from draftbot.messages import Language
from draftbot.service import Draftbot
from draftbot.service.drafts import DOCX


def service_of(request: Request) -> Draftbot:
    """The service as whoever asks may use it. Raises NotSignedIn."""
    service: Draftbot = request.app.state.service
    return allowed(service, caller_of(request))


# Asynchronous: any other is a thread's work to FastAPI, and two changes of threads.
async def _service_of(request: Request) -> Draftbot:
    return service_of(request)


async def _language_of(request: Request) -> Language:
    return language_of(request)


Service = Annotated[Draftbot, Depends(_service_of)]
RequestLanguage = Annotated[Language, Depends(_language_of)]

REFUSED: dict[int | str, dict[str, Any]] = {
    401: {"model": ErrorShape, "description": "api.not_signed_in"},
    403: {"model": ErrorShape, "description": "api.not_allowed"},
    422: {"model": ErrorShape, "description": "api.refused"},
}
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": ErrorShape, "description": "api.missing"}}
TOO_LARGE: dict[int | str, dict[str, Any]] = {413: {"model": ErrorShape, "description": "api.too_large"}}
NO_SUCH_FORMAT: dict[int | str, dict[str, Any]] = {
    415: {"model": ErrorShape, "description": "api.no_such_format"}
}
UPLOAD_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "format": "binary"},
                        }
                    },
                }
            }
        },
    }
}

router = APIRouter(prefix="/api/v1", responses=REFUSED)


@router.post("/search", tags=["api.tag_search"], summary="api.search", description="api.search_more")
def search(body: SearchBody, service: Service) -> SearchShape:
    return SearchShape.of(service.search(body.query, body.k, body.filters()))


@router.get(
    "/passages/{passage_id}",
    tags=["api.tag_search"],
    summary="api.passage",
    description="api.passage_more",
    responses=MISSING,
)
def passage(
    passage_id: str,
    service: Service,
    around: Annotated[int, Query(ge=0, le=20, description="api.around")] = 1,
) -> PassageInContextShape:
    return PassageInContextShape.within(service.passage(passage_id, around))


# -- drafts ------------------------------------------------------------------


@router.post(
    "/drafts",
    dependencies=[ONCE],
    tags=["api.tag_drafting"],
    summary="api.draft",
    description="api.draft_more",
    response_model=DraftShape,
    responses={**COMING, 200: {"content": {"text/event-stream": {}}}},
)
def draft(
    body: DraftBody,
    request: Request,
    service: Service,
    language: RequestLanguage,
    stream: Annotated[bool, Query(description="api.stream")] = False,
) -> DraftShape | EventSourceResponse:
    wanted = body.request(service)
    if not stream and "text/event-stream" not in request.headers.get("accept", ""):
        return DraftShape.of(service.draft(wanted), language)
    return begun(service.draft_events(wanted), language)


def begun(events: Iterator[DraftEvent], language: Language) -> EventSourceResponse:
    """The stream of `events`; the first is taken before the answer begins, so that a refusal
    still has its status."""
    first = next(events)
    return stream_of(chain((first,), events), language)


@router.post(
    "/drafts/{draft_id}/continue",
    dependencies=[ONCE],
    tags=["api.tag_drafting"],
    summary="api.go_on",
    description="api.go_on_more",
    response_model=DraftShape,
    responses={**COMING, **MISSING, 200: {"content": {"text/event-stream": {}}}},
)
def go_on(
    draft_id: str,
    request: Request,
    service: Service,
    language: RequestLanguage,
    stream: Annotated[bool, Query(description="api.stream")] = False,
) -> DraftShape | EventSourceResponse:
    events = service.go_on(draft_id)
    if stream or "text/event-stream" in request.headers.get("accept", ""):
        kept, last = service.load_draft(draft_id), request.headers.get("last-event-id")
        return begun(resumed(events, kept, last), language)
    finished = [event.draft for event in events if isinstance(event, DraftFinished)]
    return DraftShape.of(finished[-1], language)


@router.post("/drafts/plan", tags=["api.tag_drafting"], summary="api.plan", description="api.plan_more")
def plan(body: DraftBody, service: Service, language: RequestLanguage) -> PlanShape:
    return PlanShape.of(service.plan(body.request(service)), language)


@router.get("/drafts/{draft_id}", tags=["api.tag_drafting"], summary="api.load_draft", responses=MISSING)
def load_draft(draft_id: str, service: Service, language: RequestLanguage) -> DraftShape:
    return DraftShape.of(service.load_draft(draft_id), language)


@router.get(
    "/drafts/{draft_id}/export",
    tags=["api.tag_drafting"],
    summary="api.export",
    description="api.export_more",
    response_class=Response,
    responses={
        **MISSING,
        200: {"description": "api.a_file", "content": {DOCX: {}, "text/markdown": {}}},
    },
)
def export(
    draft_id: str,
    service: Service,
    format: Annotated[
        str, Query(description="api.format", json_schema_extra={"enum": ["docx", "md"]})
    ] = "docx",
    citations: Annotated[
        str, Query(description="api.citations_how", json_schema_extra={"enum": [*CITATIONS]})
    ] = "comments",
    appendix: Annotated[bool, Query(description="api.appendix")] = True,
    attachments: Annotated[list[str] | None, Query(description="api.attachments")] = None,
    unconfirmed: Annotated[
        str, Query(description="api.unconfirmed_how", json_schema_extra={"enum": [*UNCONFIRMED]})
    ] = "mark",
) -> Response:
    options = word_options(citations, appendix, attachments or (), unconfirmed)
    file = service.export(draft_id, format, options)
    return Response(
        file.data, media_type=file.media_type, headers={"Content-Disposition": attached(file.name)}
    )


def attached(name: str) -> str:
    """A Content-Disposition for a Chinese file name (RFC 6266, RFC 5987)."""
    suffix = name.rpartition(".")[2]
    return f"attachment; filename=\"draft.{suffix}\"; filename*=UTF-8''{quote(name, safe='')}"


@router.get("/outlines", tags=["api.tag_drafting"], summary="api.outlines")
def outlines(service: Service) -> list[OutlineShape]:
    return [OutlineShape.of(outline) for outline in service.outlines()]


@router.get("/outlines/{genre}", tags=["api.tag_drafting"], summary="api.outline")
def outline(genre: str, service: Service) -> OutlineShape:
    return OutlineShape.of(service.outline(genre))


# -- corpus ------------------------------------------------------------------


@router.get("/reports", tags=["api.tag_corpus"], summary="api.reports")
def reports(
    service: Service,
    genre: Annotated[str | None, Query(description="api.genre")] = None,
    unit: Annotated[str | None, Query(description="api.unit")] = None,
    year: Annotated[str | None, Query(description="api.year")] = None,
    source: Annotated[str | None, Query(description="api.source")] = None,
) -> list[ReportSummaryShape]:
    found = service.reports(make_filters(genre, unit, year, source))
    return [ReportSummaryShape.of(summary) for summary in found]


@router.get(
    "/reports/{report_id}",
    tags=["api.tag_corpus"],
    summary="api.report",
    description="api.report_more",
    responses=MISSING,
)
def report(report_id: str, service: Service, language: RequestLanguage) -> ReportShape:
    return ReportShape.whole(*service.report(report_id), language)


@router.patch(
    "/reports/{report_id}",
    tags=["api.tag_corpus"],
    summary="api.correct_report",
    description="api.correct_report_more",
    responses=MISSING,
)
def correct_report(
    report_id: str, said: CorrectionsBody, service: Service, language: RequestLanguage
) -> ReportShape:
    service.correct_report(report_id, said.corrections())
    return ReportShape.whole(*service.report(report_id), language)


@router.put(
    "/reports/{report_id}/department",
    tags=["api.tag_corpus"],
    summary="api.keep_for",
    description="api.keep_for_more",
    responses=MISSING,
)
def keep_report_for(report_id: str, said: DepartmentBody, service: Service) -> ReportSummaryShape:
    service.keep_report_for(report_id, said.department)
    return ReportSummaryShape.of(service.report(report_id)[0])


@router.get("/departments", tags=["api.tag_corpus"], summary="api.departments")
def departments(service: Service) -> list[str]:
    return list(service.departments())


@router.post(
    "/reports/{report_id}/dropped/restore",
    dependencies=[ONCE],
    tags=["api.tag_corpus"],
    summary="api.restore_dropped",
    description="api.restore_dropped_more",
    responses={**MISSING, **COMING},
)
def restore_dropped(
    report_id: str, said: RestoreBody, service: Service, language: RequestLanguage
) -> ReportShape:
    service.restore_dropped(report_id, said.lines)
    return ReportShape.whole(*service.report(report_id), language)


@router.get(
    "/reports/{report_id}/lines",
    tags=["api.tag_corpus"],
    summary="api.lines_of_file",
    description="api.lines_of_file_more",
    responses=MISSING,
)
def lines_of_file(report_id: str, service: Service, language: RequestLanguage) -> list[FileLineShape]:
    return [FileLineShape.of(line, language) for line in service.lines_of_file(report_id)]


@router.put(
    "/reports/{report_id}/cuts",
    tags=["api.tag_corpus"],
    summary="api.cut_file",
    description="api.cut_file_more",
    responses=MISSING,
)
def cut_file(report_id: str, said: CutsBody, service: Service) -> list[ReportSummaryShape]:
    return [ReportSummaryShape.of(one) for one in service.cut_file(report_id, said.lines)]


@router.get(
    "/reports/{report_id}/original",
    tags=["api.tag_corpus"],
    summary="api.original",
    description="api.original_more",
    response_class=Response,
    responses=MISSING,
)
def original(report_id: str, service: Service) -> Response:
    summary, _ = service.report(report_id)
    headers = {"Content-Disposition": attached(summary.source), "X-Content-Type-Options": "nosniff"}
    return Response(service.original(report_id), media_type="application/octet-stream", headers=headers)


@router.delete(
    "/reports/{report_id}",
    tags=["api.tag_corpus"],
    summary="api.remove_report",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=MISSING,
)
def remove_report(report_id: str, service: Service) -> None:
    service.remove_report(report_id)


@router.post(
    "/reports",
    dependencies=[ONCE],
    tags=["api.tag_corpus"],
    summary="api.upload",
    description="api.upload_more",
    response_model=IngestShape,
    responses={**COMING, **TOO_LARGE, **NO_SUCH_FORMAT},
    openapi_extra=UPLOAD_BODY,
)
async def upload(
    request: Request,
    service: Service,
    language: RequestLanguage,
    department: Annotated[str, Query(max_length=200, description="api.for_department")] = "",
) -> IngestShape:
    files = await receive_files(request, request.app.state.max_file_mb)
    results: list[IngestResult] = []
    for file in files:
        name, data = plain_name(file.filename), await file.read()
        await file.close()
        result = await run_in_threadpool(service.ingest_upload, name, data, department)
        # The path it is kept under says nothing to the caller.
        failed = tuple(replace(failure, path=name) for failure in result.failed)
        results.append(replace(result, failed=failed))
    total = sum_of(results)
    if total.files == len(total.failed) == 1:
        raise total.failed[0].error
    return IngestShape.of(total, language)


def sum_of(results: list[IngestResult]) -> IngestResult:
    """Several ingests told as one."""
    return IngestResult(
        files=sum(result.files for result in results),
        ingested=sum(result.ingested for result in results),
        unchanged=sum(result.unchanged for result in results),
        failed=tuple(failure for result in results for failure in result.failed),
        reports=sum(result.reports for result in results),
        passages=sum(result.passages for result in results),
        seconds=sum(result.seconds for result in results),
        words_only=any(result.words_only for result in results),
        suspects=tuple(suspect for result in results for suspect in result.suspects),
    )

"""The addresses under /api/v1."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response, status
from fastapi.concurrency import run_in_threadpool
from sse_starlette import EventSourceResponse

from draftbot.domain import IngestResult
from draftbot.errors import Language
from draftbot.export.options import word_options
from draftbot.faces.api.errors import language_of
from draftbot.faces.api.requests import CorrectionsBody, DraftBody, SearchBody
from draftbot.faces.api.stream import as_sent_events
from draftbot.faces.api.uploads import plain_name, receive_files
from draftbot.faces.shapes import (
    DraftShape,
    ErrorShape,
    IngestShape,
    OutlineShape,
    PassageInContextShape,
    ReportShape,
    ReportSummaryShape,
    SearchShape,
    make_filters,
)
from draftbot.service import Draftbot


def service_of(request: Request) -> Draftbot:
    service: Draftbot = request.app.state.service
    return service


Service = Annotated[Draftbot, Depends(service_of)]
RequestLanguage = Annotated[Language, Depends(language_of)]

REFUSED: dict[int | str, dict[str, Any]] = {422: {"model": ErrorShape, "description": "请求有误"}}
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": ErrorShape, "description": "没有找到"}}
TOO_LARGE: dict[int | str, dict[str, Any]] = {413: {"model": ErrorShape, "description": "文件太大"}}
NO_SUCH_FORMAT: dict[int | str, dict[str, Any]] = {
    415: {"model": ErrorShape, "description": "不支持这种文件"}
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
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}}
                    },
                }
            }
        },
    }
}

router = APIRouter(prefix="/api/v1", responses=REFUSED)


@router.post("/search", tags=["检索"], summary="检索相近的段落")
def search(body: SearchBody, service: Service) -> SearchShape:
    """在往年材料中找与 `query` 相近的段落；简体繁体都能找到，大体相同的段落归在 `also_in`。"""
    return SearchShape.of(service.search(body.query, body.k, body.filters()))


@router.get("/passages/{passage_id}", tags=["检索"], summary="一个段落和它的上下文", responses=MISSING)
def passage(
    passage_id: str,
    service: Service,
    around: Annotated[int, Query(ge=0, le=20, description="前后各几段")] = 1,
) -> PassageInContextShape:
    """草稿中每个引用编号对应一个段落，在这里看它在原报告中的位置。"""
    return PassageInContextShape.within(service.passage(passage_id, around))


# -- drafts ------------------------------------------------------------------


@router.post(
    "/drafts",
    tags=["起草"],
    summary="起草一份报告",
    response_model=DraftShape,
    responses={200: {"content": {"text/event-stream": {}}}},
)
def draft(
    body: DraftBody,
    request: Request,
    service: Service,
    language: RequestLanguage,
    stream: Annotated[bool, Query(description="以 server-sent events 逐步返回")] = False,
) -> DraftShape | EventSourceResponse:
    """每句话都注明所依据的段落；数字、日期、地点、人名和单位只来自事实清单，没有的写成【待补：…】。

    请求头 `Accept: text/event-stream` 或 `?stream=true` 时逐步返回，事件依次为
    `started`、各部分的 `section_started`、`text`、`section`，最后是 `finished` 或 `error`。
    """
    wanted = body.request(service)
    if not stream and "text/event-stream" not in request.headers.get("accept", ""):
        return DraftShape.of(service.draft(wanted))
    events = service.draft_events(wanted)
    # Taken before the answer begins, so that a refusal still has its status.
    first = next(events)
    return EventSourceResponse(as_sent_events(chain((first,), events), language))


@router.get("/drafts/{draft_id}", tags=["起草"], summary="取回一份草稿", responses=MISSING)
def load_draft(draft_id: str, service: Service) -> DraftShape:
    return DraftShape.of(service.load_draft(draft_id))


@router.get(
    "/drafts/{draft_id}/export",
    tags=["起草"],
    summary="导出为 Word 或 Markdown",
    response_class=Response,
    responses={
        **MISSING,
        200: {"description": "文件", "content": {"application/octet-stream": {}, "text/markdown": {}}},
    },
)
def export(
    draft_id: str,
    service: Service,
    format: Annotated[str, Query(description="docx 或 md", examples=["docx"])] = "docx",
    citations: Annotated[
        str, Query(description="引用写成批注 comments、脚注 footnotes，或不写 none")
    ] = "comments",
    appendix: Annotated[bool, Query(description="末尾附参考来源")] = True,
    attachments: Annotated[list[str] | None, Query(description="附件名称，可重复")] = None,
) -> Response:
    """Word 文件按公文格式（GB/T 9704-2012）排版；改好后可用 `POST /drafts/{draft_id}/docx` 取回。"""
    file = service.export(draft_id, format, word_options(citations, appendix, attachments or ()))
    return Response(
        file.data, media_type=file.media_type, headers={"Content-Disposition": attached(file.name)}
    )


def attached(name: str) -> str:
    """A Content-Disposition for a Chinese file name (RFC 6266, RFC 5987)."""
    suffix = name.rpartition(".")[2]
    return f"attachment; filename=\"draft.{suffix}\"; filename*=UTF-8''{quote(name, safe='')}"


@router.get("/outlines", tags=["起草"], summary="各文体的提纲")
def outlines(service: Service) -> list[OutlineShape]:
    return [OutlineShape.of(outline) for outline in service.outlines()]


@router.get("/outlines/{genre}", tags=["起草"], summary="一种文体的提纲")
def outline(genre: str, service: Service) -> OutlineShape:
    return OutlineShape.of(service.outline(genre))


# -- corpus ------------------------------------------------------------------


@router.get("/reports", tags=["语料"], summary="语料中的报告")
def reports(
    service: Service,
    genre: Annotated[str | None, Query(description="文体")] = None,
    unit: Annotated[str | None, Query(description="单位")] = None,
    year: Annotated[str | None, Query(description="年份：2024 或 2022-2024")] = None,
    source: Annotated[str | None, Query(description="来源文件")] = None,
) -> list[ReportSummaryShape]:
    found = service.reports(make_filters(genre, unit, year, source))
    return [ReportSummaryShape.of(summary) for summary in found]


@router.get("/reports/{report_id}", tags=["语料"], summary="一份报告的全文", responses=MISSING)
def report(report_id: str, service: Service) -> ReportShape:
    """正文按标题层次给出；`repairs` 说明读入时修复了什么、修复了几处。"""
    return ReportShape.whole(*service.report(report_id))


@router.patch("/reports/{report_id}", tags=["语料"], summary="更正一份报告的文体、单位等", responses=MISSING)
def correct_report(report_id: str, said: CorrectionsBody, service: Service) -> ReportShape:
    """读错的标题、文体、单位、年份、层级以使用者说的为准；没有写的不变。"""
    service.correct_report(report_id, said.corrections())
    return ReportShape.whole(*service.report(report_id))


@router.get(
    "/reports/{report_id}/original",
    tags=["语料"],
    summary="报告的原始文件",
    response_class=Response,
    responses=MISSING,
)
def original(report_id: str, service: Service) -> Response:
    """读入时的文件，一个字节不变。"""
    summary, _ = service.report(report_id)
    headers = {"Content-Disposition": attached(summary.source), "X-Content-Type-Options": "nosniff"}
    return Response(service.original(report_id), media_type="application/octet-stream", headers=headers)


@router.delete(
    "/reports/{report_id}",
    tags=["语料"],
    summary="移除一份报告",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=MISSING,
)
def remove_report(report_id: str, service: Service) -> None:
    service.remove_report(report_id)


@router.post(
    "/reports",
    tags=["语料"],
    summary="上传往年材料",
    response_model=IngestShape,
    responses={**TOO_LARGE, **NO_SUCH_FORMAT},
    openapi_extra=UPLOAD_BODY,
)
async def upload(request: Request, service: Service, language: RequestLanguage) -> IngestShape:
    """一次可传多个文件；一个坏文件不妨碍其余的，原因在 `failed` 里。只传一个而读不出来时，返回它的错误。"""
    files = await receive_files(request, request.app.state.max_file_mb, language)
    results: list[IngestResult] = []
    for file in files:
        name, data = plain_name(file.filename), await file.read()
        await file.close()
        result = await run_in_threadpool(service.ingest_upload, name, data)
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
    )

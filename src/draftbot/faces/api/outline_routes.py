"""Addresses that give outlines from the corpus and from files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool

from draftbot.faces.api.routes import (
    MISSING,
    NO_SUCH_FORMAT,
    REFUSED,
    TOO_LARGE,
    UPLOAD_BODY,
    RequestLanguage,
    Service,
)
from draftbot.faces.api.uploads import receive_file
from draftbot.faces.outline_shapes import MinedOutlineShape
from draftbot.faces.shapes import OutlineShape

Title = Annotated[str, Query(description="要写的题目", max_length=200)]
Genre = Annotated[str | None, Query(description="文体；空则由题目判断", examples=["工作总结"])]

outline_router = APIRouter(prefix="/api/v1", responses=REFUSED)


@outline_router.get("/outlines/mined", tags=["起草"], summary="同类往年材料通常写哪些部分")
def mined(title: Title, service: Service, genre: Genre = None) -> MinedOutlineShape:
    """各部分按通常的先后排列，注明几份报告写到、通常占多少篇幅，并附例子。"""
    return MinedOutlineShape.of(service.mine_outline(title, genre))


@outline_router.get(
    "/reports/{report_id}/outline", tags=["起草"], summary="照一份往年材料列提纲", responses=MISSING
)
def outline_of_report(
    report_id: str, service: Service, title: Title = "", genre: Genre = None
) -> OutlineShape:
    """标题里属于那份材料的单位、年份和数字已去掉，或写成【待补：…】。"""
    return OutlineShape.of(service.outline_of_report(report_id, title, genre))


@outline_router.post(
    "/outlines/from-file",
    tags=["起草"],
    summary="从文件取提纲",
    response_model=OutlineShape,
    responses={**TOO_LARGE, **NO_SUCH_FORMAT},
    openapi_extra=UPLOAD_BODY,
)
async def outline_from_file(
    request: Request, service: Service, language: RequestLanguage, title: Title = "", genre: Genre = None
) -> OutlineShape:
    """文件可以是提纲（YAML，或一行一个标题），也可以是一份现成的报告。"""
    name, data = await receive_file(request, request.app.state.max_file_mb, language)
    found = await run_in_threadpool(service.outline_from_file, data, name, title, genre)
    return OutlineShape.of(found)

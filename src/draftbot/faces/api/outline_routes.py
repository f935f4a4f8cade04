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
    Service,
)
from draftbot.faces.api.uploads import receive_file
from draftbot.faces.outline_shapes import MinedOutlineShape
from draftbot.faces.shapes import OutlineShape

Title = Annotated[str, Query(description="api.title_to_write", max_length=200)]
NamedTitle = Annotated[Title, Query(json_schema_extra={"minLength": 1})]
Genre = Annotated[str | None, Query(description="api.genre_or_title", examples=["工作总结"])]

outline_router = APIRouter(prefix="/api/v1", responses=REFUSED)


@outline_router.get(
    "/outlines/mined", tags=["api.tag_drafting"], summary="api.mined", description="api.mined_more"
)
def mined(title: NamedTitle, service: Service, genre: Genre = None) -> MinedOutlineShape:
    return MinedOutlineShape.of(service.mine_outline(title, genre))


@outline_router.get(
    "/reports/{report_id}/outline",
    tags=["api.tag_drafting"],
    summary="api.outline_of_report",
    description="api.outline_of_report_more",
    responses=MISSING,
)
def outline_of_report(
    report_id: str, service: Service, title: Title = "", genre: Genre = None
) -> OutlineShape:
    return OutlineShape.of(service.outline_of_report(report_id, title, genre))


@outline_router.post(
    "/outlines/from-file",
    tags=["api.tag_drafting"],
    summary="api.outline_from_file",
    description="api.outline_from_file_more",
    response_model=OutlineShape,
    responses={**TOO_LARGE, **NO_SUCH_FORMAT},
    openapi_extra=UPLOAD_BODY,
)
async def outline_from_file(
    request: Request, service: Service, title: Title = "", genre: Genre = None
) -> OutlineShape:
    name, data = await receive_file(request, request.app.state.max_file_mb)
    found = await run_in_threadpool(service.outline_from_file, data, name, title, genre)
    return OutlineShape.of(found)

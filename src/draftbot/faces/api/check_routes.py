"""The addresses under /api/v1 that hold a text from anywhere against the corpus."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from draftbot.domain import FactSheet
from draftbot.errors import UnsupportedFormat
from draftbot.export.comments import with_comments
from draftbot.faces.api.requests import LONGEST_TEXT, Body, FactsGiven, facts_of
from draftbot.faces.api.routes import (
    NO_SUCH_FORMAT,
    REFUSED,
    TOO_LARGE,
    UPLOAD_BODY,
    RequestLanguage,
    Service,
    attached,
)
from draftbot.faces.api.uploads import receive_file
from draftbot.faces.check_shapes import CheckShape
from draftbot.service import DOCX

check_router = APIRouter(prefix="/api/v1", tags=["api.tag_checking"], responses=REFUSED)
WITH_COMMENTS: dict[int | str, dict[str, Any]] = {200: {"content": {DOCX: {}}}}


class CheckBody(Body):
    text: str = Field(description="api.checked_text", min_length=1, max_length=LONGEST_TEXT)
    facts: FactsGiven | None = Field(None, description="api.facts_given")


@check_router.post("/check", summary="api.check", description="api.check_more")
def check(body: CheckBody, service: Service, language: RequestLanguage) -> CheckShape:
    facts = facts_of(body.facts, service)
    # With the mark that says so: what is known to be UTF-8 is not guessed at.
    data = body.text.encode("utf-8-sig", "replace")
    return CheckShape.of(service.check(data, "text.txt", facts), language)


@check_router.post(
    "/check/file",
    summary="api.check_file",
    description="api.check_file_more",
    response_model=CheckShape,
    responses={**TOO_LARGE, **NO_SUCH_FORMAT, **WITH_COMMENTS},
    openapi_extra=UPLOAD_BODY,
)
async def check_file(
    request: Request,
    service: Service,
    language: RequestLanguage,
    facts: Annotated[str, Query(max_length=20_000, description="api.facts_as_text")] = "",
    comments: Annotated[bool, Query(description="api.check_comments")] = False,
) -> CheckShape | Response:
    name, data = await receive_file(request, request.app.state.max_file_mb)
    if comments and not name.lower().endswith(".docx"):
        raise UnsupportedFormat(name=name, known=".docx")
    sheet = service.parse_facts(facts) if facts else FactSheet()
    checked = CheckShape.of(await run_in_threadpool(service.check, data, name, sheet), language)
    if not comments:
        return checked
    marked = await run_in_threadpool(with_comments, data, name, checked.remarks)
    return Response(marked, media_type=DOCX, headers={"Content-Disposition": attached(name)})

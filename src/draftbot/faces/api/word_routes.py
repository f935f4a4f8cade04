"""The address that takes an edited Word file back into its draft."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool

from draftbot.faces.api.once import COMING, ONCE
from draftbot.faces.api.routes import MISSING, REFUSED, TOO_LARGE, UPLOAD_BODY, RequestLanguage, Service
from draftbot.faces.api.uploads import receive_file
from draftbot.faces.shapes import DraftShape

word_router = APIRouter(prefix="/api/v1", responses=REFUSED)


@word_router.post(
    "/drafts/{draft_id}/docx",
    dependencies=[ONCE],
    tags=["api.tag_drafting"],
    summary="api.bring_back",
    description="api.bring_back_more",
    response_model=DraftShape,
    responses={**COMING, **MISSING, **TOO_LARGE},
    openapi_extra=UPLOAD_BODY,
)
async def bring_back(
    draft_id: str, request: Request, service: Service, language: RequestLanguage
) -> DraftShape:
    name, data = await receive_file(request, request.app.state.max_file_mb)
    return DraftShape.of(await run_in_threadpool(service.bring_back, draft_id, data, name), language)

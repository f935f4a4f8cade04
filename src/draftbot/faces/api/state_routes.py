"""How the server is: whether it lives, whether it can work and why not, and figures of it."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from draftbot import __version__
from draftbot.access import rule
from draftbot.faces.api.figures import CONTENT_TYPE, Figures
from draftbot.faces.api.routes import RequestLanguage
from draftbot.faces.api.sign_in import Asking
from draftbot.faces.shapes import AliveShape, ErrorShape, HealthShape, ReadyShape, ReasonShape
from draftbot.messages import Message, render
from draftbot.service import Draftbot

log = logging.getLogger(__name__)
state_router = APIRouter(tags=["api.tag_state"])


@state_router.get("/healthz", summary="api.health", description="api.health_more")
def health(request: Request, language: RequestLanguage) -> HealthShape:
    service: Draftbot = request.app.state.service
    return HealthShape(
        status="starting" if request.app.state.starting else "ok",
        model_loaded=service.ready,
        chat_model=service.has_chat_model,
        version=__version__,
        notices=[ErrorShape.of(notice, language).error for notice in service.notices],
    )


@state_router.get("/livez", summary="api.live", description="api.live_more")
async def live() -> AliveShape:
    """In no thread: they may all be busy, and it lives."""
    return AliveShape()


@state_router.get(
    "/readyz",
    summary="api.ready",
    description="api.ready_more",
    responses={503: {"model": ReadyShape, "description": "api.reasons"}},
)
def ready(request: Request, language: RequestLanguage) -> ReadyShape:
    service: Draftbot = request.app.state.service
    found = service.unready()
    for check in found:
        log.warning("not ready: %s", render(check.text, "en"))
    names = [(check.name, Message("health.unusable")) for check in found]
    if request.app.state.starting:
        names.insert(0, (Message("health.starting"), Message("health.starting_up")))
    reasons = [ReasonShape(name=render(name, language), message=render(why, language)) for name, why in names]
    shape = ReadyShape(ready=not reasons, reasons=reasons)
    if reasons:
        return JSONResponse(shape.model_dump(), status_code=HTTPStatus.SERVICE_UNAVAILABLE)  # type: ignore[return-value]
    return shape


@state_router.get(
    "/metrics",
    summary="api.metrics",
    description="api.metrics_more",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {}}},
        401: {"model": ErrorShape, "description": "api.not_signed_in"},
    },
)
def metrics(request: Request, caller: Asking) -> Response:
    rule.check(caller, "figures")
    service: Draftbot = request.app.state.service
    figures: Figures = request.app.state.figures
    return Response(figures.as_text(service.figures(), __version__), media_type=CONTENT_TYPE)

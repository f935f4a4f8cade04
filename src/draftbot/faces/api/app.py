"""The REST interface over one service."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

from draftbot import __version__
from draftbot.errors import Language
from draftbot.faces.api.draft_routes import draft_router
from draftbot.faces.api.errors import handle_errors
from draftbot.faces.api.origin import SameOrigin
from draftbot.faces.api.outline_routes import outline_router
from draftbot.faces.api.routes import RequestLanguage, Service, router
from draftbot.faces.api.word_routes import word_router
from draftbot.faces.shapes import ErrorShape, HealthShape
from draftbot.service import Draftbot

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
DESCRIPTION = """
用自己的往年材料起草工作报告：**结构和措辞来自往年材料，事实来自使用者，其余留空待补。**

所有错误都是 `{"error": {"code", "message", "hint"}}`；按请求头 `Accept-Language` 用中文或英文。
"""


def create_app(service: Draftbot, max_file_mb: int = 50, language: Language = "zh") -> FastAPI:
    """The application. `language` is for callers who name none; `state.starting` is
    for whoever starts it to set and clear."""
    app = FastAPI(
        title="draftbot",
        version=__version__,
        description=DESCRIPTION,
        openapi_tags=[{"name": name} for name in ("起草", "检索", "语料", "状态")],
    )
    app.state.service = service
    app.state.max_file_mb = max_file_mb
    app.state.language = language
    app.state.starting = False
    app.add_middleware(SameOrigin)
    handle_errors(app)
    app.include_router(outline_router)  # first: /outlines/mined is no genre
    app.include_router(router)
    app.include_router(draft_router)
    app.include_router(word_router)
    app.add_api_route("/healthz", health, tags=["状态"], summary="是否在运行")
    # Last, and wider than any other: what the page mounted at / would answer
    # in a shape of its own.
    nowhere = refuser(list(app.routes))
    for path in ("/api/{rest:path}", "/healthz"):
        app.add_route(path, nowhere, methods=list(METHODS), include_in_schema=False)
    return app


def health(request: Request, service: Service, language: RequestLanguage) -> HealthShape:
    """服务器起来就返回 200；`status` 为 `ok` 时模型已载入（或已知没有，见 `notices`）、语料已读完。"""
    return HealthShape(
        status="starting" if request.app.state.starting else "ok",
        model_loaded=service.ready,
        chat_model=service.has_chat_model,
        version=__version__,
        notices=[ErrorShape.of(notice, language).error for notice in service.notices],
    )


def refuser(routes: Sequence[BaseRoute]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that answers 405, with what is allowed, where one of `routes`
    has the path but not the method, and 404 elsewhere."""

    async def nowhere(request: Request) -> Response:
        allowed = [
            method
            for method in METHODS
            if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
        ]
        if allowed:
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": ", ".join(allowed)})
        raise HTTPException(HTTPStatus.NOT_FOUND)

    return nowhere

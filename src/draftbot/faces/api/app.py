"""The REST interface over one service."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match, Route

from draftbot import __version__
from draftbot.access.answers import Answers
from draftbot.access.door import Door
from draftbot.faces.api.batch_routes import batch_router
from draftbot.faces.api.bounds import BOUNDED, Bounds, Sizes
from draftbot.faces.api.check_routes import check_router
from draftbot.faces.api.dify_routes import dify_router
from draftbot.faces.api.documentation import add_documentation
from draftbot.faces.api.draft_routes import draft_router
from draftbot.faces.api.errors import handle_errors
from draftbot.faces.api.figures import Figures
from draftbot.faces.api.gate import Gate
from draftbot.faces.api.hosts import KnownHosts
from draftbot.faces.api.job_routes import job_router
from draftbot.faces.api.office_page_routes import office_page_router
from draftbot.faces.api.office_routes import office_router
from draftbot.faces.api.once import Once
from draftbot.faces.api.openai_routes import openai_router
from draftbot.faces.api.origin import SameOrigin
from draftbot.faces.api.outline_routes import outline_router
from draftbot.faces.api.routes import router
from draftbot.faces.api.safe_headers import SafeHeaders
from draftbot.faces.api.shelf_routes import shelf_router
from draftbot.faces.api.sign_in import sign_in_router
from draftbot.faces.api.state_routes import state_router
from draftbot.faces.api.watched import Watched
from draftbot.faces.api.word_routes import word_router
from draftbot.faces.mcp.http import add_mcp
from draftbot.messages import Language
from draftbot.service import Draftbot

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
TAGS = (
    "api.tag_drafting",
    "api.tag_search",
    "api.tag_checking",
    "api.tag_corpus",
    "api.tag_openai",
    "api.tag_access",
    "api.tag_state",
)


def create_app(
    service: Draftbot,
    max_file_mb: int = 50,
    language: Language = "zh",
    hosts: Sequence[str] = (),
    door: Door | None = None,
    max_request_mb: int = 16,
) -> FastAPI:
    """The application. `language` is for callers who name none; `hosts` are the names it
    answers to besides this machine's; `door` asks who comes in; `state.starting` is for whoever
    starts it to set and clear."""
    app = FastAPI(
        title="draftbot",
        version=__version__,
        description="api.description",
        openapi_tags=[{"name": tag} for tag in TAGS],
        openapi_url=None,  # see `documentation`
        responses=BOUNDED,
    )
    app.state.service = service
    app.state.max_file_mb = max_file_mb
    app.state.language = language
    app.state.starting = False
    app.state.figures = Figures()
    app.state.door = door or Door(service.database)
    # The last added is asked first.
    app.add_middleware(Once, answers=Answers(app.state.door.users.database))
    app.add_middleware(Bounds, pace=app.state.door.pace, sizes=Sizes(max_request_mb, max_file_mb))
    app.add_middleware(Gate, door=app.state.door)
    app.add_middleware(SameOrigin)
    app.add_middleware(KnownHosts, names=hosts)
    app.add_middleware(SafeHeaders)
    app.add_middleware(Watched, figures=app.state.figures)
    handle_errors(app)
    app.include_router(outline_router)  # first: /outlines/mined is no genre
    app.include_router(router)
    app.include_router(batch_router)
    app.include_router(draft_router)
    app.include_router(word_router)
    app.include_router(check_router)
    app.include_router(dify_router)
    app.include_router(openai_router)
    app.include_router(sign_in_router)
    app.include_router(shelf_router)
    app.include_router(job_router)
    app.include_router(office_router)
    app.include_router(office_page_router)
    app.include_router(state_router)
    add_documentation(app)
    add_mcp(app)
    # Last, and wider than any other: what the page mounted at / would answer
    # in a shape of its own.
    nowhere = refuser(list(app.routes))
    for path in (
        "/api/{rest:path}",
        "/v1/{rest:path}",
        "/healthz",
        "/livez",
        "/readyz",
        "/metrics",
        "/retrieval",
    ):
        last = Route(path, nowhere, include_in_schema=False)
        last.methods = None  # any: also those that were thought of later than this
        app.router.routes.append(last)
    return app


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

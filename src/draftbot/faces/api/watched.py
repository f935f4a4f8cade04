"""Every request has an id, is counted, and is told to the log: by which route, never with what
it asks."""

from __future__ import annotations

import logging
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from draftbot.access.caller import Caller
from draftbot.faces.api.figures import Figures
from draftbot.faces.api.gate import PROGRAMS
from draftbot.faces.request_id import id_for, request_id

HEADER = "X-Request-ID"
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
log = logging.getLogger("draftbot.requests")


class Watched:
    """Asked before all else, so that refusals are counted too."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self.app, self._figures = app, figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        id_ = id_for(Headers(scope=scope).get(HEADER, ""))
        token, status, started = request_id.set(id_), 500, time.perf_counter()

        async def telling(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = id_
            await send(message)

        self._figures.begun()
        try:
            await self.app(scope, receive, telling)
        finally:
            seconds = time.perf_counter() - started
            method = scope["method"] if scope["method"] in METHODS else "other"
            self._figures.ended(method, route_of(scope), status, seconds)
            _tell(scope, method, status, seconds)
            request_id.reset(token)


def route_of(scope: Scope) -> str:
    """The pattern that an address fits, e.g. /api/v1/drafts/{draft_id}."""
    path = getattr(scope.get("route"), "path", "")
    if path and not path.endswith(":path}"):
        return str(path)
    return "other" if scope["path"].startswith(PROGRAMS) else "page"


def _tell(scope: Scope, method: str, status: int, seconds: float) -> None:
    caller: Caller | None = scope.get("state", {}).get("caller")
    told = {"method": method, "route": route_of(scope), "status": status, "ms": round(seconds * 1000, 1)}
    if caller is not None and caller.name:
        told["who"] = caller.name
    words = " ".join(map(str, told.values()))
    log.info("%s", words, extra={"told": told})

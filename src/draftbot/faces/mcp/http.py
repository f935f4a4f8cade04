"""MCP over streamable HTTP, at /mcp of the server; where the package `mcp` is not installed there
is no such address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.util import find_spec
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from draftbot.faces.api.routes import service_of
from draftbot.service import Draftbot

PATH = "/mcp"


def add_mcp(app: FastAPI) -> None:
    """Answer MCP at /mcp. It keeps no sessions: each request says anew who asks."""
    if find_spec("mcp") is None:
        return
    started: list[Any] = []
    begun = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(whole: FastAPI) -> AsyncIterator[Any]:
        # Imported at the start and not before: it takes half a second that commands need not wait.
        async with AsyncExitStack() as stack:
            manager = _manager(app)
            await stack.enter_async_context(manager.run())
            started[:] = [manager]
            yield await stack.enter_async_context(begun(whole))

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await started[0].handle_request(scope, receive, send)

    app.router.lifespan_context = lifespan
    app.router.routes.append(Route(PATH, _Endpoint(answer), methods=["GET", "POST", "DELETE"]))


class _Endpoint:
    """An ASGI application that a route takes for one: a function would be given a request."""

    def __init__(self, answer: Any) -> None:  # noqa: ANN401
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(scope, receive, send)


def _manager(app: FastAPI) -> Any:  # noqa: ANN401  (of a package that may not be there)
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    from mcp.server.transport_security import TransportSecuritySettings

    from draftbot.faces.mcp.server import mcp_server

    def asked(request: Request) -> Draftbot:
        return service_of(request)

    server = mcp_server(asked, app.state.language)
    # Hosts and origins are asked about before (faces/api/hosts, faces/api/origin).
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    # Answers are streams, in which how far a draft has come is told before it.
    return StreamableHTTPSessionManager(
        app=server._lowlevel_server, stateless=True, json_response=False, security_settings=security
    )

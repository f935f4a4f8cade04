"""Who is really at the other end of a connection."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from draftbot.faces.api.gate import PEER


class NotedPeer:
    """Notes the address before a proxy's word is taken for where a request came from; that is
    taken from this machine and from `proxies` only."""

    def __init__(self, app: ASGIApp, proxies: Sequence[str]) -> None:
        self._app = ProxyHeadersMiddleware(app, trusted_hosts=["127.0.0.1", "::1", *proxies])  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            scope[PEER] = scope.get("client")
        await self._app(scope, receive, send)  # type: ignore[arg-type]

"""Only a name that is this server's own is answered.

A page at a foreign name that its owner lets resolve to this machine (DNS rebinding) has,
for the visitor's browser, the same origin as what it asks for: only the Host header tells.
A name that is an address cannot be made to mean another machine and is always answered.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from draftbot.faces.api.errors import answer_with, language_of
from draftbot.faces.shapes import ErrorShape
from draftbot.messages import Message

POLICY_VIOLATION = 1008  # RFC 6455, 7.4.1


class KnownHosts:
    """Answers 421 to a request for another host than this machine, an address, or one of `names`."""

    def __init__(self, app: ASGIApp, names: Iterable[str] = ()) -> None:
        self.app = app
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or self._knows(Headers(scope=scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            request = Request(scope)
            said = request.headers.get("host", "")[:100]
            shape = ErrorShape.saying(
                "unknown_host",
                Message("requests.unknown_host", host=said),
                Message("requests.allow_host"),
                language_of(request),
            )
            await answer_with(shape, HTTPStatus.MISDIRECTED_REQUEST)(scope, receive, send)

    def _knows(self, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        return len(hosts) == 1 and self._is_ours(without_port(hosts[0]))

    def _is_ours(self, name: str) -> bool:
        return name == "localhost" or name.endswith(".localhost") or name in self._names or is_address(name)


def without_port(host: str) -> str:
    """The name in a Host header, in lower case and without the dot that may end it."""
    host = host.strip().lower()
    if host.startswith("["):
        return host.partition("]")[0][1:]
    return host.rpartition(":")[0].rstrip(".") if host.count(":") == 1 else host.rstrip(".")


def is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True

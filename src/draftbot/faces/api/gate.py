"""Every request is asked who it is before anything answers it.

What they may do is decided by the service (access/rule.py); here is only who they are, and that
gradio's events and uploads answer none but who began them.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, quote

import anyio
from anyio.to_thread import run_sync
from fastapi import Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from draftbot.access.caller import WHOEVER, Caller
from draftbot.access.door import Door
from draftbot.errors import DraftbotError, NotSignedIn, RequestTooLarge
from draftbot.faces.api.errors import answer_with, headers_for, language_of
from draftbot.faces.shapes import ErrorShape

PEER = "draftbot.peer"
"""Where a scope has the address at the other end of the connection, before a proxy's word on it."""
SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
PUBLIC = ("/healthz", "/livez", "/readyz", SIGN_IN, SIGN_OUT, "/favicon.ico", "/robots.txt")
SESSION = "/api/v1/session"
"""Asks who one is, or says so: for those too who are nobody yet."""
PROGRAMS = ("/api/", "/v1/", "/retrieval", "/mcp", "/metrics", "/openapi.json", "/docs")
# Of the page's own machinery what the page does not need: other people's uploads, the server's
# own insides, and gradio's tools for who builds pages.
CLOSED = (
    "/gradio_api/file", "/gradio_api/stream", "/gradio_api/proxy", "/gradio_api/process_recording",
    "/gradio_api/vibe", "/gradio_api/undo-vibe", "/gradio_api/profiling", "/gradio_api/run", "/gradio_api/call", "/gradio_api/api/",
    "/gradio_api/deep_link", "/gradio_api/component_server", "/gradio_api/token", "/monitoring",
)  # fmt: skip
UPLOAD, HEARTBEAT = "/gradio_api/upload", "/gradio_api/heartbeat/"
MOST_BODY = 32 * 2**20  # bytes of an event
MOST_KEPT = 20_000


class Gate:
    """Puts who asks into `scope["state"]["caller"]`, or answers 401; pages are led to sign in."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self._door = app, door
        # Requests must not wait for one another's threads at the door.
        self._places: anyio.CapacityLimiter | None = None
        self._begun_by: OrderedDict[str, str] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["caller"] = None
        if scope["type"] == "http" and scope["path"] in PUBLIC:
            await self.app(scope, receive, send)
            return
        try:
            caller = await self._who(scope)
        except DraftbotError as exc:
            await refused(scope, exc)(scope, receive, send)
            return
        if caller is WHOEVER or (scope["path"] == SESSION and scope["type"] == "http"):
            state["caller"] = caller
            await self.app(scope, receive, send)
        elif scope["type"] != "http" or caller is None:
            await self._turn_away(scope, receive, send)
        elif scope["path"].startswith(PROGRAMS):
            state["caller"] = caller
            await self.app(scope, receive, send)
        else:
            state["caller"] = caller
            await self._page(scope, receive, send, caller)

    async def _who(self, scope: Scope) -> Caller | None:
        if self._places is None:
            self._places = anyio.CapacityLimiter(4)
        request = Request({**scope, "type": "http"})
        # One that comes twice is put together, and is no name any more: which is the proxy's?
        headers = {name: ", ".join(request.headers.getlist(name)) for name in request.headers}
        return await run_sync(
            self._door.caller, headers, request.cookies, peer_of(scope), limiter=self._places
        )

    async def _turn_away(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        await refused(scope, NotSignedIn())(scope, receive, send)

    # -- the page --------------------------------------------------------------

    async def _page(self, scope: Scope, receive: Receive, send: Send, caller: Caller) -> None:
        """gradio's addresses, for people only, and each event for who began it."""
        path = scope["path"]
        if not caller.is_person:
            await refused(scope, NotSignedIn())(scope, receive, send)
            return
        if path.startswith(CLOSED):
            await closed(scope, receive, send)
            return
        ids = [f"id {one}" for one in ids_in(scope)]
        if path.startswith("/gradio_api/") and scope["method"] == "POST" and path != UPLOAD:
            body = await whole(receive)
            if body is None:
                too_large = RequestTooLarge(limit=MOST_BODY // 2**20)
                await refused(scope, too_large)(scope, receive, send)
                return
            ids += list(told_in(body))
            receive = again(body, receive)
        if not all(self._is_theirs(one, caller) for one in ids):
            await closed(scope, receive, send)
            return
        if path == UPLOAD and scope["method"] == "POST":
            send = self._noting_files(send, caller)
        await self.app(scope, receive, send)

    def _is_theirs(self, one: str, caller: Caller) -> bool:
        """Whether a session of the page is this caller's, the first's who named it; a file only who
        uploaded it."""
        owner = self._begun_by.get(one)
        if owner is None and not one.startswith("file "):
            self._note(one, caller)
            return True
        return owner == caller.name

    def _note(self, one: str, caller: Caller) -> None:
        self._begun_by[one] = caller.name
        while len(self._begun_by) > MOST_KEPT:
            self._begun_by.popitem(last=False)

    def _noting_files(self, send: Send, caller: Caller) -> Send:
        said = bytearray()

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.body":
                said.extend(message.get("body", b""))
                if not message.get("more_body"):
                    for path in paths_in(bytes(said)):
                        self._note(f"file {path}", caller)
            await send(message)

        return noting


def peer_of(scope: Scope) -> str:
    client = scope.get(PEER) or scope.get("client")
    return str(client[0]) if client else ""


def ids_in(scope: Scope) -> Iterator[str]:
    """The page's session that an address names."""
    if scope["path"].startswith(HEARTBEAT):
        yield scope["path"].removeprefix(HEARTBEAT).strip("/")
    for name, values in parse_qs(scope["query_string"].decode("latin-1")).items():
        if name in ("session_hash", "upload_id"):
            yield from values


def told_in(body: bytes) -> Iterator[str]:
    """The page's session in an event, and the files that it brings."""
    try:
        event = json.loads(body or b"{}")
    except ValueError:
        return
    if not isinstance(event, dict):
        return
    if isinstance(event.get("session_hash"), str):
        yield f"id {event['session_hash']}"
    yield from (f"file {path}" for path in files_in(event.get("data")))


def files_in(value: Any) -> Iterator[str]:  # noqa: ANN401  (whatever an event holds)
    if isinstance(value, dict):
        if isinstance(value.get("path"), str):
            yield value["path"]
        for one in value.values():
            yield from files_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from files_in(one)


def paths_in(answer: bytes) -> list[str]:
    try:
        said = json.loads(answer)
    except ValueError:
        return []
    return [one for one in said if isinstance(one, str)] if isinstance(said, list) else []


async def whole(receive: Receive) -> bytes | None:
    """A body; None for one that is larger than any event."""
    body = bytearray()
    while True:
        message = await receive()
        body.extend(message.get("body", b""))
        if len(body) > MOST_BODY:
            return None
        if message["type"] != "http.request" or not message.get("more_body"):
            return bytes(body)


def again(body: bytes, receive: Receive) -> Receive:
    """`receive` with a body that was read already."""
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed


async def closed(scope: Scope, receive: Receive, send: Send) -> None:
    await Response(status_code=HTTPStatus.FORBIDDEN)(scope, receive, send)


def refused(scope: Scope, error: DraftbotError) -> Response:
    """Why somebody does not come in, in the shape of whoever asks."""
    request = Request({**scope, "type": "http"})
    shape, path = ErrorShape.of(error, language_of(request)), scope["path"]
    words = f"{shape.error.message} {shape.error.hint}".strip()
    headers = headers_for(error)
    if path.startswith("/v1/"):
        said = {"message": words, "type": "invalid_request_error", "param": None, "code": shape.error.code}
        return JSONResponse({"error": said}, status_code=error.status, headers=headers)
    if path == "/retrieval":
        # 1001: no key in the form that the protocol has; 1002: one that is not good.
        code = 1002 if request.headers.get("authorization", "").startswith("Bearer ") else 1001
        return JSONResponse(
            {"error_code": code, "error_msg": words}, status_code=error.status, headers=headers
        )
    nobody = error.status == HTTPStatus.UNAUTHORIZED
    if nobody and scope.get("method") == "GET" and "text/html" in request.headers.get("accept", ""):
        wanted = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{SIGN_IN}?to={quote(wanted)}", status_code=HTTPStatus.SEE_OTHER)
    return answer_with(shape, error.status, headers)

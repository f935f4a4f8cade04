"""Requests that make something and name themselves by an Idempotency-Key are carried out once.

https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
A key's own secret is shown once and kept nowhere, so the making of keys is not among them.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import IO, Annotated, Any

from anyio import CancelScope
from anyio.to_thread import run_sync
from fastapi import Depends, Header
from starlette.datastructures import Headers
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from draftbot.access import caller as who
from draftbot.access.answers import MOST_BYTES, Answers, GivenAnswer
from draftbot.access.caller import Caller
from draftbot.errors import BadInput, DraftbotError
from draftbot.faces.api.gate import refused
from draftbot.faces.shapes import ErrorShape
from draftbot.messages import Message as Words

NAME, LONGEST = "Idempotency-Key", 200
_IN_MEMORY = 2**20
_PIECE = 2**16
_KEPT_HEADERS = ("content-type", "content-disposition")


async def _documented(
    key: Annotated[
        str | None, Header(alias=NAME, max_length=LONGEST, description="api.idempotency_key")
    ] = None,
) -> None:
    """Only tells of the header; `Once` has read it long before."""


ONCE = Depends(_documented)
"""Among the dependencies of every route that makes something."""
COMING: dict[int | str, dict[str, Any]] = {409: {"model": ErrorShape, "description": "api.answer_coming"}}


class Once:
    """Answers a request that was answered before as it was answered then."""

    def __init__(self, app: ASGIApp, answers: Answers) -> None:
        self.app, self._answers = app, answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = Headers(scope=scope).get(NAME, "") if scope["type"] == "http" else ""
        caller: Caller | None = scope.get("state", {}).get("caller")
        # Who may not write is refused by the service, whatever was answered before.
        if not key or caller is None or caller.scope < who.Scope.WRITE or not makes_something(scope):
            await self.app(scope, receive, send)
            return
        async with AsyncExitStack() as open_:
            try:
                if len(key) > LONGEST:
                    raise BadInput(what=Words("requests.key_too_long", most=LONGEST))
                await open_.enter_async_context(self._turn(caller.name, key))
                kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
                body = open_.enter_context(kept)
                if not await _spooled(receive, body):
                    return  # who asked has left
                asked = await run_sync(digest_of, scope, body)
                before = await run_sync(self._answers.given, caller.name, key, asked)
            except DraftbotError as exc:
                await refused(scope, exc)(scope, receive, send)
                return
            if before is not None:
                await _say(before, send)
                return
            noted = _Noted(send)
            await self.app(scope, _again(body, receive), noted.send)
            if (answer := noted.answer) is not None:
                await run_sync(self._answers.keep, caller.name, key, asked, answer)

    @asynccontextmanager
    async def _turn(self, owner: str, key: str) -> AsyncIterator[None]:
        """The one turn of answering; in threads, since other processes may have to be asked for it.
        Raises AnswerComing."""
        turn = self._answers.turn(owner, key)
        await run_sync(turn.__enter__)
        try:
            yield
        finally:
            with CancelScope(shield=True):
                await run_sync(turn.__exit__, None, None, None)


def makes_something(scope: Scope) -> bool:
    """Whether the request comes to a route that has `ONCE`."""
    return any(
        ONCE in getattr(route, "dependencies", ()) and route.matches(scope)[0] is Match.FULL
        for route in scope["app"].routes
    )


def digest_of(scope: Scope, body: IO[bytes]) -> bytes:
    """SHA-256 of what is asked: the address and the body. What divides the parts of an upload is
    made up by each client anew, and left out."""
    kind, _, more = Headers(scope=scope).get("content-type", "").partition(";")
    boundary = more.partition("boundary=")[2].partition(";")[0].strip(' "').encode()
    digest = hashlib.sha256(f"{scope['method']} {scope['path']}?".encode())
    digest.update(scope["query_string"] + b"\n" + kind.strip().lower().encode() + b"\n")
    body.seek(0)
    for line in body:
        divides = boundary and line.startswith(b"--" + boundary)
        digest.update(b"--" + line[2 + len(boundary) :] if divides else line)
    return digest.digest()


async def _spooled(receive: Receive, body: IO[bytes]) -> bool:
    """Whether the request has come whole."""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return False
        body.write(message.get("body", b""))
        if not message.get("more_body"):
            return True


def _again(body: IO[bytes], receive: Receive) -> Receive:
    """`receive` with a body that was read already, piece by piece."""
    body.seek(0)
    done = False

    async def replayed() -> Message:
        nonlocal done
        if done:
            return await receive()
        piece = body.read(_PIECE)
        done = len(piece) < _PIECE
        return {"type": "http.request", "body": piece, "more_body": not done}

    return replayed


class _Noted:
    """Notes what is answered; `answer` is there once it is whole, went well and is not too large."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._status, self._headers, self._body = 0, Headers(), bytearray()
        self._whole = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status, self._headers = message["status"], Headers(raw=message["headers"])
        elif message["type"] == "http.response.body" and len(self._body) <= MOST_BYTES:
            self._body.extend(message.get("body", b""))
            self._whole = not message.get("more_body")
        await self._send(message)

    @property
    def answer(self) -> GivenAnswer | None:
        if not (200 <= self._status < 300 and self._whole and len(self._body) <= MOST_BYTES):
            return None
        headers = tuple((name, self._headers[name]) for name in _KEPT_HEADERS if name in self._headers)
        return GivenAnswer(self._status, headers, bytes(self._body))


async def _say(answer: GivenAnswer, send: Send) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    headers.append((b"idempotent-replayed", b"true"))
    if answer.status != 204:
        headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})

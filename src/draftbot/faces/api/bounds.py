"""How often, and how much at once, may be asked: for REST, OpenAI's, Dify's protocol and MCP alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from draftbot.access.caller import Caller
from draftbot.access.rates import Pace
from draftbot.errors import DraftbotError, RequestTooLarge
from draftbot.faces.api.gate import PROGRAMS, refused
from draftbot.faces.shapes import ErrorShape

BYTES_IN_MB = 1024 * 1024
FILES_AT_ONCE = 20  # of the largest size; what is uploaded lies on disk, not in memory

BOUNDED: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorShape, "description": "api.not_readable"},
    413: {"model": ErrorShape, "description": "api.request_too_large"},
    429: {"model": ErrorShape, "description": "api.too_many_requests"},
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """The most MB of a request, and of one uploaded file."""

    request: int
    file: int

    def most(self, scope: Scope) -> int:
        """MB of this request."""
        uploads = Headers(scope=scope).get("content-type", "").startswith("multipart/form-data")
        return max(self.request, FILES_AT_ONCE * self.file) if uploads else self.request


class Bounds:
    """Answers 429 to who asks too often, 413 to what is too large, before it is taken in whole.
    The page's own events are bounded by the gate and by gradio."""

    def __init__(self, app: ASGIApp, pace: Pace, sizes: Sizes) -> None:
        self.app, self._pace, self._sizes = app, pace, sizes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(PROGRAMS):
            await self.app(scope, receive, send)
            return
        try:
            caller: Caller | None = scope["state"]["caller"]
            if caller is not None:
                self._pace.take(caller)
            body = _Measured(receive, send, self._sizes.most(scope))
            body.expect(Headers(scope=scope).get("content-length", ""))
        except DraftbotError as exc:
            await refused(scope, exc)(scope, receive, send)
            return
        try:
            await self.app(scope, body.receive, body.send)
        except Exception:
            if not body.is_too_large:
                raise
        if body.is_too_large and not body.answered:
            await refused(scope, body.error)(scope, receive, send)


class _Measured:
    """A body that breaks off where it is too large; what is answered to half of it is not sent."""

    def __init__(self, receive: Receive, send: Send, most: int) -> None:
        self._receive, self._send, self._most = receive, send, most
        self._arrived = 0
        self.is_too_large = self.answered = False
        self.error = RequestTooLarge(limit=most)

    def expect(self, length: str) -> None:
        """Raises RequestTooLarge."""
        if length.isdecimal() and int(length) > self._most * BYTES_IN_MB:
            raise self.error

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._arrived += len(message.get("body", b""))
            if self._arrived > self._most * BYTES_IN_MB:
                self.is_too_large = True
                return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        if self.is_too_large and not self.answered:
            return
        self.answered = True
        await self._send(message)

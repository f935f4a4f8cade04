"""Only pages of this server may ask anything through a visitor's browser.

Without this a page from anywhere could make the browser of somebody who runs
draftbot upload to it or delete from it: the form encodings of a browser need no
permission from the receiver (CSRF). gradio lets any page read its answers where the server is
not called localhost, so reading is refused as well. Programs send no Origin and are not asked.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from draftbot.faces.api.errors import answer_with, language_of
from draftbot.faces.shapes import ErrorShape
from draftbot.messages import Message


class SameOrigin:
    """Answers 403 to a request that a browser says comes from another origin."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and is_foreign(Headers(scope=scope)):
            request = Request(scope)
            message, hint = Message("requests.foreign_origin"), Message("requests.use_own_page")
            shape = ErrorShape.saying("foreign_origin", message, hint, language_of(request))
            await answer_with(shape, HTTPStatus.FORBIDDEN)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def is_foreign(headers: Headers) -> bool:
    """Whether a browser says that the request comes from a page of another host."""
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()

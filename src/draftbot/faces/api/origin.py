"""Only pages of this server may change anything through a visitor's browser.

Without this a page from anywhere could make the browser of somebody who runs
draftbot upload to it or delete from it: the form encodings of a browser need no
permission from the receiver (CSRF). Programs send no Origin and are not asked.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOrigin:
    """Answers 403 to a request that changes something and comes from another origin."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] not in SAFE_METHODS
            and is_foreign(Headers(scope=scope))
        ):
            body = {
                "error": {
                    "code": "foreign_origin",
                    "message": "请求来自别的网页，已拒绝。",
                    "hint": "请在 draftbot 自己的页面上操作，或用程序直接调用接口。",
                }
            }
            await JSONResponse(body, status_code=403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def is_foreign(headers: Headers) -> bool:
    """Whether a browser says that the request comes from a page of another host."""
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")

"""What every answer tells a browser not to do with it."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# gradio puts scripts and styles into the page itself and compiles templates in the browser
# (`new Function`), so these cannot be forbidden; what no answer may do is reach another host.
PAGE = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
# Answers for programs, which no browser has to show.
DATA = "default-src 'none'; frame-ancestors 'none'"
# The documentation: no script at all.
PAPER = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
DATA_PATHS = ("/api/", "/v1/", "/healthz", "/livez", "/readyz", "/metrics", "/openapi.json", "/retrieval")


class SafeHeaders:
    """Adds the headers to every answer, those of the page mounted at / too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in EVERYWHERE.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", policy_for(scope["path"]))
            await send(message)

        await self.app(scope, receive, with_headers)


def policy_for(path: str) -> str:
    if path == "/docs":
        return PAPER
    return DATA if path.startswith(DATA_PATHS) else PAGE

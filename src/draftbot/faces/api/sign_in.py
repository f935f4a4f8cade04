"""Signing in and out, at a page without scripts and by REST."""

from __future__ import annotations

from html import escape
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request, Response, status
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import Field

from draftbot.access.caller import Caller
from draftbot.access.door import COOKIE, Door
from draftbot.access.sessions import LONGEST_SECONDS
from draftbot.errors import DraftbotError, NotSignedIn
from draftbot.faces.api.errors import headers_for, language_of
from draftbot.faces.api.gate import SIGN_IN, SIGN_OUT, whole
from draftbot.faces.api.requests import Body
from draftbot.faces.shape import Shape
from draftbot.faces.shapes import ErrorShape
from draftbot.messages import Language, Message, render

sign_in_router = APIRouter()
STYLE = """
body { font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; background: #f7f4ec;
  color: #2b2a27; display: grid; place-items: center; min-height: 90vh; margin: 0 }
form { background: #fff; border: 1px solid #e5dfd0; border-radius: 8px; padding: 2rem; width: 18rem }
h1 { font-size: 1.15rem; margin: 0 0 1rem } label { display: block; margin: .8rem 0 .2rem }
input { width: 100%; box-sizing: border-box; font: inherit; padding: .4rem .5rem; border: 1px solid #cfc7b4;
  border-radius: 4px } button { margin-top: 1.2rem; width: 100%; font: inherit; padding: .5rem;
  background: #8a2a1b; color: #fff; border: 0; border-radius: 4px; cursor: pointer }
p { color: #8a2a1b; margin: .5rem 0 } p.said { color: inherit }
"""


def door_of(request: Request) -> Door:
    door: Door = request.app.state.door
    return door


def caller_of(request: Request) -> Caller:
    caller: Caller | None = request.state.caller
    if caller is None:
        raise NotSignedIn
    return caller


AtTheDoor = Annotated[Door, Depends(door_of)]
Asking = Annotated[Caller, Depends(caller_of)]
NOT_SIGNED_IN: dict[int | str, dict[str, Any]] = {
    401: {"model": ErrorShape, "description": "api.not_signed_in"}
}


class SignInBody(Body):
    user: str = Field(description="api.user_name", max_length=200)
    password: str = Field(description="api.password", max_length=2_000)


class SessionShape(Shape):
    user: str = Field(description="api.user_name")
    scope: str = Field(description="api.scope")
    way: str = Field(description="api.way")


@sign_in_router.post(
    "/api/v1/session",
    tags=["api.tag_access"],
    summary="api.sign_in",
    description="api.sign_in_more",
    status_code=status.HTTP_204_NO_CONTENT,
    responses={**NOT_SIGNED_IN, 429: {"model": ErrorShape, "description": "api.too_many_attempts"}},
)
def sign_in(body: SignInBody, request: Request, response: Response, door: AtTheDoor) -> None:
    let_in(response, request, door.sign_in(body.user, body.password, place_of(request)))


@sign_in_router.get(
    "/api/v1/session", tags=["api.tag_access"], summary="api.who", responses={**NOT_SIGNED_IN}
)
def who(caller: Asking) -> SessionShape:
    return SessionShape(user=caller.name, scope=caller.scope.word, way=caller.way)


@sign_in_router.delete(
    "/api/v1/session", tags=["api.tag_access"], summary="api.sign_out", status_code=status.HTTP_204_NO_CONTENT
)
def sign_out(request: Request, response: Response, door: AtTheDoor) -> None:
    door.sign_out(request.cookies.get(COOKIE, ""))
    response.delete_cookie(COOKIE)


@sign_in_router.get(SIGN_IN, include_in_schema=False)
def page(request: Request, to: str = "/") -> HTMLResponse:
    return HTMLResponse(page_of(language_of(request), safe(to)))


@sign_in_router.post(SIGN_IN, include_in_schema=False)
async def take(request: Request, door: AtTheDoor) -> Response:
    body = await whole(request.receive)
    given = {name: values[0] for name, values in parse_qs((body or b"").decode("utf-8", "replace")).items()}
    to, language = safe(given.get("to", "/")), language_of(request)
    try:
        token = await run_in_threadpool(
            door.sign_in, given.get("user", ""), given.get("password", ""), place_of(request)
        )
    except DraftbotError as exc:
        html = page_of(language, to, given.get("user", ""), exc)
        return HTMLResponse(html, status_code=exc.status, headers=headers_for(exc))
    answer = RedirectResponse(to, status_code=HTTPStatus.SEE_OTHER)
    let_in(answer, request, token)
    return answer


@sign_in_router.get(SIGN_OUT, include_in_schema=False)
def leave(request: Request, door: AtTheDoor) -> Response:
    door.sign_out(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse(SIGN_IN, status_code=HTTPStatus.SEE_OTHER)
    answer.delete_cookie(COOKIE)
    return answer


def let_in(response: Response, request: Request, token: str) -> None:
    """A cookie that no script reads and no other site sends; the server ends the session sooner."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=LONGEST_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def place_of(request: Request) -> str:
    """Where a request comes from, as far as a proxy on this machine tells."""
    return request.client.host if request.client else ""


def safe(to: str) -> str:
    """An address of this server, whatever a link says: with one slash, on no other host."""
    plain = to.isprintable() and to.startswith("/") and not to.startswith("//") and "\\" not in to
    return to if plain else "/"


def page_of(language: Language, to: str, user: str = "", error: DraftbotError | None = None) -> str:
    def t(code: str) -> str:
        return escape(render(Message(code), language))

    told = f"<p>{escape(error.message(language))} {escape(error.hint(language))}</p>" if error else ""
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width">'
        # Without a referrer a browser sends forms with no origin either, and is refused for it.
        f'<meta name="referrer" content="same-origin"><title>draftbot</title><style>{STYLE}</style>'
        f'<body><form method="post" action="{SIGN_IN}"><h1>{t("access.sign_in_head")}</h1>{told}'
        f'<label for="user">{t("access.user")}</label><input id="user" name="user" value="{escape(user)}"'
        f' autocomplete="username" required autofocus>'
        f'<label for="password">{t("access.password")}</label><input id="password" name="password"'
        f' type="password" autocomplete="current-password" required>'
        f'<input type="hidden" name="to" value="{escape(to)}"><button>{t("access.sign_in")}</button></form>'
    )

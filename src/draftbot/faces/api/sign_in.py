"""Signing in and out, at a page without scripts and by REST."""

from __future__ import annotations

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
from draftbot.faces.api.sign_in_pages import PASSWORD, new_password_page, sign_in_page
from draftbot.faces.shape import Shape
from draftbot.faces.shapes import ErrorShape

sign_in_router = APIRouter()


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


class PasswordBody(Body):
    password: str = Field(description="api.password", max_length=2_000)
    new: str = Field(description="api.new_password", max_length=2_000)


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
    responses={
        **NOT_SIGNED_IN,
        422: {"model": ErrorShape, "description": "api.refused"},
        429: {"model": ErrorShape, "description": "api.too_many_attempts"},
    },
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


@sign_in_router.put(
    "/api/v1/session/password",
    tags=["api.tag_access"],
    summary="api.change_password",
    description="api.change_password_more",
    status_code=status.HTTP_204_NO_CONTENT,
    responses={
        **NOT_SIGNED_IN,
        422: {"model": ErrorShape, "description": "api.refused"},
        429: {"model": ErrorShape, "description": "api.too_many_attempts"},
    },
)
def change_password(
    body: PasswordBody, request: Request, response: Response, caller: Asking, door: AtTheDoor
) -> None:
    token = door.change_password(one_with_password(caller), body.password, body.new, place_of(request))
    let_in(response, request, token)


def one_with_password(caller: Caller) -> str:
    """Raises NotSignedIn for who came in by a key or a proxy."""
    if caller.way != "session":
        raise NotSignedIn
    return caller.name


@sign_in_router.get(SIGN_IN, include_in_schema=False)
def page(request: Request, to: str = "/") -> HTMLResponse:
    return HTMLResponse(sign_in_page(language_of(request), safe(to)))


@sign_in_router.post(SIGN_IN, include_in_schema=False)
async def take(request: Request, door: AtTheDoor) -> Response:
    given = await form_in(request)
    to, language = safe(given.get("to", "/")), language_of(request)
    try:
        token = await run_in_threadpool(
            door.sign_in, given.get("user", ""), given.get("password", ""), place_of(request)
        )
    except DraftbotError as exc:
        html = sign_in_page(language, to, given.get("user", ""), exc)
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


@sign_in_router.get(PASSWORD, include_in_schema=False)
def password_page(request: Request, caller: Asking) -> HTMLResponse:
    return HTMLResponse(new_password_page(language_of(request), one_with_password(caller)))


@sign_in_router.post(PASSWORD, include_in_schema=False)
async def take_password(request: Request, caller: Asking, door: AtTheDoor) -> Response:
    name, given = one_with_password(caller), await form_in(request)
    old, new = given.get("password", ""), given.get("new", "")
    try:
        token = await run_in_threadpool(door.change_password, name, old, new, place_of(request))
    except DraftbotError as exc:
        html = new_password_page(language_of(request), name, exc)
        return HTMLResponse(html, status_code=exc.status, headers=headers_for(exc))
    answer = RedirectResponse("/", status_code=HTTPStatus.SEE_OTHER)
    let_in(answer, request, token)
    return answer


async def form_in(request: Request) -> dict[str, str]:
    body = await whole(request.receive)
    return {name: values[0] for name, values in parse_qs((body or b"").decode("utf-8", "replace")).items()}


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

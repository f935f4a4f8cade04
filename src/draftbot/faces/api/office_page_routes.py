"""What people do at the page of users and keys: their own keys and jobs, and for an administrator all."""

from __future__ import annotations

import re
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from draftbot.access import rule
from draftbot.access.caller import Caller, Scope
from draftbot.access.door import Door
from draftbot.access.own_keys import make_own_key, own_keys, revoke_own_key
from draftbot.errors import BadInput, DraftbotError, NotSignedIn
from draftbot.faces.api.errors import language_of
from draftbot.faces.api.office_pages import OFFICE, OfficePage
from draftbot.faces.api.routes import Service
from draftbot.faces.api.sign_in import Asking, AtTheDoor, form_in
from draftbot.messages import Message
from draftbot.service import Draftbot

office_page_router = APIRouter(include_in_schema=False)
_BETWEEN = re.compile(r"[,，、\n]")
# What the audit calls each, as it does where it is done elsewhere.
_TOLD = {
    "user_add": "user_added",
    "user_departments": "user_departments",
    "user_disable": "user_disabled",
    "user_enable": "user_enabled",
    "user_admin": "user_scope",
    "user_write": "user_scope",
}
# What holds a secret is kept by nobody on the way.
_NOT_KEPT = {"Cache-Control": "no-store"}


@office_page_router.get(OFFICE)
def page(request: Request, caller: Asking, door: AtTheDoor, service: Service) -> HTMLResponse:
    return _shown(request, _person(caller), door, service)


@office_page_router.post(OFFICE)
async def act(request: Request, caller: Asking, door: AtTheDoor, service: Service) -> Response:
    given, person = await form_in(request), _person(caller)
    try:
        secret = await run_in_threadpool(_done, given, person, door, service)
    except DraftbotError as exc:
        return await run_in_threadpool(_shown, request, person, door, service, error=exc)
    if secret:
        return await run_in_threadpool(_shown, request, person, door, service, secret=secret)
    return RedirectResponse(OFFICE, status_code=HTTPStatus.SEE_OTHER)


def _person(caller: Caller) -> Caller:
    """Raises NotSignedIn where nobody is known: by a key none may make others, and alone there are
    no users."""
    if caller.way not in ("session", "proxy"):
        raise NotSignedIn
    rule.check(caller, "manage_own_keys")
    return caller


def _shown(
    request: Request,
    caller: Caller,
    door: Door,
    service: Draftbot,
    secret: str = "",
    error: DraftbotError | None = None,
) -> HTMLResponse:
    is_admin = caller.scope is Scope.ADMIN
    html = OfficePage(caller, language_of(request)).html(
        own_keys(caller, door),
        service.jobs,
        door.users.all() if is_admin else (),
        door.keys.all() if is_admin else (),
        secret,
        error,
    )
    return HTMLResponse(html, status_code=error.status if error else HTTPStatus.OK, headers=_NOT_KEPT)


def _done(given: dict[str, str], caller: Caller, door: Door, service: Draftbot) -> str:
    """What the form asks for; a new key in words, or "". Raises DraftbotError."""
    asked, name = given.get("act", ""), given.get("name", "")
    if asked == "key_add":
        scope = given.get("scope", "read")
        if scope not in ("read", "write", "admin"):
            raise BadInput(what=Message("access.no_such_act"))
        return make_own_key(caller, door, name, Scope.named(scope))
    if asked == "key_revoke" and caller.scope is not Scope.ADMIN:
        revoke_own_key(caller, door, name)
        return ""
    if asked == "key_revoke":
        rule.check(caller, "manage_keys")
        door.keys.revoke(name)
        door.audit.tell(caller, "key_revoked", name)
        return ""
    if asked == "job_stop":
        service.stop_job(name)
        return ""
    rule.check(caller, "manage_users")
    _change_user(asked, name, given, door)
    door.audit.tell(caller, _TOLD[asked], name)
    return ""


def _change_user(asked: str, name: str, given: dict[str, str], door: Door) -> None:
    departments = [one for one in _BETWEEN.split(given.get("departments", "")) if one.strip()]
    match asked:
        case "user_add":
            door.users.add(name, given.get("password", ""), departments=departments)
        case "user_departments":
            door.users.set_departments(name, departments)
        case "user_disable":
            door.users.disable(name)
        case "user_enable":
            door.users.enable(name)
        case "user_admin" | "user_write":
            door.users.named(name)
            door.users.set_scope(name, Scope.ADMIN if asked == "user_admin" else Scope.WRITE)
        case _:
            raise BadInput(what=Message("access.no_such_act"))

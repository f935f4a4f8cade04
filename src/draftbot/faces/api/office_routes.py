"""The addresses under /api/v1 of users, keys and the audit: one's own keys for everybody, all for
administrators."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response, status
from pydantic import Field, JsonValue, StrictBool

from draftbot.access import rule
from draftbot.access.audit import as_csv
from draftbot.access.caller import Scope, ScopeName
from draftbot.access.names import LONGEST
from draftbot.access.own_keys import make_own_key, own_keys, revoke_own_key
from draftbot.access.passwords import LEAST
from draftbot.faces.api.requests import Body
from draftbot.faces.api.routes import MISSING, REFUSED
from draftbot.faces.api.sign_in import Asking, AtTheDoor
from draftbot.faces.office_shapes import KeyShape, NewKeyShape, UserShape
from draftbot.faces.shapes import ErrorShape

office_router = APIRouter(
    prefix="/api/v1",
    tags=["api.tag_access"],
    responses={**REFUSED, 409: {"model": ErrorShape, "description": "api.name_taken"}},
)


# Told in the schema; refused in words of our own.
A_NAME: dict[str, JsonValue] = {"minLength": 1, "maxLength": LONGEST, "pattern": "^[^:,()：，（）]+$"}
A_PASSWORD: dict[str, JsonValue] = {"minLength": LEAST}


Department = Annotated[str, Field(max_length=200, json_schema_extra=A_NAME)]


class UserBody(Body):
    """None leaves a thing as it is."""

    scope: Literal["write", "admin"] | None = Field(None, description="api.scope")
    disabled: StrictBool | None = Field(None, description="api.disabled")
    departments: list[Department] | None = Field(None, max_length=200, description="api.departments_of")


class NewUserBody(Body):
    name: str = Field(max_length=200, json_schema_extra=A_NAME)
    password: str = Field(max_length=1024, description="api.password", json_schema_extra=A_PASSWORD)
    scope: Literal["write", "admin"] = Field("write", description="api.scope")
    departments: list[Department] = Field([], max_length=200, description="api.departments_of")


class OwnKeyBody(Body):
    name: str = Field(max_length=200, json_schema_extra=A_NAME)
    scope: ScopeName = Field("read", description="api.scope")


class KeyBody(Body):
    name: str = Field(max_length=200, json_schema_extra=A_NAME)
    scope: ScopeName = Field(description="api.scope")
    user: str | None = Field(None, max_length=200, description="api.key_user")


@office_router.get("/users", summary="api.users")
def users(caller: Asking, door: AtTheDoor) -> list[UserShape]:
    rule.check(caller, "manage_users")
    return [UserShape.of(user) for user in door.users.all()]


@office_router.post("/users", summary="api.add_user", status_code=status.HTTP_201_CREATED)
def add_user(body: NewUserBody, caller: Asking, door: AtTheDoor) -> UserShape:
    rule.check(caller, "manage_users")
    user = door.users.add(body.name, body.password, Scope.named(body.scope), body.departments)
    door.audit.tell(caller, "user_added", user.name)
    return UserShape.of(user)


@office_router.patch(
    "/users/{name}", summary="api.change_user", description="api.change_user_more", responses=MISSING
)
def change_user(name: str, said: UserBody, caller: Asking, door: AtTheDoor) -> UserShape:
    rule.check(caller, "manage_users")
    door.users.named(name)  # raises UserNotFound
    if said.scope is not None:
        door.users.set_scope(name, Scope.named(said.scope))
        door.audit.tell(caller, "user_scope", name)
    if said.departments is not None:
        door.users.set_departments(name, said.departments)
        door.audit.tell(caller, "user_departments", name)
    if said.disabled is not None:
        (door.users.disable if said.disabled else door.users.enable)(name)
        door.audit.tell(caller, "user_disabled" if said.disabled else "user_enabled", name)
    return UserShape.of(door.users.named(name))


@office_router.get("/session/keys", summary="api.own_keys")
def keys_of_mine(caller: Asking, door: AtTheDoor) -> list[KeyShape]:
    return [KeyShape.of(key) for key in own_keys(caller, door)]


@office_router.post("/session/keys", summary="api.add_own_key", description="api.add_own_key_more")
def add_key_of_mine(body: OwnKeyBody, caller: Asking, door: AtTheDoor) -> NewKeyShape:
    return NewKeyShape(key=make_own_key(caller, door, body.name, Scope.named(body.scope)))


@office_router.delete(
    "/session/keys/{name}",
    summary="api.revoke_own_key",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=MISSING,
)
def revoke_key_of_mine(name: str, caller: Asking, door: AtTheDoor) -> None:
    revoke_own_key(caller, door, name)


@office_router.get("/keys", summary="api.keys")
def keys(caller: Asking, door: AtTheDoor) -> list[KeyShape]:
    rule.check(caller, "manage_keys")
    return [KeyShape.of(key) for key in door.keys.all()]


@office_router.post("/keys", summary="api.add_key", description="api.add_key_more", responses=MISSING)
def add_key(body: KeyBody, caller: Asking, door: AtTheDoor) -> NewKeyShape:
    rule.check(caller, "manage_keys")
    secret = door.keys.add(body.name, Scope.named(body.scope), body.user)
    door.audit.tell(caller, "key_added", body.name)
    return NewKeyShape(key=secret)


@office_router.delete(
    "/keys/{name}", summary="api.revoke_key", status_code=status.HTTP_204_NO_CONTENT, responses=MISSING
)
def revoke_key(name: str, caller: Asking, door: AtTheDoor) -> None:
    rule.check(caller, "manage_keys")
    door.keys.revoke(name)
    door.audit.tell(caller, "key_revoked", name)


@office_router.get(
    "/audit",
    summary="api.audit",
    description="api.audit_more",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}},
)
def audit(
    caller: Asking,
    door: AtTheDoor,
    since: Annotated[str, Query(max_length=40, description="api.since")] = "",
    after: Annotated[int, Query(ge=0, le=2**53, description="api.after_number")] = 0,
    most: Annotated[int, Query(ge=1, le=100_000)] = 1000,
) -> Response:
    rule.check(caller, "read_audit")
    return Response(as_csv(door.audit.entries(since, after, most)), media_type="text/csv; charset=utf-8")

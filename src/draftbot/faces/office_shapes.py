"""The JSON shapes of users, keys and the audit."""

from __future__ import annotations

from pydantic import Field

from draftbot.access.keys import Key
from draftbot.access.users import User
from draftbot.faces.shape import Shape


class UserShape(Shape):
    name: str
    scope: str = Field(description="api.scope")
    made_at: str = Field(description="api.saved_at")
    disabled_at: str | None
    departments: list[str] = Field(description="api.departments_of")

    @classmethod
    def of(cls, user: User) -> UserShape:
        return cls(
            name=user.name,
            scope=user.scope.word,
            made_at=user.made_at,
            disabled_at=user.disabled_at,
            departments=list(user.departments),
        )


class KeyShape(Shape):
    name: str
    scope: str = Field(description="api.scope")
    user: str | None = Field(description="api.key_user")
    made_at: str = Field(description="api.saved_at")
    revoked_at: str | None

    @classmethod
    def of(cls, key: Key) -> KeyShape:
        return cls(
            name=key.name,
            scope=key.scope.word,
            user=key.user,
            made_at=key.made_at,
            revoked_at=key.revoked_at,
        )


class NewKeyShape(Shape):
    key: str = Field(description="api.key_once")


class EntryShape(Shape):
    number: int
    at: str
    who: str
    way: str
    what: str
    which: str


class BackupShape(Shape):
    """What a backup says of itself."""

    draftbot: str
    schema_version: int = Field(validation_alias="schema")
    made_at: str
    sha256: str
    size: int
    reports: int
    drafts: int
    conversations: int
    users: int

"""Who asks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, get_args

ScopeName = Literal["read", "write", "admin"]
SCOPES: tuple[ScopeName, ...] = get_args(ScopeName)
Way = Literal["alone", "session", "key", "proxy", "terminal"]


class Scope(IntEnum):
    """What somebody may do; each holds those before it."""

    READ, WRITE, ADMIN = 0, 1, 2

    @classmethod
    def named(cls, name: str) -> Scope:
        """Raises ValueError for another name than `SCOPES`."""
        return cls(SCOPES.index(name))

    @property
    def word(self) -> ScopeName:
        return SCOPES[self]


@dataclass(frozen=True, slots=True)
class Caller:
    """`name` owns what is made: a user, or "key:…" for a key that works for no user; `via` is the
    key's name where one was used; `departments` are those of the user."""

    name: str
    scope: Scope
    way: Way
    via: str = ""
    departments: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether this is somebody at the page."""
        return self.way in ("session", "proxy", "alone")


WHOEVER = Caller("", Scope.ADMIN, "alone")
"""Who works where no users are set up."""

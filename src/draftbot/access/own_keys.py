"""What people do with their own keys, at the page and over REST alike."""

from __future__ import annotations

from draftbot.access import rule
from draftbot.access.caller import Caller, Scope
from draftbot.access.door import Door
from draftbot.access.keys import Key
from draftbot.errors import KeyNotFound, NotSignedIn


def own_keys(caller: Caller, door: Door) -> tuple[Key, ...]:
    """The keys that work for the caller, those revoked too. Raises NotSignedIn, NotAllowed."""
    _ask(caller)
    return tuple(key for key in door.keys.all() if key.user == caller.name)


def make_own_key(caller: Caller, door: Door, name: str, scope: Scope) -> str:
    """A new key in words, which are not kept: it may no more than the caller. Raises as `own_keys`, and
    BadName, NameTaken."""
    _ask(caller)
    secret = door.keys.add(name, scope, caller.name)
    door.audit.tell(caller, "key_added", name)
    return secret


def revoke_own_key(caller: Caller, door: Door, name: str) -> None:
    """Raises as `own_keys`, and KeyNotFound for a key of anybody else's."""
    if not any(key.name == name for key in own_keys(caller, door)):
        raise KeyNotFound(name=name)
    door.keys.revoke(name)
    door.audit.tell(caller, "key_revoked", name)


def _ask(caller: Caller) -> None:
    """Raises NotSignedIn where no person is known: by a key none may make others, and alone there are
    no users; NotAllowed."""
    if caller.way not in ("session", "proxy"):
        raise NotSignedIn
    rule.check(caller, "manage_own_keys")

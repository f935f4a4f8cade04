"""Who stands at the door."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from draftbot.access import names, passwords
from draftbot.access.attempts import Attempts
from draftbot.access.audit import Audit
from draftbot.access.caller import WHOEVER, Caller, Scope
from draftbot.access.keys import Keys
from draftbot.access.rates import Pace, Rates
from draftbot.access.sessions import Sessions
from draftbot.access.users import Users
from draftbot.errors import BadName, NotSignedIn, OpenToAll, UserNotFound, WrongPassword
from draftbot.index.database import Database

COOKIE = "draftbot_session"


@dataclass(frozen=True, slots=True)
class DoorSettings:
    """Sessions end after `session_hours` without use; `trusted_header` names the user where the
    request comes from one of `trusted_proxies` (addresses or networks), "" for none."""

    session_hours: float = 12.0
    trusted_header: str = ""
    trusted_proxies: tuple[str, ...] = ()
    rates: Rates = field(default_factory=Rates)


class Door:
    """Tells who comes in, by session, key or proxy."""

    def __init__(self, database: Database, settings: DoorSettings | None = None) -> None:
        self.settings = settings or DoorSettings()
        self.users, self.keys, self.audit = Users(database), Keys(database), Audit(database)
        self.sessions = Sessions(database, self.settings.session_hours)
        # By who and from where, so that nobody locks another out; by each alone more is let pass.
        self._attempts, self._by_name, self._by_place = Attempts(5), Attempts(30), Attempts(60)
        self.pace = Pace(self.settings.rates)
        self._proxies = [ipaddress.ip_network(one, strict=False) for one in self.settings.trusted_proxies]

    @property
    def is_open(self) -> bool:
        """Whether nobody is asked who they are."""
        return not self.settings.trusted_header and not self.users.any

    def caller(self, headers: Mapping[str, str], cookies: Mapping[str, str], peer: str) -> Caller | None:
        """Who asks, None for nobody that is known; `headers` by their names in lower case, `peer`
        the address at the other end of the connection itself."""
        if self.is_open:
            return WHOEVER
        caller = self._known(headers, cookies, peer)
        return caller and replace(caller, departments=self.users.departments_of(caller.name))

    def _known(self, headers: Mapping[str, str], cookies: Mapping[str, str], peer: str) -> Caller | None:
        """By key, session or proxy, the first of them that is tried."""
        kind, _, secret = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self.keys.caller(secret.strip())
        if (token := cookies.get(COOKIE)) and (caller := self.sessions.caller(token)):
            return caller
        return self._vouched_for(headers, peer)

    def sign_in(self, name: str, password: str, peer: str) -> str:
        """A session's token. Raises WrongPassword, TooManyAttempts."""
        try:
            name = names.fit(name)
        except BadName as exc:
            raise WrongPassword from exc
        self._verify(name, password, peer)
        self.audit.tell(Caller(name, Scope.READ, "session"), "sign_in", peer)
        return self.sessions.begin(name)

    def change_password(self, name: str, password: str, new: str, peer: str) -> str:
        """Let a user have a new password; the token of a new session, all others end.
        Raises WrongPassword, TooManyAttempts, BadPassword."""
        self._verify(name, password, peer)
        self.users.set_password(name, new)
        self.audit.tell(Caller(name, Scope.READ, "session"), "password_set", name)
        return self.sessions.begin(name)

    def _verify(self, name: str, password: str, peer: str) -> None:
        """Raises WrongPassword, TooManyAttempts."""
        tried = ((self._attempts, f"{name} {peer}"), (self._by_name, name), (self._by_place, peer))
        for attempts, whose in tried:
            attempts.look(whose)
        if not passwords.is_right(password, self.users.password(name)):
            for attempts, whose in tried:
                attempts.failed(whose)
            self.audit.tell(Caller(name, Scope.READ, "session"), "sign_in_failed", peer)
            raise WrongPassword
        self._attempts.went_well(f"{name} {peer}")

    def sign_out(self, token: str) -> None:
        if caller := self.sessions.caller(token):
            self.sessions.end(token)
            self.audit.tell(caller, "sign_out")

    def _vouched_for(self, headers: Mapping[str, str], peer: str) -> Caller | None:
        """Whom a proxy names; who is new is added, never as an administrator."""
        header = self.settings.trusted_header.lower()
        if not header or not headers.get(header) or not self._is_proxy(peer):
            return None
        try:
            name = names.fit(_as_utf8(headers[header]))
        except BadName as exc:
            raise NotSignedIn from exc
        try:
            user = self.users.named(name)
        except UserNotFound:
            user = self.users.add_vouched(name)
            self.audit.tell(Caller(name, user.scope, "proxy"), "user_added", name)
        return None if user.disabled_at else Caller(user.name, user.scope, "proxy")

    def _is_proxy(self, peer: str) -> bool:
        try:
            address = ipaddress.ip_address(peer)
        except ValueError:
            return False
        return any(address in network for network in self._proxies)


def _as_utf8(value: str) -> str:
    """A header's value as proxies mean it; HTTP itself knows Latin-1 alone."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def refuse_open_door(host: str, door: Door) -> None:
    """Raises OpenToAll where other machines could come in and nobody would ask them."""
    if not is_loopback(host) and door.is_open:
        raise OpenToAll(host=host)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")

"""Where a PostgreSQL server is, out of one line: postgresql://user:password@host:5432/database?sslmode=require."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from draftbot.errors import SettingsWrong
from draftbot.messages import Message

_SCHEMES = ("postgresql", "postgres")
_PORT = 5432
# As libpq means them; without one, encrypted where the server can.
_MODES = ("disable", "prefer", "require", "verify-full")


@dataclass(frozen=True, slots=True)
class Address:
    """`socket` is a file to connect to in place of host and port."""

    host: str
    port: int
    user: str
    password: str | None
    database: str
    sslmode: str = "prefer"
    sslrootcert: str | None = None
    socket: str | None = None

    @property
    def shown(self) -> str:
        """Without the password."""
        return f"postgresql://{self.user}@{self.socket or f'{self.host}:{self.port}'}/{self.database}"

    def tls(self) -> ssl.SSLContext | bool | None:
        """What the connection is encrypted with: False for nothing, None for what the server has."""
        if self.sslmode in ("disable", "prefer"):
            return False if self.sslmode == "disable" else None
        context = ssl.create_default_context(cafile=self.sslrootcert)
        if self.sslmode == "require":
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context


def address_in(url: str) -> Address:
    """Raises SettingsWrong."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORT
    except ValueError as exc:
        raise _wrong() from exc
    options = dict(parse_qsl(parts.query))
    database, user = unquote(parts.path.lstrip("/")), unquote(parts.username or "")
    folder = options.pop("host", None)  # of a socket, as libpq writes it
    mode, certificate = options.pop("sslmode", "prefer"), options.pop("sslrootcert", None)
    if parts.scheme not in _SCHEMES or not database or not user or options or mode not in _MODES:
        raise _wrong()
    return Address(
        parts.hostname or "localhost",
        port,
        user,
        unquote(parts.password) if parts.password is not None else None,
        database,
        mode,
        certificate,
        f"{folder.rstrip('/')}/.s.PGSQL.{port}" if folder else None,
    )


def _wrong() -> SettingsWrong:
    return SettingsWrong(reason=Message("settings.database_url"))

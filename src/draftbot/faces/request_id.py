"""Which request something is done for, told to its log lines."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
_FIT = re.compile(r"[A-Za-z0-9._-]{1,64}")


def id_for(given: str) -> str:
    """What a proxy calls a request where that is an id, else a new one."""
    return given if _FIT.fullmatch(given) else secrets.token_hex(8)

"""Passwords as they are kept: Argon2id."""

from __future__ import annotations

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from draftbot.errors import BadPassword, TooManyAttempts

LEAST, MOST = 8, 1024  # characters
# Each check takes 64 MiB: two at a time, whoever is at the door.
_places = threading.Semaphore(2)
# Who waits holds a thread of the server's: the rest is told to come back.
_waiting = threading.Semaphore(8)
_hasher = PasswordHasher()
_nobody: list[str] = []


def hashed(password: str) -> str:
    """What is kept of a password. Raises BadPassword."""
    if not LEAST <= len(password) <= MOST:
        raise BadPassword(least=LEAST, most=MOST)
    with _places:
        return _hasher.hash(_normal(password))


def is_right(password: str, kept: str) -> bool:
    """Whether `password` is the one that `kept` was made of; "" is nobody's, and takes as long.
    Raises TooManyAttempts where too many are being looked at."""
    if not _waiting.acquire(blocking=False):
        raise TooManyAttempts(seconds=2)
    try:
        with _places:
            return _verified(password, kept)
    finally:
        _waiting.release()


def _verified(password: str, kept: str) -> bool:
    if not kept and not _nobody:
        _nobody.append(_hasher.hash("nobody's"))
    try:
        _hasher.verify(kept or _nobody[0], _normal(password[: MOST + 1]))
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def _normal(password: str) -> str:
    """Keyboards differ in how they send one and the same character (RFC 8265, 4.2)."""
    return unicodedata.normalize("NFC", password)

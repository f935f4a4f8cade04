"""Where the files lie that reports were read from: in the database, in a folder, or in an S3-compatible
store, by the hash of their bytes.

What lies outside is put there before the database says that it is there, so that nothing known is
ever missing. What no report holds any more is swept at a start, a day after it was put: a process
that reads the same file meanwhile has just put it anew.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from draftbot.errors import OriginalsUnavailable

SECONDS_UNHELD = 24 * 60 * 60


class Originals(Protocol):
    """Raises OriginalsUnavailable."""

    def put(self, hash_: str, data: bytes) -> bytes:
        """Keep an original; returns what the database is to keep of it: nothing, or all."""

    def get(self, hash_: str) -> bytes:
        """An original of which the database keeps nothing."""

    def sweep(self, held: Collection[str]) -> int:
        """Forget all but what is held, or was put lately; how many there were."""


class InDatabase:
    """All of them."""

    def put(self, hash_: str, data: bytes) -> bytes:
        return data

    def get(self, hash_: str) -> bytes:
        """Reports of files that are empty there are none: it was put elsewhere."""
        raise OriginalsUnavailable(where="DRAFTBOT_ORIGINALS_URL", reason=hash_)

    def sweep(self, held: Collection[str]) -> int:
        return 0


class InFolder:
    """One file each, in folders by the first two letters of the hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, hash_: str, data: bytes) -> bytes:
        place = self._place(hash_)
        half = place.with_name(f".{hash_}.{os.getpid()}.half")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with half.open("wb") as file:
                os.fchmod(file.fileno(), 0o600)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            half.replace(place)
        except OSError as exc:
            with suppress(OSError):
                half.unlink()
            raise self._unavailable(exc) from exc
        return b""

    def get(self, hash_: str) -> bytes:
        try:
            return self._place(hash_).read_bytes()
        except OSError as exc:
            raise self._unavailable(exc) from exc

    def sweep(self, held: Collection[str]) -> int:
        before, swept = time.time() - SECONDS_UNHELD, 0
        try:
            for place in self.folder.glob("??/*"):
                if place.name not in held and place.stat().st_mtime < before:
                    place.unlink()
                    swept += 1
        except OSError as exc:
            raise self._unavailable(exc) from exc
        return swept

    def _place(self, hash_: str) -> Path:
        return self.folder / hash_[:2] / hash_

    def _unavailable(self, exc: OSError) -> OriginalsUnavailable:
        return OriginalsUnavailable(where=str(self.folder), reason=exc.strerror or type(exc).__name__)

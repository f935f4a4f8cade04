"""A draft or an answer as a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportedFile:
    name: str
    media_type: str
    data: bytes

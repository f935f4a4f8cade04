"""Who is told how far reading has come."""

from __future__ import annotations

from collections.abc import Callable

from draftbot.domain import IngestProgress

Progress = Callable[[IngestProgress], None]

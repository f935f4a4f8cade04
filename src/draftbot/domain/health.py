"""What `doctor` looked at, and what it found."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.messages import Message


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One thing `doctor` looked at; `text` says what it found."""

    name: Message
    healthy: bool
    text: Message

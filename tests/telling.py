"""Messages in the words that a user reads."""

from __future__ import annotations

from draftbot.messages import Message, render


def zh(message: Message) -> str:
    return render(message, "zh")


def en(message: Message) -> str:
    return render(message, "en")

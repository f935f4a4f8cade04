"""Whether a message sent while an answer is under way asks for its end."""

from __future__ import annotations

from draftbot.chinese.scripts import normalise
from draftbot.chinese.word_lists import word_table


def asks_to_stop(message: str) -> bool:
    """Whether all of `message`, its marks aside, says to stop."""
    said = "".join(c for c in normalise(message).lower() if c.isalnum())
    return said in word_table("stop", "draftbot.conversation")[""]

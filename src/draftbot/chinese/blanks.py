"""【待补：…】, the visible blank: how it is written, and found."""

from __future__ import annotations

import re

from draftbot.domain import BLANK_CLOSE, BLANK_OPEN

BLANK = re.compile(re.escape(BLANK_OPEN) + r"([^】]*)" + re.escape(BLANK_CLOSE))


def blank(label: str) -> str:
    """A visible blank that asks for `label`."""
    return f"{BLANK_OPEN}{label}{BLANK_CLOSE}"


def blanks_in(text: str) -> tuple[str, ...]:
    """The labels of all blanks in `text`."""
    return tuple(BLANK.findall(text))

"""What the form of a clause alone tells, whatever else is read in it."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.conversation import actions as do


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be done for what was told, and what else the words say; of that only what is `surely` asked
    for, where reasons are said beside it as often."""

    actions: tuple[do.Action, ...]
    rest: str = ""
    surely: bool = False

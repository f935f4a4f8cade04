"""A sentence of last year's form on its way into the new paper."""

from __future__ import annotations

from dataclasses import dataclass, field

from draftbot.domain import Fill, Role
from draftbot.writing.last_years_form import PastSentence

# What is hoped for, or lacking, is told by facts that say so.
AHEAD, LACKING = frozenset((Role.PLANS, Role.GOALS)), frozenset((Role.PROBLEMS,))


@dataclass(slots=True)
class Place:
    """A sentence of the form and where it stands: part -1 is the opening, `heading` the part's; `overtaken` is the
    fact that has made it, or what is gone of it, untrue; `told_anew` says that the user lists what its part tells, `once` that what
    is gone of it happened once; `item` is the small heading that it stands under, `fulfilled` what was done of a plan and
    is an item of its own."""

    part: int
    role: Role
    past: PastSentence
    around: str
    text: str
    heading: str
    fills: list[Fill] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    overtaken: str = ""
    told_anew: bool = False
    once: bool = False
    item: str = ""
    fulfilled: list[str] = field(default_factory=list)

    @property
    def is_left_out(self) -> bool:
        """Whether nothing is left of it."""
        return bool(self.overtaken or self.told_anew or self.once) and not self.text

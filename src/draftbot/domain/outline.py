"""What is to be written: the outline, and the facts that the user vouches for."""

from __future__ import annotations

from dataclasses import dataclass, field

from draftbot.domain.report import Role


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """One heading of an outline. `length` is the target in characters (None:
    share what is left, by the usual `share` of the whole, 0 to 1, where it is
    known); `cues` are phrases this kind of section opens with."""

    heading: str
    level: int = 1
    purpose: str = ""
    length: int | None = None
    cues: tuple[str, ...] = ()
    role: Role = Role.OTHER
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a report to be written, in order, two or three levels. `length` is for the whole, in
    characters; one that `is_usual_length` nobody told: it gives way to how long such reports are."""

    genre: str
    sections: tuple[OutlineSection, ...]
    opening: str = ""  # salutation or opening formula, e.g. 尊敬的各位领导：
    closing: str = ""  # closing formula, e.g. 以上述职，请予审议。
    first_person: bool = False
    length: int | None = None
    is_usual_length: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as the user put it; `section` is the heading it belongs under,
    "" to let draftbot decide; one that `goes_on` was typed in one sentence with the fact before it."""

    text: str
    section: str = ""
    goes_on: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class FactSheet:
    """What the user vouches for. Empty fields stay visibly blank in a draft."""

    unit: str = ""
    period: str = ""
    author: str = ""
    date: str = ""
    leaders: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def text(self) -> str:
        """All of it as lines."""
        parts = (self.unit, self.period, self.author, self.date, *self.leaders)
        return "\n".join([*(p for p in parts if p), *(f.text for f in self.facts)])

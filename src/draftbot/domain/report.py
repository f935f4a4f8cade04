"""Reports as read from files, and the passages they are cut into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from draftbot.domain.text import count_chars
from draftbot.messages import NOTHING, Message

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Guess(Generic[T]):
    """A value read out of a text, and how sure the reader is of it (0 to 1)."""

    value: T
    sureness: float


class Script(StrEnum):
    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"
    MIXED = "mixed"


class Role(StrEnum):
    """What a section does in its report; told from its heading."""

    OPENING = "opening"  # 由头、前言、称谓
    OVERVIEW = "overview"  # 基本情况、任职与职责
    BASIS = "basis"  # 目的依据、指导思想、总体要求
    GOALS = "goals"  # 目标任务
    WORK = "work"  # 主要做法、措施与成效
    EXPERIENCE = "experience"  # 经验体会
    PROBLEMS = "problems"  # 存在问题、原因
    PLANS = "plans"  # 下步打算、建议
    STEPS = "steps"  # 实施步骤
    SUPPORT = "support"  # 组织保障、工作要求
    CLOSING = "closing"  # 结语、落款
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it.

    `level` is 1 for 一、, 2 for （一） and so on; 0 for text under no heading:
    the opening before the first heading and the closing after the last.
    `number` is written as in the source ("一、"), "" where there is none.
    """

    level: int
    number: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    def walk(self, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Section]]:
        """This section and all below it, each with its heading path (itself last)."""
        here = (*path, self.heading) if self.heading else path
        yield here, self
        for section in self.sections:
            yield from section.walk(here)


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of repair made while reading, and how often."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class DroppedLine:
    """A line of the source that stands in no report. `line` is its number there, `text`
    what it said, `why` the name of the repair that took it out, "" for what a file's
    reader left aside."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Aside:
    """What belongs to a paper but not to its text: its letterhead, number, addressees,
    signature, attachments, notes. `kind` is one of the keys of the messages `asides.*`."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One report as read from a file.

    `id` depends only on the file's bytes and the report's place in it.
    `first_line` is the 1-based line of the source text where it begins.
    `cut_reason` says why a compilation was cut before this report; nothing for the
    first. `suspects` counts places that look damaged but were left alone, `dropped` are
    the lines between its first and its last that it does not hold, and `warnings` say
    what a user should look at: much that was dropped, a text that looks garbled.
    `restored` are the lines of its file that a user had brought back, `cuts` those before
    which the user cut it into reports, None where reading did. `title_as_read` is the title
    that the user's stands for, "" where it was not corrected.
    """

    id: str
    title: str
    title_is_derived: bool
    genre: Guess[str]
    unit: Guess[str]
    year: Guess[int | None]
    level: Guess[str]
    script: Script
    source: str
    first_line: int
    sections: tuple[Section, ...]
    repairs: tuple[Repair, ...] = ()
    suspects: int = 0
    cut_reason: Message = NOTHING
    dropped: tuple[DroppedLine, ...] = ()
    asides: tuple[Aside, ...] = ()
    warnings: tuple[Message, ...] = ()
    restored: tuple[int, ...] = ()
    cuts: tuple[int, ...] | None = None
    title_as_read: str = ""

    def walk(self) -> Iterator[tuple[tuple[str, ...], Section]]:
        """All sections in reading order, each with its heading path."""
        for section in self.sections:
            yield from section.walk()

    @property
    def text(self) -> str:
        """Headings and paragraphs, one a line."""
        lines: list[str] = []
        for _, section in self.walk():
            if section.heading:
                lines.append(section.number + section.heading)
            lines.extend(section.paragraphs)
        return "\n".join(lines)

    @property
    def chars(self) -> int:
        return count_chars(self.text)


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line of a file as it was read: `number` is its number there. `begins` is the id of the
    report that begins with it, "" for none, `why` the reason of the cut before it."""

    number: int
    text: str
    begins: str = ""
    why: Message = NOTHING


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A line of the list of reports. `duplicate_of` is the report's id whose
    text this one mostly repeats, or None; `department` alone sees it, "" for all."""

    id: str
    title: str
    genre: str
    unit: str
    year: int | None
    script: Script
    source: str
    first_line: int
    chars: int
    duplicate_of: str | None = None
    department: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a user says of a report instead of what was read out of it; None leaves a thing."""

    title: str | None = None
    genre: str | None = None
    unit: str | None = None
    year: int | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one section, 150–450 characters where the text allows.

    `id` is the report's id with the passage's ordinal; `heading_path` runs from
    the top heading down, without numbers.
    """

    id: str
    report_id: str
    ordinal: int
    heading_path: tuple[str, ...]
    role: Role
    text: str

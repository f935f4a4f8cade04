"""The things users talk about, as frozen values.

A *report* is read from a *source* file and has a tree of *sections*; it is cut
into *passages*, which a search returns as *hits*. A *draft* is written to an
*outline* from a *fact sheet*; each of its *sentences* names the *sources* it
rests on and the *blanks* it leaves. Lengths are counted in characters without
white space.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

BLANK_OPEN, BLANK_CLOSE = "【待补：", "】"


def count_chars(text: str) -> int:
    """Characters in `text`, white space left out: how offices count length."""
    return len("".join(text.split()))


# -- reports -----------------------------------------------------------------


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
class Report:
    """One report as read from a file.

    `id` depends only on the file's bytes and the report's place in it.
    `first_line` is the 1-based line of the source text where it begins.
    `cut_reason` says why a compilation was cut before this report; "" for the
    first. `suspects` counts places that look damaged but were left alone.
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
    cut_reason: str = ""

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
class ReportSummary:
    """A line of the list of reports. `duplicate_of` is the report's id whose
    text this one mostly repeats, or None."""

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


# -- search ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to; None means no limit. `years` is inclusive."""

    genre: str | None = None
    unit: str | None = None
    years: tuple[int, int] | None = None
    source: str | None = None
    roles: tuple[Role, ...] = ()
    without_reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """A passage that says nearly the same as a hit."""

    passage_id: str
    report_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score` is comparable within one answer only;
    `highlights` are (start, end) character offsets into `passage.text`."""

    rank: int
    score: float
    passage: Passage
    report: ReportSummary
    highlights: tuple[tuple[int, int], ...] = ()
    also_in: tuple[Twin, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`is_about` says whether the corpus speaks of the query at all; where it does
    not, the hits are only what is nearest."""

    query: str
    ms: float
    hits: tuple[Hit, ...]
    is_about: bool = True


@dataclass(frozen=True, slots=True)
class PassageInContext:
    """A passage with its report's passages just before and after it."""

    report: ReportSummary
    passage: Passage
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]


# -- outline and facts -------------------------------------------------------


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
    """The sections of a report to be written, in order, two or three levels."""

    genre: str
    sections: tuple[OutlineSection, ...]
    opening: str = ""  # salutation or opening formula, e.g. 尊敬的各位领导：
    closing: str = ""  # closing formula, e.g. 以上述职，请予审议。
    first_person: bool = False
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as the user put it; `section` is the heading it belongs under,
    "" to let draftbot decide."""

    text: str
    section: str = ""


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


# -- drafts ------------------------------------------------------------------

Origin = Literal["source", "fact", "connective", "model", "user"]


@dataclass(frozen=True, slots=True)
class Fill:
    """What the user put in the place of a blank; `start` is its offset in the sentence."""

    label: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft. `citations` are source numbers; `blanks` the labels
    of its 【待补：…】 in order; `origin` says who wrote it; `fills` are its blanks
    that the user filled, in order. A `locked` sentence is touched by no action."""

    text: str
    citations: tuple[int, ...] = ()
    blanks: tuple[str, ...] = ()
    origin: Origin = "source"
    fills: tuple[Fill, ...] = ()
    locked: bool = False

    @property
    def unfilled(self) -> str:
        """The text with the blanks the user filled open again: what its writer answers for."""
        text = self.text
        for fill in reversed(self.fills):
            end = fill.start + len(fill.text)
            text = f"{text[: fill.start]}{BLANK_OPEN}{fill.label}{BLANK_CLOSE}{text[end:]}"
        return text


@dataclass(frozen=True, slots=True)
class DraftSection:
    """`paragraphs` hold sentences; `note` says in plain words why a section
    stayed blank or short, "" when it did not."""

    heading: str
    level: int
    paragraphs: tuple[tuple[Sentence, ...], ...] = ()
    note: str = ""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(s for paragraph in self.paragraphs for s in paragraph)

    @property
    def is_locked(self) -> bool:
        """Whether all of it is locked."""
        return bool(self.sentences) and all(s.locked for s in self.sentences)

    @property
    def text(self) -> str:
        return "\n".join("".join(s.text for s in paragraph) for paragraph in self.paragraphs)

    @property
    def chars(self) -> int:
        return count_chars(self.text)


@dataclass(frozen=True, slots=True)
class Source:
    """A passage a draft rests on, under its number in that draft."""

    number: int
    passage_id: str
    report_id: str
    title: str
    heading_path: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """One 【待补：…】 of a draft, with where it stands (0-based indices)."""

    label: str
    section: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the writer should look at. `section` and `sentence` (among that
    section's) are 0-based indices or None; `source` is the number of the source
    it came from, where one is known."""

    code: str
    text: str
    section: int | None = None
    sentence: int | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What to write. `length` is the whole draft's target in characters; `seed`
    chooses among equally good wordings; `use_model` False keeps to the
    extractive writer."""

    title: str
    outline: Outline
    facts: FactSheet = field(default_factory=FactSheet)
    length: int | None = None
    seed: int = 0
    use_model: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft; `opening` and `closing` are the lines before and after the
    numbered sections. `dropped` are sentences the user took out or had reworded,
    which are not written again; `set_aside` are the user's own sentences whose
    section is gone, each with the heading it stood under."""

    id: str
    request: DraftRequest
    sections: tuple[DraftSection, ...] = ()
    sources: tuple[Source, ...] = ()
    warnings: tuple[Remark, ...] = ()
    opening: tuple[Sentence, ...] = ()
    closing: tuple[Sentence, ...] = ()
    dropped: tuple[str, ...] = ()
    set_aside: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        return self.request.title

    @property
    def blanks(self) -> tuple[Blank, ...]:
        return tuple(
            Blank(label, i, j)
            for i, section in enumerate(self.sections)
            for j, sentence in enumerate(section.sentences)
            for label in sentence.blanks
        )


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A state of a draft that was kept. `number` runs from 1; `what` says in words
    what was done to get there; `saved_at` is an ISO time in UTC."""

    number: int
    saved_at: str
    what: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What became of one section between two versions; `fate` says whether the
    section as a whole stayed, came or went."""

    heading: str
    fate: Literal["same", "changed", "added", "removed"]
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Version `before` of a draft held against version `after`, by section."""

    before: int
    after: int
    sections: tuple[SectionChange, ...]


# -- what happens while a draft is written -------------------------------------


@dataclass(frozen=True, slots=True)
class DraftStarted:
    """`draft` has its id, request and opening; its sections are still to come."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class SectionStarted:
    index: int
    heading: str


@dataclass(frozen=True, slots=True)
class TextArrived:
    """A piece of a section as a chat model streams it, not yet checked."""

    index: int
    text: str


@dataclass(frozen=True, slots=True)
class SectionWritten:
    """A finished section, and all sources numbered so far."""

    index: int
    section: DraftSection
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class DraftFinished:
    draft: Draft


DraftEvent = DraftStarted | SectionStarted | TextArrived | SectionWritten | DraftFinished


# -- conversation ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    speaker: Literal["user", "draftbot"]
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """The desk a user works at: what is to be written, and what was said.

    `outline` None until a genre is known; `draft_id` None until drafted.
    """

    id: str
    title: str = ""
    outline: Outline | None = None
    facts: FactSheet = field(default_factory=FactSheet)
    length: int | None = None
    draft_id: str | None = None
    use_model: bool = True
    seed: int = 0
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """Words of draftbot's answer; several of them make one answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Found:
    result: SearchResult


@dataclass(frozen=True, slots=True)
class DeskChanged:
    """Title, outline or facts are other than before."""

    conversation: Conversation


@dataclass(frozen=True, slots=True)
class ReadyToExport:
    draft_id: str
    format: Literal["docx", "md"]


ChatEvent = DraftEvent | Said | Found | DeskChanged | ReadyToExport


# -- looking after the corpus ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read; `error` is the DraftbotError that says why."""

    path: str
    error: Exception


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of the files given to one ingest. `ingested` and `unchanged`
    count files; `reports` and `passages` count what was read from the ingested."""

    files: int
    ingested: int
    unchanged: int
    failed: tuple[FailedFile, ...]
    reports: int
    passages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class IngestProgress:
    """`done` of `files` files are finished; `path` is the one at work. `files` is 0 while they
    are still being looked for."""

    done: int
    files: int
    path: str


@dataclass(frozen=True, slots=True)
class ExportedFile:
    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One thing `doctor` looked at; `text` says in words what it found."""

    name: str
    healthy: bool
    text: str

"""A draft: its sentences, their sources and blanks, its versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from draftbot.domain.outline import FactSheet, Outline
from draftbot.domain.plan import Plan
from draftbot.domain.text import BLANK_CLOSE, BLANK_OPEN, count_chars
from draftbot.messages import NOTHING, Message

Origin = Literal["source", "fact", "connective", "model", "user"]


@dataclass(frozen=True, slots=True)
class Fill:
    """What the user put in the place of a blank; `start` is its offset in the sentence."""

    label: str
    text: str
    start: int


def fills_moved(fills: Iterable[Fill], at: int, grown: int) -> tuple[Fill, ...]:
    """Fills as they lie once a sentence has grown by so many characters at an offset."""
    return tuple(replace(fill, start=fill.start + grown) if fill.start > at else fill for fill in fills)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft. `citations` are source numbers; `blanks` the labels
    of its 【待补：…】 in order; `origin` says who wrote it; `fills` are its blanks
    that the user filled, in order. A `locked` sentence is touched by no action; of a
    `confirmed` one the user said that it is true of the unit. One of the first or last lines that
    `runs_on` stands in the line of the one before it."""

    text: str
    citations: tuple[int, ...] = ()
    blanks: tuple[str, ...] = ()
    origin: Origin = "source"
    fills: tuple[Fill, ...] = ()
    locked: bool = False
    confirmed: bool = False
    runs_on: bool = False

    @property
    def is_users(self) -> bool:
        """Whether the user wrote or told it."""
        return self.origin in ("user", "fact")

    @property
    def is_kept(self) -> bool:
        """Whether the user said that it shall stand as it does."""
        return self.locked or self.confirmed

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
    """`paragraphs` hold sentences; `note` says why a section stayed blank or
    short, nothing when it did not."""

    heading: str
    level: int
    paragraphs: tuple[tuple[Sentence, ...], ...] = ()
    note: Message = NOTHING

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


# The places of a draft's first and last lines beside those of its sections.
OPENING, CLOSING = -1, -2
_LINES = {OPENING: "opening", CLOSING: "closing"}


def _as_paragraphs(lines: Iterable[Sentence]) -> tuple[tuple[Sentence, ...], ...]:
    paragraphs: list[list[Sentence]] = []
    for sentence in lines:
        if sentence.runs_on and paragraphs:
            paragraphs[-1].append(replace(sentence, runs_on=False))
        else:
            paragraphs.append([replace(sentence, runs_on=False)])
    return tuple(map(tuple, paragraphs))


def as_lines(paragraphs: Iterable[Iterable[Sentence]]) -> tuple[Sentence, ...]:
    """Paragraphs as first or last lines of a draft."""
    return tuple(
        replace(sentence, runs_on=n > 0) for paragraph in paragraphs for n, sentence in enumerate(paragraph)
    )


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
    """One 【待补：…】 of a draft, with where it stands: a part as in `Draft.parts`, a sentence of it from 0."""

    label: str
    section: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the writer should look at. `section` and `sentence` (among that
    section's) are 0-based indices or None; `source` is the number of the source
    it came from, where one is known."""

    code: str
    text: Message
    section: int | None = None
    sentence: int | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What to write. `length` is the whole draft's target in characters; `seed`
    chooses among equally good wordings; `use_model` False keeps to the
    extractive writer; `any_trade` lets reports of units of any trade lend their words;
    `reports` are the ids of those the user chose to draw on, None to let draftbot choose;
    `kind` is what kind of unit it is written for, where its name does not tell."""

    title: str
    outline: Outline
    facts: FactSheet = field(default_factory=FactSheet)
    length: int | None = None
    seed: int = 0
    use_model: bool = True
    any_trade: bool = False
    reports: tuple[str, ...] | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft; `opening` and `closing` are the lines before and after the
    numbered sections. `dropped` are sentences the user took out or had reworded,
    which are not written again; `set_aside` are the user's own sentences whose
    section is gone, each with the heading it stood under; `plan` names the past reports it
    is drawn from, None in a draft kept by an earlier draftbot."""

    id: str
    request: DraftRequest
    sections: tuple[DraftSection, ...] = ()
    sources: tuple[Source, ...] = ()
    warnings: tuple[Remark, ...] = ()
    opening: tuple[Sentence, ...] = ()
    closing: tuple[Sentence, ...] = ()
    dropped: tuple[str, ...] = ()
    set_aside: tuple[tuple[str, str], ...] = ()
    plan: Plan | None = None

    @property
    def title(self) -> str:
        return self.request.title

    @property
    def own_sources(self) -> frozenset[int]:
        """The numbers of the sources that are the unit's own reports."""
        own = {report.id for report in self.plan.reports if report.is_own} if self.plan else set[str]()
        return frozenset(source.number for source in self.sources if source.report_id in own)

    @property
    def parts(self) -> tuple[tuple[int, DraftSection], ...]:
        """All that is printed, in reading order: the lines before the sections as part OPENING, the sections by
        their indices, the lines behind them as part CLOSING."""
        numbers = (OPENING, *range(len(self.sections)), CLOSING)
        return tuple((i, self.part(i)) for i in numbers)

    def part(self, i: int) -> DraftSection:
        """The part at an index of `parts`; the first and the last lines have no heading."""
        if i in _LINES:
            return DraftSection("", 0, _as_paragraphs(getattr(self, _LINES[i])))
        return self.sections[i]

    def with_part(self, i: int, section: DraftSection) -> Draft:
        """The draft with another part at an index of `parts`."""
        if i in _LINES:
            return replace(self, **{_LINES[i]: as_lines(section.paragraphs)})  # type: ignore[arg-type]
        sections = list(self.sections)
        sections[i] = section
        return replace(self, sections=tuple(sections))

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them, in reading order."""
        return tuple(sentence for _, part in self.parts for sentence in part.sentences)

    @property
    def chars(self) -> int:
        """How long it is, with its first and last lines."""
        return sum(part.chars for _, part in self.parts)

    @property
    def blanks(self) -> tuple[Blank, ...]:
        return tuple(
            Blank(label, i, j)
            for i, part in self.parts
            for j, sentence in enumerate(part.sentences)
            for label in sentence.blanks
        )


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A state of a draft that was kept. `number` runs from 1; `what` says what was
    done to get there; `saved_at` is an ISO time in UTC."""

    number: int
    saved_at: str
    what: Message


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

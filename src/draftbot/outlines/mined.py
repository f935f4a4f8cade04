"""What an outline mined from past reports is, and how it becomes an outline to write to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftbot.domain import Outline, OutlineSection, Role
from draftbot.errors import NothingToMine
from draftbot.outlines.book import with_usual_purpose, without_lone
from draftbot.outlines.lengths import LEAST_LENGTH, MOST_LENGTH
from draftbot.outlines.validation import MOST_SECTIONS


@dataclass(frozen=True, slots=True)
class SectionExample:
    """One past report's section: its heading as written there, and how its text begins."""

    report_id: str
    title: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class MinedSection:
    """A section that similar reports have.

    `count` is how many of the reports have it, `position` where it usually
    begins and `share` how much of the report it usually takes (both 0 to 1,
    with what stands below it). `level` 2 stands below the last level 1 before
    it. `examples` come best report first.
    """

    heading: str
    count: int
    level: int
    role: Role
    position: float
    share: float
    examples: tuple[SectionExample, ...]


@dataclass(frozen=True, slots=True)
class MinedOutline:
    """The sections of similar past reports in their usual order.

    `reports` is how many were looked at, near-duplicates counted once, and
    `on_topic` how many of these are about what the title is about; `length` is
    their usual length in characters.
    """

    title: str
    genre: str
    reports: int
    on_topic: int
    length: int
    sections: tuple[MinedSection, ...] = ()


def as_outline(mined: MinedOutline, usual: Outline, at_least: int | None = None) -> Outline:
    """The outline of the sections that `at_least` of the reports have (None: half),
    with their usual shares and length; the commonest 40 if there are more.

    `usual` is the genre's built-in outline: it gives opening, closing and person,
    and to sections in the same role their purpose and cues. Raises NothingToMine
    when so many reports agree on no section.
    """
    least = -(-mined.reports // 2) if at_least is None else at_least
    parents = _parents(mined.sections)
    known = [i for i, section in enumerate(mined.sections) if section.count >= least]
    chosen: set[int] = set()
    for i in sorted(known, key=lambda i: -mined.sections[i].count):
        # What stands below a heading cannot stand there without it.
        wanted = chosen | {i, parents[i]}
        chosen = wanted if len(wanted) <= MOST_SECTIONS else chosen
    if not chosen:
        raise NothingToMine(title=mined.title, genre=mined.genre)
    plan = [_plan(mined.sections[i]) for i in sorted(chosen)]
    return replace(
        usual,
        sections=tuple(with_usual_purpose(section, usual) for section in without_lone(plan)),
        length=min(MOST_LENGTH, max(LEAST_LENGTH, round(mined.length, -2))),
        is_usual_length=False,
    )


def _parents(sections: Sequence[MinedSection]) -> list[int]:
    """For each section the place of the first level that it stands below, or is."""
    parents: list[int] = []
    for i, section in enumerate(sections):
        parents.append(i if section.level == 1 else parents[-1])
    return parents


def _plan(mined: MinedSection) -> OutlineSection:
    return OutlineSection(mined.heading, mined.level, role=mined.role, share=mined.share or None)

"""What makes an outline unusable, every fault named at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from draftbot.domain import Outline, OutlineSection, count_chars
from draftbot.errors import BadOutline
from draftbot.messages import Message, all_clauses

MOST_SECTIONS = 40
MOST_LEVELS = 4
LONGEST_HEADING = 40
LEAST_SECTION_LENGTH, MOST_SECTION_LENGTH = 20, 20_000


@dataclass(slots=True)
class Faults:
    """Faults found so far."""

    found: list[Message] = field(default_factory=list)

    def add(self, fault: Message) -> None:
        if fault not in self.found:
            self.found.append(fault)

    def raise_if_any(self, cause: Exception | None = None) -> None:
        """Raises BadOutline with all of them."""
        if self.found:
            raise BadOutline(reason=all_clauses(self.found)) from cause


def check_outline(outline: Outline) -> None:
    """Raises BadOutline naming every fault of an outline that nobody can write to."""
    faults = Faults()
    check_sections(outline.sections, faults)
    faults.raise_if_any()


def check_sections(sections: Sequence[OutlineSection], faults: Faults) -> None:
    """Adds to `faults`: no sections, more than 40, a level that jumps or is
    over 4, an empty or over-long heading, one heading twice under one parent,
    a length outside 20–20,000 characters."""
    if not sections:
        faults.add(Message("outlines.no_headings"))
    if len(sections) > MOST_SECTIONS:
        faults.add(Message("outlines.too_many", count=len(sections), most=MOST_SECTIONS))
        return
    _check_levels(sections, faults)
    _check_duplicates(sections, faults)
    for ordinal, section in enumerate(sections, 1):
        _check_heading(ordinal, section.heading, faults)
        if section.length is not None and not LEAST_SECTION_LENGTH <= section.length <= MOST_SECTION_LENGTH:
            length, least, most = section.length, LEAST_SECTION_LENGTH, MOST_SECTION_LENGTH
            faults.add(
                Message("outlines.length_off", heading=section.heading, length=length, least=least, most=most)
            )


def _check_heading(ordinal: int, heading: str, faults: Faults) -> None:
    if not heading.strip():
        faults.add(Message("outlines.empty_heading", ordinal=ordinal))
    elif (chars := count_chars(heading)) > LONGEST_HEADING:
        start = f"{heading[:12]}……"
        faults.add(
            Message(
                "outlines.long_heading", ordinal=ordinal, heading=start, chars=chars, most=LONGEST_HEADING
            )
        )


def _check_levels(sections: Sequence[OutlineSection], faults: Faults) -> None:
    previous = 0
    for section in sections:
        shown = section.heading[:LONGEST_HEADING]
        if not 1 <= section.level <= MOST_LEVELS:
            faults.add(Message("outlines.bad_level", heading=shown, level=section.level, most=MOST_LEVELS))
        elif section.level > previous + 1 and previous:
            faults.add(Message("outlines.level_skipped", heading=shown, level=section.level, above=previous))
        elif section.level > previous + 1:
            faults.add(Message("outlines.first_level", heading=shown, level=section.level))
        previous = section.level


def _check_duplicates(sections: Sequence[OutlineSection], faults: Faults) -> None:
    path: list[str] = []
    met: set[tuple[str, ...]] = set()
    for section in sections:
        del path[max(section.level, 1) - 1 :]
        path.append(section.heading)
        if section.heading and tuple(path) in met:
            faults.add(Message("outlines.heading_twice", heading=section.heading[:LONGEST_HEADING]))
        met.add(tuple(path))

"""What makes an outline unusable, every fault named at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from draftbot.domain import Outline, OutlineSection, count_chars
from draftbot.errors import BadOutline

MOST_SECTIONS = 40
MOST_LEVELS = 4
LONGEST_HEADING = 40
LEAST_SECTION_LENGTH, MOST_SECTION_LENGTH = 20, 20_000


@dataclass(slots=True)
class Faults:
    """Faults found so far, as (Chinese, English)."""

    found: list[tuple[str, str]] = field(default_factory=list)

    def add(self, zh: str, en: str) -> None:
        if (zh, en) not in self.found:
            self.found.append((zh, en))

    def raise_if_any(self, cause: Exception | None = None) -> None:
        """Raises BadOutline with all of them."""
        if self.found:
            reason = "；".join(zh for zh, _ in self.found)
            raise BadOutline(reason=reason, reason_en="; ".join(en for _, en in self.found)) from cause


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
        faults.add("里面没有标题", "it has no headings")
    if len(sections) > MOST_SECTIONS:
        faults.add(
            f"有{len(sections)}个标题，最多{MOST_SECTIONS}个",
            f"{len(sections)} headings; at most {MOST_SECTIONS}",
        )
        return
    _check_levels(sections, faults)
    _check_duplicates(sections, faults)
    for ordinal, section in enumerate(sections, 1):
        _check_heading(ordinal, section.heading, faults)
        if section.length is not None and not LEAST_SECTION_LENGTH <= section.length <= MOST_SECTION_LENGTH:
            faults.add(
                f"“{section.heading}”的字数{section.length}应在{LEAST_SECTION_LENGTH}到{MOST_SECTION_LENGTH}之间",
                f"the length {section.length} of “{section.heading}” must lie between"
                f" {LEAST_SECTION_LENGTH} and {MOST_SECTION_LENGTH} characters",
            )


def _check_heading(ordinal: int, heading: str, faults: Faults) -> None:
    if not heading.strip():
        faults.add(f"第{ordinal}个标题是空的", f"heading {ordinal} is empty")
    elif count_chars(heading) > LONGEST_HEADING:
        faults.add(
            f"第{ordinal}个标题“{heading[:12]}……”有{count_chars(heading)}字，最多{LONGEST_HEADING}字",
            f"heading {ordinal}, “{heading[:12]}…”, has {count_chars(heading)} characters;"
            f" at most {LONGEST_HEADING}",
        )


def _check_levels(sections: Sequence[OutlineSection], faults: Faults) -> None:
    previous = 0
    for section in sections:
        shown = section.heading[:LONGEST_HEADING]
        if not 1 <= section.level <= MOST_LEVELS:
            faults.add(
                f"“{shown}”是{section.level}级标题，只能用1到{MOST_LEVELS}级",
                f"“{shown}” has level {section.level}; levels run from 1 to {MOST_LEVELS}",
            )
        elif section.level > previous + 1:
            above = f"从{previous}级跳到{section.level}级" if previous else f"第一个标题就是{section.level}级"
            above_en = (
                f"jumps from level {previous} to {section.level}"
                if previous
                else f"comes first, but has level {section.level}"
            )
            faults.add(f"“{shown}”{above}，中间缺一级", f"“{shown}” {above_en}")
        previous = section.level


def _check_duplicates(sections: Sequence[OutlineSection], faults: Faults) -> None:
    path: list[str] = []
    met: set[tuple[str, ...]] = set()
    for section in sections:
        del path[max(section.level, 1) - 1 :]
        path.append(section.heading)
        if section.heading and tuple(path) in met:
            faults.add(
                f"标题“{section.heading[:LONGEST_HEADING]}”重复",
                f"the heading “{section.heading[:LONGEST_HEADING]}” appears twice",
            )
        met.add(tuple(path))

"""Sections that stand twice in one report, as when a page's editor pasted a part again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from draftbot.corpus.lines import Line
from draftbot.domain import DroppedLine, Section

WHY = "doubled_sections"
# Shorter ones may repeat for good reason (a duty listed under two heads).
_LEAST = 60
_BLANK = re.compile(r"\s+")


@dataclass(slots=True)
class _Doubled:
    """What was taken out, as it stood; `count` are the sections, without headings left with nothing."""

    count: int = 0
    texts: list[str] = field(default_factory=list)


def drop_doubled(
    sections: tuple[Section, ...], lines: Sequence[Line], wanted: frozenset[int]
) -> tuple[tuple[Section, ...], int, tuple[DroppedLine, ...]]:
    """(sections without those that repeat an earlier one word for word, how many went, the `lines`
    that they stood on). A heading left with nothing under it goes too, uncounted. Nothing goes
    where a line of it is `wanted`."""
    doubled = _Doubled()
    kept = _without(sections, set(), doubled)
    gone = _lines_of(doubled.texts, lines)
    if wanted.intersection(line.line for line in gone):
        return sections, 0, ()
    return kept, doubled.count, gone


def _without(sections: tuple[Section, ...], seen: set[str], doubled: _Doubled) -> tuple[Section, ...]:
    kept: list[Section] = []
    for section in sections:
        text = _text(section)
        if len(text) >= _LEAST and text in seen:
            doubled.count += 1
            doubled.texts.append(_text(section, numbered=True))
            continue
        seen.add(text)
        before = doubled.count
        inner = _without(section.sections, seen, doubled)
        if doubled.count == before:
            kept.append(section)
        elif inner or section.paragraphs:
            kept.append(replace(section, sections=inner))
        else:
            doubled.texts.append(_squeezed(section.number + section.heading))
    return tuple(kept)


def _text(section: Section, *, numbered: bool = False) -> str:
    inner = (_text(one, numbered=numbered) for one in section.sections)
    head = section.number + section.heading if numbered else section.heading
    return _squeezed("".join([head, *section.paragraphs, *inner]))


def _lines_of(texts: Sequence[str], lines: Sequence[Line]) -> tuple[DroppedLine, ...]:
    """The last lines that say each of the texts."""
    said = [_squeezed(line.text) for line in lines]
    whole, ends = "".join(said), list(accumulate(map(len, said)))
    found = set()
    for text in texts:
        start = whole.rfind(text)
        if start >= 0:
            found |= {i for i, end in enumerate(ends) if start < end <= start + len(text)}
    return tuple(DroppedLine(lines[i].number, lines[i].text, WHY) for i in sorted(found) if said[i])


def _squeezed(text: str) -> str:
    return _BLANK.sub("", text)

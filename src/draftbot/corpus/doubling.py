"""Sections that stand twice in one report, as when a page's editor pasted a part again."""

from __future__ import annotations

import re
from dataclasses import replace

from draftbot.domain import Section

# Shorter ones may repeat for good reason (a duty listed under two heads).
_LEAST = 60
_BLANK = re.compile(r"\s+")


def drop_doubled(sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], int]:
    """(sections without those that repeat an earlier one word for word, how many
    went). A heading left with nothing under it goes too, uncounted."""
    return _without(sections, set())


def _without(sections: tuple[Section, ...], seen: set[str]) -> tuple[tuple[Section, ...], int]:
    kept: list[Section] = []
    dropped = 0
    for section in sections:
        text = _text(section)
        if len(text) >= _LEAST and text in seen:
            dropped += 1
            continue
        seen.add(text)
        inner, dropped_inner = _without(section.sections, seen)
        dropped += dropped_inner
        if dropped_inner and not inner and not section.paragraphs:
            continue
        kept.append(replace(section, sections=inner) if dropped_inner else section)
    return tuple(kept), dropped


def _text(section: Section) -> str:
    parts = [section.heading, *section.paragraphs, *(_text(inner) for inner in section.sections)]
    return _BLANK.sub("", "".join(parts))

"""Passages that frame a report and say nothing: who signs and when, whom it is addressed to,
a table of contents."""

from __future__ import annotations

import re

from draftbot.chinese.dates import is_signing_date
from draftbot.chinese.scripts import to_simplified
from draftbot.corpus.set_lines import begins_closing

_SENTENCE = re.compile(r"[。！？；!?]|[，,].*[，,]")
_LONGEST_LINE, _LONGEST_FORMULA = 40, 20
# A date behind a unit, as where both sign in one line.
_DATE_BEHIND = re.compile(r"(?:\d{4}|[二〇零○一九][〇零○一二三四五六七八九]{3})\s*[-./年].{1,9}$")
_ADDRESSED = re.compile(r"[：:]$")
_ENTRY = re.compile(r"^(?P<words>.*?\D)[\s.…·⋯]*(?P<page>\d{1,3})$")
_LEAST_ENTRIES = 3


def is_frame(text: str) -> bool:
    """Whether the lines of a passage are nothing but signature, addressee or contents. A
    line that is or may be a sentence keeps the passage."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    lines = [line for line in lines if not _is_formula(line)]
    if not lines:
        return True
    if any(len(line) > _LONGEST_LINE or _SENTENCE.search(line) for line in lines):
        return False
    return _is_signed(lines) or all(map(_ADDRESSED.search, lines)) or _are_contents(lines)


def _is_formula(line: str) -> bool:
    """Whether a line closes a report with set words: 以上述职，请予审议。"""
    return len(line) <= _LONGEST_FORMULA and begins_closing(to_simplified(line))


def _is_signed(lines: list[str]) -> bool:
    """Whether a date ends them, with names of units and people before it; what has a label
    (时间：…) is no name."""
    if any("：" in line or ":" in line for line in lines):
        return False
    return is_signing_date(lines[-1]) or _DATE_BEHIND.search(lines[-1]) is not None


def _are_contents(lines: list[str]) -> bool:
    """Whether each line but perhaps the first ends with the number of a page, none lower than
    the one before, and has no other number."""
    entries = [_ENTRY.match(line) for line in lines]
    if entries and entries[0] is None:
        entries = entries[1:]
    found = [entry for entry in entries if entry is not None]
    if len(found) < _LEAST_ENTRIES or len(found) < len(entries):
        return False
    pages = [int(entry["page"]) for entry in found]
    return pages == sorted(pages) and not any(re.search(r"\d", entry["words"]) for entry in found)

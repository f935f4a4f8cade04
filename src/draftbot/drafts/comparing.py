"""Two versions of a draft side by side, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from draftbot.domain import Comparison, Draft, DraftSection, SectionChange
from draftbot.messages import Message, all_lines, plain, shortened

SENTENCES_SHOWN = 6


def compare(before: Draft, after: Draft, numbers: tuple[int, int]) -> Comparison:
    """What became of each section from `before` to `after`; `numbers` are their versions.

    Sections are known again by their heading, those of the later version first.
    """
    old = {section.heading: section for section in before.sections}
    new = {section.heading for section in after.sections}
    changes = [_change(old.get(section.heading), section) for section in after.sections]
    gone = [section for section in before.sections if section.heading not in new]
    removed = [SectionChange(s.heading, "removed", removed=_texts(s)) for s in gone]
    return Comparison(*numbers, (*changes, *removed))


def told(comparison: Comparison) -> Message:
    """The comparison as a message, the longest lists cut."""
    head = Message("comparing.versions", before=comparison.before, after=comparison.after)
    lines = [line for change in comparison.sections for line in _lines(change)]
    if all(change.fate == "same" for change in comparison.sections):
        lines = [Message("comparing.nothing_changed")]
    return all_lines([head, *lines])


def _change(old: DraftSection | None, new: DraftSection) -> SectionChange:
    if old is None:
        return SectionChange(new.heading, "added", added=_texts(new))
    before, after = _texts(old), _texts(new)
    removed: list[str] = []
    added: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            removed += before[a:b]
            added += after[c:d]
    fate: Literal["changed", "same"] = "changed" if removed or added else "same"
    return SectionChange(new.heading, fate, tuple(removed), tuple(added))


def _texts(section: DraftSection) -> tuple[str, ...]:
    return tuple(sentence.text for sentence in section.sentences)


def _lines(change: SectionChange) -> list[Message]:
    heading, removed, added = change.heading, len(change.removed), len(change.added)
    if change.fate == "added":
        return [Message("comparing.added", heading=heading)]
    if change.fate == "removed":
        return [Message("comparing.removed", heading=heading)]
    if change.fate == "same":
        return [Message("comparing.same", heading=heading)]
    if not added:
        head = Message("comparing.taken_out", heading=heading, removed=removed)
    elif not removed:
        head = Message("comparing.put_in", heading=heading, added=added)
    else:
        head = Message("comparing.changed", heading=heading, removed=removed, added=added)
    return [head, *_marked("－", change.removed), *_marked("＋", change.added)]


def _marked(mark: str, texts: Sequence[str]) -> list[Message]:
    lines = [plain(f"{mark} {shortened(t)}") for t in texts]
    more = len(lines) - SENTENCES_SHOWN
    return (
        lines if more <= 0 else [*lines[:SENTENCES_SHOWN], Message("comparing.more", mark=mark, count=more)]
    )

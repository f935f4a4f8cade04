"""Two versions of a draft side by side, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from draftbot.domain import Comparison, Draft, DraftSection, SectionChange

SENTENCES_SHOWN, CHARS_SHOWN = 6, 60


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


def comparison_text(comparison: Comparison) -> str:
    """The comparison in words, the longest lists cut."""
    head = f"第{comparison.before}版 → 第{comparison.after}版："
    lines = [line for change in comparison.sections for line in _lines(change)]
    if all(change.fate == "same" for change in comparison.sections):
        lines = ["两版的正文没有不同。"]
    return "\n".join([head, *lines])


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


def _lines(change: SectionChange) -> list[str]:
    told = {"added": "新加的部分", "removed": "已删去的部分", "same": "没有变"}.get(change.fate)
    if told is None:
        counts = [(len(change.removed), "去掉"), (len(change.added), "写进")]
        told = "，".join(f"{verb}{count}句" for count, verb in counts if count)
    lines = [f"【{change.heading}】{told}。"]
    if change.fate == "changed":
        lines += [*_marked("－", change.removed), *_marked("＋", change.added)]
    return lines


def _marked(mark: str, texts: Sequence[str]) -> list[str]:
    lines = [f"{mark} {t[:CHARS_SHOWN]}{'…' if len(t) > CHARS_SHOWN else ''}" for t in texts]
    more = len(lines) - SENTENCES_SHOWN
    return lines if more <= 0 else [*lines[:SENTENCES_SHOWN], f"{mark} 还有{more}句"]

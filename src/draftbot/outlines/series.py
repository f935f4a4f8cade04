"""Headings in parallel form: 改进流程，让教研有效率 beside 搭建平台，让教研有深度 is a line of work as
the other is, whatever the one word 改进 says where it stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import rjieba

from draftbot.chinese.scripts import to_simplified
from draftbot.corpus.roles import role_of
from draftbot.domain import OutlineSection, Role
from draftbot.outlines.heading_groups import names_only_roles

_CLAUSES = re.compile(r"[，,、；;：:\s]+")
# Roles that a heading of a series may have by chance.
_WORK = frozenset((Role.OTHER, Role.WORK))
# What a paper begins with, and ends with: where such stands there it is meant so.
_FIRST = frozenset((Role.OVERVIEW, Role.BASIS, Role.OPENING))
_LAST = frozenset((Role.PLANS, Role.PROBLEMS, Role.SUPPORT, Role.CLOSING))
# Two headings have one form where as many clauses differ by no more characters than this.
_UNEVEN = 1
# So many characters in the same place make a frame: 让教研有….
_FRAME = 2


def read_in_series(sections: Sequence[OutlineSection]) -> tuple[OutlineSection, ...]:
    """The sections with those read as lines of work whose role was but a word in a heading of a
    series; a role that the outline tells otherwise than the heading's words stays."""
    read = list(sections)
    for siblings in _siblings(sections):
        for i in siblings:
            if sections[i].role is role_of(sections[i].heading) and _is_in_series(i, siblings, sections):
                read[i] = replace(sections[i], role=Role.OTHER)
    return tuple(read)


def _siblings(sections: Sequence[OutlineSection]) -> Iterator[list[int]]:
    """The sections that stand beside each other below one heading, by index."""
    open_lists: dict[int, list[int]] = {}
    for i, section in enumerate(sections):
        for level in [level for level in open_lists if level > section.level]:
            yield open_lists.pop(level)
        open_lists.setdefault(section.level, []).append(i)
    yield from open_lists.values()


def _is_in_series(i: int, siblings: Sequence[int], sections: Sequence[OutlineSection]) -> bool:
    heading, role = sections[i].heading, sections[i].role
    if role is Role.OTHER or names_only_roles(heading):
        return False
    alike = [j for j in siblings if j != i and _have_one_form(heading, sections[j].heading)]
    work = [j for j in alike if sections[j].role in _WORK and not names_only_roles(sections[j].heading)]
    if role is Role.WORK:
        return any(sections[j].role is Role.OTHER for j in alike)
    if 2 * len(work) < len(alike) + 1 or not work:
        return False
    if any(_share_a_frame(heading, sections[j].heading) for j in work):
        return True
    is_first, is_last = i < min(work), i > max(work)
    return len(work) > 1 and not ((is_first and role in _FIRST) or (is_last and role in _LAST))


def _have_one_form(one: str, other: str) -> bool:
    """Whether two headings have clauses of like lengths, or are each one clause of one length that
    says what to do."""
    ours, theirs = _clauses(one), _clauses(other)
    if len(ours) != len(theirs):
        return False
    uneven = max(abs(len(a) - len(b)) for a, b in zip(ours, theirs, strict=True))
    if len(ours) > 1:
        return uneven <= _UNEVEN
    return not uneven and all(_tells_to_do(clauses[0]) for clauses in (ours, theirs))


def _clauses(heading: str) -> list[str]:
    return [clause for clause in _CLAUSES.split(to_simplified(heading)) if clause] or [""]


def _tells_to_do(clause: str) -> bool:
    """Whether a clause is a verb with what it is done to."""
    tags = [tag for _, tag in rjieba.tag(clause, False)]
    return len(tags) > 1 and tags[0].startswith("v")


def _share_a_frame(one: str, other: str) -> bool:
    """Whether two headings of several clauses repeat the same words in the same place."""
    ours, theirs = _clauses(one), _clauses(other)
    if len(ours) < 2:
        return False
    for a, b in zip(ours, theirs, strict=True):
        same = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
        if same.size >= _FRAME and same.a == same.b:
            return True
    return False

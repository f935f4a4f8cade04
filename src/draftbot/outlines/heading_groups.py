"""Headings of past reports that mean the same: 存在的问题, 存在问题及不足, 问题与不足 are one.

A heading that only says what its section does (主要做法与成效) goes by its role.
Any other says what the section is about, and goes by its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from draftbot.chinese.numerals import HAN
from draftbot.chinese.phrases import OTHERWISE
from draftbot.chinese.scripts import normalise, to_simplified
from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.chinese.words import words_of
from draftbot.corpus.roles import role_of, role_of_path
from draftbot.domain import Role
from draftbot.index.directions import directions
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.tokens import FloatArray

# Cosines of headings about the mean of all: above this they mean the same
# (准备阶段 ~ 预备阶段 0.8, 加强队伍建设 ~ 重视教师成长 0.7, 教师队伍 ~ 家校沟通 0.4).
_SAME_MEANING = 0.62
# Two headings that say only the same role mean the same, however they are worded.
_SAME_ROLE = 0.2

_LONGEST_PART = 12
# What a report has one of; of lines of work it has many.
_PARTS = {Role.OVERVIEW, Role.PROBLEMS, Role.PLANS, Role.EXPERIENCE, Role.BASIS}

_ASIDE = re.compile(rf"[（(][^（）()]*[）)]|[\d{HAN}]{{4}}年(?:度)?")
_MARKS = re.compile(r"[“”\"'‘’《》\s]")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(any_of(word_table("heading_fillers")["joints"]))


@cache
def _role_words() -> re.Pattern[str]:
    """What headings are made of that say only what their section does. Phases are not all one:
    准备阶段 and 总结阶段 say more than their role."""
    table = word_table("section_roles")
    aside = (Role.STEPS, OTHERWISE)
    roles = (word for role, words in table.items() if role not in aside for word in words)
    return re.compile(any_of((*roles, *words_in("time_to_come"), *words_in("heading_fillers", "", "joints"))))


@dataclass(frozen=True, slots=True)
class PastHeading:
    """A heading of a past report. `report` tells reports apart, `path` holds the
    headings above it and itself, `about` the title of its report."""

    report: str
    about: str
    path: tuple[str, ...]
    level: int

    @property
    def heading(self) -> str:
        return self.path[-1]


# Scores of texts against each other, shape (n, n): above 0 two mean the same.
Likeness = Callable[[Sequence[str]], FloatArray]


def by_meaning(embeddings: SentenceEmbeddings, stock: Sequence[str]) -> Likeness:
    """Likeness by cosine about the mean; `stock` are headings that keep the mean
    steady where there are few texts."""

    def likeness(texts: Sequence[str]) -> FloatArray:
        vectors = embeddings.passages([*texts, *stock])
        vectors = directions(vectors - vectors.mean(axis=0))[: len(texts)]
        similarities: FloatArray = vectors @ vectors.T - _SAME_MEANING
        return similarities

    return likeness


def bare_heading(heading: str) -> str:
    """A heading in Simplified characters without years and asides in brackets."""
    return _ASIDE.sub("", to_simplified(heading)).strip(" \u3000。.：:；;、，,")


def names_only_roles(heading: str) -> bool:
    """Whether a heading says only what its section does, and nothing of what it is about."""
    return not _role_words().sub("", _plain(heading))


def _plain(heading: str) -> str:
    """A heading for comparing."""
    return _MARKS.sub("", normalise(bare_heading(heading)))


def group_headings(headings: Sequence[PastHeading], likeness: Likeness) -> list[list[int]]:
    """The indices of headings that mean the same, one list a meaning, in order of
    appearance. Two headings of one report are never one."""
    if not headings:
        return []
    texts = [_plain(heading.heading) for heading in headings]
    known = {text: n for n, text in enumerate(dict.fromkeys(texts))}
    places = np.array([known[text] for text in texts])
    scores = likeness(list(known))[np.ix_(places, places)]
    pure = [_pure_roles(heading) for heading in headings]
    same = np.array([[bool(one) and one == other for other in pure] for one in pure])
    scores = np.where(same, np.maximum(scores, 0) + _SAME_ROLE, scores)
    return sorted(linked(np.where(_may_join(headings), scores, -np.inf)), key=min)


def _pure_roles(heading: PastHeading) -> frozenset[Role]:
    """The roles a heading names where it names nothing else (问题和打算: both);
    what its report's title says anyway does not count."""
    left = plain = _plain(heading.heading)
    for word in sorted(words_of(heading.about), key=len, reverse=True):
        left = left.replace(word, "") if len(word) > 1 else left
    roles = frozenset({role_of(part) for part in _joint().split(plain)} - {Role.OTHER})
    if _role_words().sub("", left) and not _is_part(heading, plain, roles):
        return frozenset()
    return roles or frozenset({role_of(plain)} - {Role.OTHER})


def _is_part(heading: PastHeading, plain: str, roles: frozenset[Role]) -> bool:
    """Whether a heading is one of a report's usual parts with a word of its own before
    it: 汛情旱情概况 is a 基本情况."""
    return heading.level == 1 and len(plain) <= _LONGEST_PART and len(roles) == 1 and roles <= _PARTS


def _may_join(headings: Sequence[PastHeading]) -> NDArray[np.bool_]:
    """Which headings may be one, shape (n, n): of two reports, in the same role."""
    reports = np.array([heading.report for heading in headings])
    roles = np.array([_work_or(role_of_path(heading.path)) for heading in headings])
    may: NDArray[np.bool_] = (reports[:, None] != reports) & (roles[:, None] == roles)
    return may


def _work_or(role: Role) -> Role:
    """A heading that names a line of work tells no role; under 主要做法 it is work."""
    return Role.WORK if role in (Role.OTHER, Role.GOALS) else role


def linked(scores: FloatArray) -> list[list[int]]:
    """Groups by average linkage: joined, nearest first, while the mean score is above 0."""
    groups = {i: [i] for i in range(len(scores))}
    mean = scores.astype(np.float64)
    np.fill_diagonal(mean, -np.inf)
    while len(groups) > 1:
        one, other = divmod(int(mean.argmax()), len(mean))
        if mean[one, other] <= 0:
            break
        sizes = len(groups[one]), len(groups[other])
        row = (sizes[0] * mean[one] + sizes[1] * mean[other]) / sum(sizes)
        row[one] = -np.inf
        mean[one], mean[:, one] = row, row
        mean[other], mean[:, other] = -np.inf, -np.inf
        groups[one] += groups.pop(other)
    return [sorted(members) for members in groups.values()]

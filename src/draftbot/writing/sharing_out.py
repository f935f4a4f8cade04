"""What past reports offer, shared out among the sections that are each on a matter of their own:
the first of them does not take what the next would tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np

from draftbot.domain import SAME_TOPIC, OutlineSection, ReportSummary
from draftbot.errors import DraftbotError
from draftbot.facts.amounts import telling_words
from draftbot.facts.brief import Brief, is_on_a_matter, matter_of
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.plans.topics import TopicMatcher
from draftbot.writing.point_groups import PointGroup
from draftbot.writing.points import Point
from draftbot.writing.said import UsedContent

# With so many times their length there is enough for all of them.
_PLENTY = 1.3
# A report whose topic is no more like any section's matter may speak in all of them.
_UNLIKE = 0.1
# So much of what a heading names is named by what stands under it.
_MOSTLY = 0.5


def share_of(
    section: OutlineSection, groups: Sequence[PointGroup], chosen: UsedContent, embeddings: SentenceEmbeddings
) -> list[PointGroup]:
    """The groups that a section may take: all where they are plenty or no other section to come is on
    a matter; else such as are nearer to its heading than to those of the others, each with its share."""
    sections = [section, *filter(is_on_a_matter, chosen.to_come)]
    fresh = [group for group in groups if any(map(chosen.fresh, group.points))]
    lengths = [each.length or 300 for each in sections]
    offered = sum(max(point.chars for point in group.points) for group in fresh)
    if len(sections) == 1 or not is_on_a_matter(section) or offered >= _PLENTY * sum(lengths):
        return list(groups)
    near = _nearness(fresh, sections, embeddings)
    if near is None:
        return list(groups)
    taken: list[list[int]] = [[] for _ in sections]
    left = set(range(len(fresh)))
    while left:  # whose share is smallest takes what is nearest to it
        turn = min(range(len(sections)), key=lambda i: (len(taken[i]) + 1) / lengths[i])
        nearest = max(left, key=lambda group: float(near[group, turn]))
        taken[turn].append(nearest)
        left.remove(nearest)
    return [group for i, group in enumerate(fresh) if i in taken[0]]


def on_the_heading(points: Sequence[Point], section: OutlineSection) -> list[Point]:
    """The points that tell of the matter which a section's heading names: have most of its words, those that few
    points have counting more. Somebody who names three matters wants no fourth under them."""
    words = telling_words(matter_of(section.heading))
    texts = ["，".join((*point.passage.heading_path, point.heading, point.text)) for point in points]
    worth = {word: log((len(texts) + 1) / (sum(word in text for text in texts) + 1)) for word in words}
    least = _MOSTLY * sum(worth.values())
    return [
        point
        for point, text in zip(points, texts, strict=True)
        if any(word in text for word in words) and sum(worth[word] for word in words if word in text) >= least
    ]


def is_on_its_matter(
    report: ReportSummary, section: OutlineSection, brief: Brief, topics: TopicMatcher
) -> bool:
    """Whether a report may speak in a section on a matter of its own: one on a part of the topic that is the
    matter of a single section speaks in that one alone, 食品安全 not under 消防."""
    planned = (brief.lenders or {}).get(report.id)
    if planned is None or not is_on_a_matter(section) or not brief.is_on_a_part(report):
        return True
    likes = [
        max(*topics.likeness(matter, [planned.topic]), *topics.likeness(planned.topic, [matter]))
        for matter in brief.matters
    ]
    own = likes[brief.matters.index(matter_of(section.heading))]
    return max(likes) < _UNLIKE or own in (max(likes), *(like for like in likes if like >= SAME_TOPIC))


def in_turns(groups: Sequence[PointGroup], brief: Brief) -> list[PointGroup]:
    """The groups, best first; where reports on parts of the topic lend, each report has its turn."""
    if not any(brief.is_on_a_part(group.points[0].report) for group in groups):
        return list(groups)
    turns: Counter[str] = Counter()
    ranked: list[tuple[int, PointGroup]] = []
    for group in groups:
        report = group.points[0].report.id
        ranked.append((turns[report], group))
        turns[report] += 1
    return [group for _, group in sorted(ranked, key=lambda one: one[0])]


def _nearness(
    groups: Sequence[PointGroup], sections: Sequence[OutlineSection], embeddings: SentenceEmbeddings
) -> np.ndarray | None:
    """How near each group is to each section's heading, about what all groups are to it and it to all,
    shape (groups, sections); None without a model."""
    if not groups:
        return None
    texts = [f"{group.points[0].heading}：{group.points[0].text}" for group in groups]
    try:
        cosines = embeddings.remembered(texts) @ embeddings.remembered([s.heading for s in sections]).T
    except DraftbotError:
        if embeddings.fault is None:  # there is a model, which failed over these
            raise
        return None
    near: np.ndarray = cosines - cosines.mean(axis=0, keepdims=True) - cosines.mean(axis=1, keepdims=True)
    return near

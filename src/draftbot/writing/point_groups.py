"""Points of several reports that tell the same matter, as one group.

Heading with the whole masked passage, the title's words taken out; cosines about the mean of
the section's points, since all of them speak of one topic; average linkage; two headings of one
report are never joined. Held against groups made by hand (`scripts/measure_groups.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from draftbot.chinese.blanks import BLANK
from draftbot.errors import DraftbotError
from draftbot.facts.brief import Brief
from draftbot.index.directions import directions
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.tokens import FloatArray
from draftbot.masking.mask import is_own_report
from draftbot.outlines.heading_groups import linked
from draftbot.writing.points import Point

# Where a pair counts as one matter: about the mean of the section's points, and as it is
# where these are too few for a mean to tell what they have in common.
_SAME_MATTER, _SAME_OF_FEW = 0.2, 0.95
_FEW = 5
# What speaks for a group besides its best point: the writer's own report, each further unit.
_OWN, _UNIT = 1.5, 0.2


@dataclass(frozen=True, slots=True)
class PointGroup:
    """Points on one matter, the one to draw on first at their head. `position` is where it
    usually stands in a report, 0 to 1; `units` counts those that tell it."""

    points: tuple[Point, ...]
    units: int
    position: float
    score: float


def group_points(points: Sequence[Point], brief: Brief, embeddings: SentenceEmbeddings) -> list[PointGroup]:
    """The points in groups, best first. Without a model each point is a group of its own."""
    if not points:
        return []
    scores = _likeness(points, brief, embeddings)
    members = [[i] for i in range(len(points))] if scores is None else linked(scores)
    groups = [_group([points[i] for i in group], brief) for group in members]
    return sorted(groups, key=lambda group: -group.score)


def _group(points: Sequence[Point], brief: Brief) -> PointGroup:
    def worth(point: Point) -> float:
        return point.score + _OWN * is_own_report(point.report, brief)

    ranked = sorted(points, key=worth, reverse=True)
    units = len({point.report.unit or point.report.id for point in points})
    best = worth(ranked[0]) + _UNIT * (units - 1)
    return PointGroup(tuple(ranked), units, median(point.position for point in points), best)


def _likeness(points: Sequence[Point], brief: Brief, embeddings: SentenceEmbeddings) -> FloatArray | None:
    """How alike points are, shape (n, n): above 0 one matter, -inf where two may not be one;
    None without a model."""
    try:
        vectors = embeddings.remembered([_plain(point, brief) for point in points])
    except DraftbotError:
        if embeddings.fault is None:  # there is a model, which failed over these
            raise
        return None
    apart = [[_are_apart(one, other) for other in points] for one in points]
    kept: FloatArray = np.where(np.array(apart), -np.inf, _above_same_matter(vectors))
    return kept


def _above_same_matter(vectors: FloatArray) -> FloatArray:
    if len(vectors) < _FEW:
        few: FloatArray = vectors @ vectors.T - _SAME_OF_FEW
        return few
    rest = directions(vectors - vectors.mean(axis=0))
    many: FloatArray = rest @ rest.T - _SAME_MATTER
    return many


def _are_apart(one: Point, other: Point) -> bool:
    """Whether two points stand apart in one report: under two headings, or as items of one list."""
    if one.report.id != other.report.id:
        return False
    same_place = one.passage.heading_path == other.passage.heading_path
    return not same_place or one.passage.id == other.passage.id


def _plain(point: Point, brief: Brief) -> str:
    """What a point says besides the topic, which all of them name."""
    heading = point.heading or next(iter(point.passage.heading_path[-1:]), "")
    text = BLANK.sub("", f"{heading}：{point.text}")
    for word in brief.topic:
        text = text.replace(word, "")
    return text

"""Which groups of points a section takes, and how long each becomes.

The section has room for so many points; the best groups get a place each, in their usual
order, every one drawn from one passage whose sentences stay together. Where the section is
still short its points are lengthened before any is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftbot.domain import OutlineSection, Role, count_chars
from draftbot.facts.amounts import telling_words
from draftbot.masking.mask import Masked
from draftbot.masking.usable import LEAST_SENTENCE, is_readable, leans_back
from draftbot.writing.composing import is_numbered, is_plain, shortened
from draftbot.writing.leads import STANDING_ALONE
from draftbot.writing.point_groups import PointGroup
from draftbot.writing.points import LEAST_POINT, Point
from draftbot.writing.said import UsedContent

# A section may run this much over its target; enough is where it is lengthened no further.
MOST, ENOUGH, LEAST = 1.12, 0.92, 0.8
# Characters to a point: past reports give 180 to a numbered paragraph.
_NUMBERED_POINT, _LISTED_POINT = 190, 95
LEAST_POINTS, MOST_POINTS = 3, 7
# Where past reports tell their points in fewer words, a section of paragraphs that is still short has so many.
_MOST_PARAGRAPHS = 10
# In a shorter section than this two points are many.
_SHORT_SECTION = 180
# With so much of its own role a section takes nothing that past reports have in another.
_ENOUGH_IN_ROLE = 0.7
_FULL_PARAGRAPH = 75
# （一） before a numbered point, 一是 before one of a list.
_NUMBER, _ITEM = 3, 2
# A point of this length needs no other passage to add to it.
_SHORT_POINT = 110
# Items of a list with so many words in common are of one matter.
_ONE_MATTER = 2
# A point may take so much more than its even share of the room.
_UNEVEN = 1.35


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a section becomes, in characters; `lead` and `facts` are the lengths of these.
    Points that are `headed` have paragraphs to fill."""

    section: OutlineSection
    lead: int
    facts: int
    is_headed: bool = True
    most: int | None = None

    @property
    def target(self) -> int:
        return self.section.length or 300

    @property
    def points(self) -> int:
        """How many points the section has room for."""
        if self.target < _SHORT_SECTION:
            return LEAST_POINTS - 1 if self.most is None else min(LEAST_POINTS - 1, self.most)
        is_long = is_numbered(self.section) and self.is_headed
        each = _NUMBERED_POINT if is_long else _LISTED_POINT
        usual = min(max(round(self.target / each), LEAST_POINTS), MOST_POINTS)
        return usual if self.most is None else min(usual, self.most)

    def length(self, picked: Sequence[Point], more: int = 0) -> int:
        """With these points, and so many more whose text is not counted; see `compose`."""
        count = len(picked) + more
        listed = not is_plain(self.section)
        leads = count > 1 or self.facts > 0 if listed else self.section.role in STANDING_ALONE
        told = sum(point.chars - sum(map(count_chars, point.facts)) for point in picked)
        stops = sum(bool(point.heading) for point in picked)  # behind headings
        before = (_NUMBER if is_numbered(self.section) else _ITEM) if listed else 0
        return told + stops + self.facts + leads * self.lead + count * before

    def room(self, picked: Sequence[Point]) -> int:
        """What a further point may take."""
        return int(MOST * self.target) - self.length(picked, 1)


def pick(
    groups: Sequence[PointGroup],
    measure: Measure,
    chosen: UsedContent,
    held: frozenset[Role] = frozenset(),
    most: int | None = None,
) -> list[Point]:
    """The points of a section in their usual order, each of another group. What past reports
    have under `held` roles is left to the sections of these. With a `most` there are no more, none lengthened."""
    measure = replace(measure, most=most)
    own = [group for group in groups if _is_in_role(group, measure.section.role)]
    picked = _taken([], own, measure, chosen)
    if _length(picked, measure) < _ENOUGH_IN_ROLE * measure.target:
        own = [group for group in groups if group in own or not _is_held(group, held)]
        picked = _taken(picked, own, measure, chosen)
    if most is not None:
        return _in_order(picked)
    picked = _lengthened(picked, measure, chosen)
    picked = _with_more(picked, own, measure, chosen)
    picked = _with_left(picked, own, measure, chosen)
    return _in_order(picked)


def _in_order(picked: Sequence[tuple[PointGroup, Point]]) -> list[Point]:
    return [point for _, point in sorted(picked, key=lambda one: one[0].position)]


def _is_in_role(group: PointGroup, role: Role) -> bool:
    return role is Role.OTHER or any(point.passage.role is role for point in group.points)


def _is_held(group: PointGroup, held: frozenset[Role]) -> bool:
    return all(point.passage.role in held for point in group.points)


def _length(picked: Sequence[tuple[PointGroup, Point]], measure: Measure) -> int:
    return measure.length([point for _, point in picked])


def _taken(
    picked: Sequence[tuple[PointGroup, Point]],
    groups: Sequence[PointGroup],
    measure: Measure,
    chosen: UsedContent,
) -> list[tuple[PointGroup, Point]]:
    """The picked points with the best of other groups, as many as the section has room for;
    what is more of a form than of a report only where the others leave it short."""
    taken = list(picked)
    least = min(_FULL_PARAGRAPH if is_numbered(measure.section) else LEAST_POINT, measure.target // 3)
    for readable in (True, False):
        for group in groups:
            if len(taken) == measure.points or any(group is known for known, _ in taken):
                continue
            room = measure.room([point for _, point in taken])
            share = round(room / max(1, measure.points - len(taken)) * _UNEVEN)
            point = _first_fitting(group, min(room, share), least, readable, measure, chosen)
            if point is not None:
                taken.append((group, point))
                chosen.add(point)
        if _length(taken, measure) >= ENOUGH * measure.target:
            break
    return taken


def _first_fitting(
    group: PointGroup, room: int, least: int, readable: bool, measure: Measure, chosen: UsedContent
) -> Point | None:
    """The first passage of a group that has something new to say within the room."""
    for point in group.points:
        # Figures are what an overview is for.
        plain = point.without(_is_a_form) if readable and not is_plain(measure.section) else point
        fresh = chosen.fresh(plain, min(least, LEAST_POINT)) if plain else None
        fitting = shortened(fresh, room) if fresh else None
        if fitting is not None and fitting.chars >= least:
            return fitting
    return None


def _lengthened(
    picked: Sequence[tuple[PointGroup, Point]], measure: Measure, chosen: UsedContent
) -> list[tuple[PointGroup, Point]]:
    """The points, shortest first, with more of their own passage and then of another of their
    group, until the section has its length."""
    grown = dict(enumerate(picked))
    for i in sorted(grown, key=lambda i: picked[i][1].chars):
        group, point = grown[i]
        own = next(each for each in group.points if each.passage.id == point.passage.id)
        others = [each for each in group.points if each is not own] if point.chars < _SHORT_POINT else []
        for other in (own, *others):
            if measure.length([p for _, p in grown.values()]) >= ENOUGH * measure.target:
                return list(grown.values())
            room = measure.room([p for _, p in grown.values()])
            more = _addition(point, other, room, chosen)
            if more is not None:
                point = replace(point, also=(*point.also, more))
                chosen.add(more)
                grown[i] = (group, point)
    return list(grown.values())


def _addition(point: Point, other: Point, room: int, chosen: UsedContent) -> Point | None:
    """What a passage adds to a point: its sentences that are not told yet."""
    left = replace(other, heading="", sentences=tuple(s for s in other.sentences if s not in point.sentences))
    if not left.sentences or leans_back(left.sentences[0].text):
        return None
    fresh = chosen.fresh(left, LEAST_SENTENCE)
    return shortened(fresh, room) if fresh else None


def _with_more(
    picked: list[tuple[PointGroup, Point]],
    groups: Sequence[PointGroup],
    measure: Measure,
    chosen: UsedContent,
) -> list[tuple[PointGroup, Point]]:
    """The points with further groups, where the section is short for all their length; in a
    list a sentence is a point."""
    numbered = is_numbered(measure.section)
    enough, most = (LEAST, _MOST_PARAGRAPHS) if numbered else (ENOUGH, MOST_POINTS)
    for group in groups:
        points = [point for _, point in picked]
        if measure.length(points) >= enough * measure.target or len(points) >= most:
            break
        if any(group is taken for taken, _ in picked):
            continue
        least = LEAST_POINT if picked and numbered else LEAST_SENTENCE
        point = _first_fitting(group, measure.room(points), least, False, measure, chosen)
        if point is not None:
            picked.append((group, point))
            chosen.add(point)
    return picked


def _with_left(
    picked: list[tuple[PointGroup, Point]],
    groups: Sequence[PointGroup],
    measure: Measure,
    chosen: UsedContent,
) -> list[tuple[PointGroup, Point]]:
    """The points with what is left to say of their groups, and behind points without a heading
    what other groups without one say, where the section is still short."""
    for group in groups if picked else ():
        for left in group.points:
            points = [point for _, point in picked]
            if measure.length(points) >= LEAST * measure.target:
                return picked
            at = _home_of(group, left, picked, measure)
            if at is None:
                continue
            home, point = picked[at]
            more = _addition(point, left, measure.room(points), chosen)
            if more is not None:
                picked[at] = (home, replace(point, also=(*point.also, more)))
                chosen.add(more)
    return picked


def _home_of(
    group: PointGroup, left: Point, picked: Sequence[tuple[PointGroup, Point]], measure: Measure
) -> int | None:
    """Which picked point may go on with a point of a group: the group's own, else one without a heading,
    which would be of other matter: the last of running text, in a list the one that shares most words;
    None for none."""
    own = next((i for i, one in enumerate(picked) if one[0] is group), None)
    if own is not None or left.heading:
        return own
    bare = [i for i in reversed(range(len(picked))) if not picked[i][1].heading]
    if is_plain(measure.section) or not bare:
        return bare[0] if bare else None
    words = telling_words(left.text)
    shared = {i: len(words & telling_words(picked[i][1].text)) for i in bare}
    best = max(bare, key=shared.__getitem__)
    return best if shared[best] >= _ONE_MATTER else None


def _is_a_form(sentence: Masked) -> bool:
    return not is_readable(sentence)

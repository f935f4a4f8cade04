"""A section that leads with what the user told, where that is much and no report of the unit's own shows how:
the facts by matter under words of theirs, beside them what past reports say of the same matter, and behind them
a little of what others do besides."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from draftbot.chinese.blanks import BLANK
from draftbot.domain import OutlineSection, Role, Sentence, count_chars
from draftbot.facts.brief import Brief, is_on_a_matter
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.masking.mask import Masked
from draftbot.masking.usable import MOST_BLANKS, is_readable, leans_back
from draftbot.writing.composing import Paragraph, is_numbered, is_plain
from draftbot.writing.denied_by_facts import denied_things
from draftbot.writing.fact_homes import fact_sentences, sure_homes
from draftbot.writing.own_matters import (
    FEWEST,
    MUCH_TOLD,
    Matter,
    as_item,
    heading_of,
    listed_one_by_one,
    matters_of_facts,
    overview_told,
    with_one_question,
)
from draftbot.writing.point_groups import group_points
from draftbot.writing.points import Point
from draftbot.writing.questions import Item, matters_of_the_person
from draftbot.writing.said import UsedContent
from draftbot.writing.sources import SourceRegister

# So many facts of its own let a section lead with them.
_FEWEST_OF = {Role.WORK: FEWEST, Role.OTHER: 1, Role.OVERVIEW: 1, Role.PROBLEMS: 1, Role.PLANS: 1}
# Behind the user's own a section has no more points of others, where no length was told.
_OTHERS = {Role.WORK: 3, Role.OTHER: 1, Role.OVERVIEW: 1, Role.PROBLEMS: 2, Role.PLANS: 2, Role.EXPERIENCE: 2}
# None of these is longer than so many characters, about; with less room than a short one takes there is none.
_LONGEST_OF_OTHERS, _SHORTEST_OF_OTHERS = 110, 40
# In a list of what is wanting or intended so many in all are enough, and none need be others'.
_ENOUGH_LISTED = 3
# Past sentences beside one matter, of no more than so many characters in all.
_BESIDE, _LONGEST_BESIDE = 2, 110
# So many blanks a borrowed sentence may have.
_MOST_BLANKS = 1


@dataclass(frozen=True, slots=True)
class Led:
    """`items` are the user's own, each a paragraph or a sentence of a list; `points` what others may add, of
    which the section takes no more than `most`, None for as many as its `room` in characters holds."""

    items: tuple[Paragraph, ...]
    points: tuple[Point, ...]
    most: int | None
    room: int


def tells_much(brief: Brief) -> bool:
    """Whether the user told so much that the paper is about it, and no report of the unit's own shows how."""
    return len(brief.facts) >= MUCH_TOLD and not brief.has_own_model


def is_led(section: OutlineSection, facts: Sequence[str], brief: Brief) -> bool:
    """Whether a section leads with its facts."""
    if not tells_much(brief) or is_on_a_matter(section):
        return False
    if section.role is Role.OVERVIEW and brief.first_person:
        return True  # who somebody is stands there, whatever else was told
    return len(facts) >= _FEWEST_OF.get(section.role, len(facts) + 1)


def most_of_others(section: OutlineSection, brief: Brief, told: int = 0) -> int | None:
    """How many points of others stand behind so many that the user `told`; None where length decides."""
    if brief.is_length_told or not tells_much(brief):
        return None
    most = _OTHERS.get(section.role, max(_OTHERS.values()))
    return max(0, min(most, _ENOUGH_LISTED - told)) if told else most


def beside_facts(points: Sequence[Point], brief: Brief) -> list[Point]:
    """The points without sentences that tell of what the user says there is not, and where no length is to be
    filled without such as are mostly blanks."""
    things = denied_things(brief.facts, [s.text for point in points for s in point.sentences])
    most = MOST_BLANKS if brief.is_length_told else _MOST_BLANKS
    return [kept for point in points if (kept := _fit(point, things, most)) is not None]


def led_by(
    section: OutlineSection,
    facts: Sequence[str],
    points: Sequence[Point],
    brief: Brief,
    register: SourceRegister,
    chosen: UsedContent,
    embeddings: SentenceEmbeddings,
) -> Led:
    """The user's items of a section, and the points that may stand behind them. What past reports add to the
    items counts as said."""
    points = beside_facts(points, brief)
    told = 0
    if section.role in (Role.PROBLEMS, Role.PLANS):
        listed = listed_one_by_one(facts, brief)
        items: list[Paragraph] = [tuple(fact_sentences([fact], None)) for fact in listed]
        told = len(items)
    elif is_plain(section):
        items = [_overview(section, facts, brief)]
        # Who somebody is, no other's paper tells.
        points = [] if brief.first_person else [p for p in points if _is_on_everything(p, brief)]
    else:
        items = _by_matter(section, facts, points, brief, register, chosen, embeddings)
    most = most_of_others(section, brief, told)
    room = (section.length or 300) - sum(count_chars(s.text) for item in items for s in item)
    if most is not None:
        room = min(room, most * _LONGEST_OF_OTHERS)
    if room < _SHORTEST_OF_OTHERS:
        most = 0
    return Led(tuple(items), tuple(points), most, max(room, 1))


def _overview(section: OutlineSection, facts: Sequence[str], brief: Brief) -> Paragraph:
    """What there is; of somebody who reports of himself, who he is first."""
    is_person = brief.first_person
    told = overview_told(section, facts, brief).sentences if is_person else fact_sentences(facts, brief)
    return tuple(told)


def _is_on_everything(point: Point, brief: Brief) -> bool:
    """Whether a point may tell of the whole: one of a report on a part of the work tells of that part."""
    return bool(brief.topic) or not brief.topic_of_report(point.report)


def _fit(point: Point, things: Set[str], most_blanks: int) -> Point | None:
    sentences: list[Masked] = []
    gap = False
    for sentence in point.sentences:
        gap = (
            not is_readable(sentence)
            or len(sentence.blanks) > most_blanks
            or any(thing in sentence.text for thing in things)
            or (gap and leans_back(sentence.text))
        )
        if not gap:
            sentences.append(sentence)
    if not sentences or any(thing in point.heading for thing in things):
        return None
    return replace(point, sentences=tuple(sentences))


def _by_matter(
    section: OutlineSection,
    facts: Sequence[str],
    points: Sequence[Point],
    brief: Brief,
    register: SourceRegister,
    chosen: UsedContent,
    embeddings: SentenceEmbeddings,
) -> list[Paragraph]:
    """The facts by matter, in the order told: such as surely belong to what past reports have a point on under
    its heading and before what it says, the others under words of theirs."""
    of_the_person = matters_of_the_person(facts, brief)
    facts = [fact for fact in facts if not any(fact in of_it for of_it in of_the_person.values())]
    groups = group_points(points, brief, embeddings)
    offered = [next((p for p in group.points if chosen.fresh(p, 1) is not None), None) for group in groups]
    free = [point for point in offered if point is not None]
    homes = sure_homes(free, facts, frozenset(brief.topic), embeddings)
    told: list[tuple[int, Item]] = []
    for n in dict.fromkeys(home[0] for home in homes if home):
        of_it = [i for i, home in enumerate(homes) if home and home[0] == n]
        at = min(home[1] for home in homes if home and home[0] == n)
        own = as_item(Matter("", tuple(facts[i] for i in of_it)))
        heading = free[n].heading or heading_of(facts[of_it[0]])
        beside = _beside(free[n], at, register, chosen)
        told.append((of_it[0], Item(heading, (*own.sentences, *beside))))
    left = [facts[i] for i, home in enumerate(homes) if not home]
    matters = matters_of_facts(left, brief, embeddings, 1) or [
        Matter(heading_of(one), (one,)) for one in left
    ]
    own_items = [as_item(matter) for matter in matters]
    if not told:
        own_items = with_one_question(own_items, section, brief)
    told += [(facts.index(matter.facts[0]), item) for matter, item in zip(matters, own_items, strict=True)]
    last = [Item(matter, tuple(fact_sentences(of_it, None))) for matter, of_it in of_the_person.items()]
    ordered = [item for _, item in sorted(told, key=lambda one: one[0])]
    return [item.told(is_numbered(section)) for item in (*ordered, *last)]


def _beside(point: Point, at: int, register: SourceRegister, chosen: UsedContent) -> list[Sentence]:
    """What a past report's point says from one of its sentences on, with its source, up to so many sentences
    that were not said yet."""
    told: list[Masked] = []
    length = 0
    for sentence in point.sentences[at:]:
        length += count_chars(BLANK.sub("", sentence.text))
        if len(told) == _BESIDE or (told and length > _LONGEST_BESIDE):
            break
        fresh = chosen.fresh(replace(point, heading="", sentences=(sentence,)), 1)
        if fresh is None or (not told and leans_back(sentence.text)):
            break
        told.append(sentence)
    if not told:
        return []
    chosen.add(replace(point, sentences=tuple(told)))
    number = register.number(point.passage, point.report)
    return [Sentence(s.text, (number,), s.blanks, "source") for s in told]

"""What last year's plan foresaw under a heading of its own, and was done, and no item of what was done is on: an item
of its own, under the plan's heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.sentences import CLAUSE_END, clause_spans
from draftbot.writing.figures_and_blanks import covered
from draftbot.writing.place import AHEAD, LACKING, Place

# So much of a fact is said by the plan that foresaw it.
_FORESEEN = 0.6
# So much of what was done stands in the one part that has items for it.
_MOSTLY = 0.6
# A sentence's first words name its matter in so many characters.
_LONGEST = 12


def foreseen_by(fact: str, texts: Sequence[str], places: Sequence[Place]) -> int | None:
    """The place of last year's plans that foresaw a fact, or what it tells first; `texts` are what the places say."""
    plans = [k for k, place in enumerate(places) if place.role in AHEAD]
    first = next(filter(None, CLAUSE_END.split(fact)), fact)
    if not plans or not fact:
        return None
    said = covered([fact, first], texts)[:, plans].max(axis=0)
    return plans[int(said.argmax())] if said.max() >= _FORESEEN else None


def has_room_for(plan: Place, places: Sequence[Place]) -> bool:
    """Whether what a plan foresaw may be an item of what was done."""
    return bool(heading_of(plan)) and part_of_deeds(places) is not None


def heading_of(plan: Place) -> str:
    """The small heading of a plan, or what it names before it tells more: （二）开辟新货源，计划…; "" for none."""
    mark = ITEM.match(plan.past.text)
    if plan.item or mark is None:
        return "" if BLANK.search(plan.item) else plan.item
    clauses = list(clause_spans(plan.past.text))
    named = plan.past.text[mark.end() : clauses[0][1]]
    return named if len(clauses) > 1 and len(named) <= _LONGEST and not BLANK.search(named) else ""


def part_of_deeds(places: Sequence[Place]) -> int | None:
    """The part that tells, in items under headings of their own, most of what was done; None without one."""
    done = [place for place in places if place.part >= 0 and place.role not in AHEAD | LACKING]
    counts = Counter(place.part for place in done if place.item)
    part, count = next(iter(counts.most_common(1)), (None, 0))
    return part if count >= _MOSTLY * len(done) else None

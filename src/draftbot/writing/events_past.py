"""What happened once last year is no deed of this one: a hall that was opened, works that were finished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import rjieba

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.quantities import DAY, Kind, find_quantities
from draftbot.chinese.sentences import clause_spans
from draftbot.domain import Fill, fills_moved
from draftbot.writing.place import AHEAD, LACKING, Place
from draftbot.writing.things_done import happened_once

_MARKS = "，；、。"


def asks_in_event(place: Place, start: int) -> bool:
    """Whether what stands at `start` of a place's sentence is told of something that happened once."""
    return _may(place) and any(first <= start < end for first, end in _events(place.text))


def event_behind(place: Place, start: int) -> str:
    """Of what the event is told which stands before `start` in a place's sentence, and which what stands there may
    have come of; "" for none."""
    told, before = "", ""
    for span in clause_spans(place.text) if _may(place) else ():
        clause = place.text[slice(*span)]
        if span[1] > start:
            break
        if happened_once(clause):
            told = _subject(clause) or before
        before = clause
    return told


def leave_out_events(places: Sequence[Place]) -> None:
    """Leaves out what happened once, and what came of it; a figure of this year's told of its thing stays, told
    of the thing: 气膜馆【】开馆，接待群众5万人次."""
    for place in filter(_may, places):
        events = list(_with_their_subjects(place))
        if not events:
            continue
        kept = list(_kept(place, events))
        if events[0][0] == 0 and not any(_has_fill(place, span) for span in kept):
            kept = []
        place.once = True
        is_first = kept and events[0][0] == 0 and events[0] in set(_events(place.text))
        lead = _subject(place.text[slice(*events[0])]) if is_first else ""
        keep_clauses(place, kept, lead)


def _may(place: Place) -> bool:
    return place.part >= 0 and place.role not in AHEAD | LACKING and not place.is_left_out


def _events(text: str) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end in clause_spans(text) if happened_once(text[start:end]))


def _with_their_subjects(place: Place) -> Iterator[tuple[int, int]]:
    """The clauses that tell events, and those right before them that say of what: 改造北门，【】完工."""
    told = set(_events(place.text))
    before: tuple[int, int] | None = None
    for span in clause_spans(place.text):
        if (
            span in told
            and before
            and not _subject(place.text[slice(*span)])
            and not _has_fill(place, before)
        ):
            yield before
        if span in told:
            yield span
        before = None if span in told else span


def _kept(place: Place, events: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The clauses that are no event, and do not only say what came of one."""
    came_of_it = False
    for span in clause_spans(place.text):
        if span in events:
            came_of_it = True
            continue
        came_of_it = came_of_it and not _has_fill(place, span)
        if not came_of_it:
            yield span


def _has_fill(place: Place, span: tuple[int, int]) -> bool:
    return any(span[0] <= fill.start < span[1] for fill in place.fills)


def _subject(event: str) -> str:
    """What stands before the day on which something happened."""
    asked = next((match.start() for match in BLANK.finditer(event) if match[1] == DAY), None)
    told = next((e.start for e in find_quantities(event) if e.kind is Kind.DATE), None)
    words = rjieba.tag(event[: min((at for at in (asked, told) if at is not None), default=0)], False)
    while words and words[-1][1] == "p":  # 工程于【待补：日期】开工
        words.pop()
    return "".join(word for word, _ in words)


def keep_clauses(place: Place, kept: Sequence[tuple[int, int]], lead: str = "") -> None:
    """Of a place's sentence only these clauses, behind `lead`, and the fills in them."""
    text, fills = lead, list[Fill]()
    for start, end in kept:
        clause = place.text[start : end + 1]
        here = [fill for fill in place.fills if start <= fill.start < end]
        fills += fills_moved(here, -1, len(text) - start)
        text += clause
    text = text.rstrip(_MARKS)
    place.text, place.fills = (f"{text}。" if text else ""), fills

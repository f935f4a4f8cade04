"""The fact sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.domain import ChatEvent, Fact, Said
from draftbot.errors import UnclearPlace
from draftbot.facts.sheet import field_name
from draftbot.messages import Message


def set_fact(desk: Desk, action: do.SetFact) -> Iterator[ChatEvent]:
    facts = replace(desk.conversation.facts, **{action.field: action.value})  # type: ignore[arg-type]
    yield desk.change(facts=facts)
    yield Said(Message("desk.fact_set", field=field_name(action.field), value=action.value))


def add_fact(desk: Desk, action: do.AddFact) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    if action.text in {fact.text for fact in sheet.facts}:
        yield Said(Message("desk.fact_known", fact=action.text))
        return
    yield desk.change(facts=replace(sheet, facts=(*sheet.facts, Fact(action.text))))
    yield Said(Message("desk.fact_added", fact=action.text))


def remove_fact(desk: Desk, action: do.RemoveFact) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    kept = tuple(f for f in sheet.facts if action.text not in f.text)
    gone = len(sheet.facts) - len(kept)
    if gone:
        yield desk.change(facts=replace(sheet, facts=kept))
    yield Said(
        Message("desk.facts_removed", count=gone) if gone else Message("desk.no_fact_with", words=action.text)
    )


def move_fact(desk: Desk, action: do.MoveFact) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    section = desk.outline.sections[desk.find(action.section)]
    meant = [fact for fact in sheet.facts if action.text in fact.text]
    if not meant:
        yield Said(Message("desk.no_fact_with", words=action.text))
        return
    if len(meant) > 1:
        raise UnclearPlace(
            what=Message("places.many_facts_with", count=len(meant), words=action.text),
            example=Message("examples.move_fact", fact=meant[0].text[:20], section=action.section),
        )
    facts = tuple(replace(f, section=section.heading) if f is meant[0] else f for f in sheet.facts)
    yield desk.change(facts=replace(sheet, facts=facts))
    yield Said(Message("desk.fact_moved", fact=meant[0].text, heading=section.heading))


HANDLERS: dict[type, Handler] = {
    do.SetFact: set_fact,
    do.AddFact: add_fact,
    do.RemoveFact: remove_fact,
    do.MoveFact: move_fact,
}

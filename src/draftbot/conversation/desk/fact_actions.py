"""The fact sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from draftbot.chinese.replacing import occurrences_of, replace_whole
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.domain import ChatEvent, Draft, DraftFinished, Fact, Said, Sentence
from draftbot.drafts.rearranging import corrected
from draftbot.errors import UnclearPlace
from draftbot.facts.figures_told import reads_on
from draftbot.facts.sheet import field_name
from draftbot.messages import Message, all_lines, all_sentences, plain
from draftbot.writing.told_later import without_facts


def set_fact(desk: Desk, action: do.SetFact) -> Iterator[ChatEvent]:
    facts = replace(desk.conversation.facts, **{action.field: action.value})  # type: ignore[arg-type]
    yield desk.change(facts=facts)
    if not action.value:
        yield Said(Message("desk.fact_unset", field=field_name(action.field)))
        return
    yield Said(Message("desk.fact_set", field=field_name(action.field), value=action.value))


def add_fact(desk: Desk, action: do.AddFact) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    if action.text in {fact.text for fact in sheet.facts}:
        yield Said(Message("desk.fact_known", fact=action.text))
        return
    fact = Fact(action.text)
    yield desk.change(facts=replace(sheet, facts=(*sheet.facts, fact)))
    said = [Message("desk.fact_added", fact=action.text)]
    if desk.conversation.draft_id is not None:
        before = desk.draft
        after = desk.editor.tell(before.id, fact)
        yield DraftFinished(after)
        headings = [a.heading for a, b in zip(after.sections, before.sections, strict=True) if a != b]
        said += [Message("desk.fact_told", heading=heading) for heading in headings[:1]]
    yield Said(all_sentences(said))


def change_fact(desk: Desk, action: do.ChangeFact) -> Iterator[ChatEvent]:
    """In the fact, and in the sentences of the draft that tell it."""
    sheet = desk.conversation.facts
    if action.fact and action.fact in sheet.leaders:
        leader = action.fact.replace(action.old, action.new)
        leaders = tuple(leader if one == action.fact else one for one in sheet.leaders)
        yield desk.change(facts=replace(sheet, leaders=leaders))
        yield Said(Message("desk.fact_changed", old=action.fact, new=leader))
        return
    stands = occurrences_of(action.old)
    meant = [f for f in sheet.facts if stands.search(f.text) and action.fact in f.text]
    if not meant:
        yield Said(Message("desk.no_fact_with", words=action.old))
        return
    if len(meant) > 1:
        raise UnclearPlace(
            what=Message("places.many_facts_with", count=len(meant), words=action.old),
            example=Message("examples.change_fact", fact=meant[0].text[:20], old=action.old, new=action.new),
        )
    old = meant[0]
    if action.old == action.new:
        yield Said(Message("desk.fact_so_already", fact=old.text))
        return
    new = replace(old, text=replace_whole(old.text, action.old, action.new, 1))
    if not reads_on(old.text, new.text):
        raise UnclearPlace(
            what=Message("places.would_not_read", text=new.text),
            example=Message("examples.change_fact", fact=old.text[:20], old=action.old, new=action.new),
        )
    facts = tuple(new if f is old else f for f in sheet.facts)
    yield desk.change(facts=replace(sheet, facts=facts))
    said = [Message("desk.fact_changed", old=old.text, new=new.text)]
    if desk.conversation.draft_id is not None:
        before = desk.draft
        after = desk.editor.change(
            before.id,
            Message("steps.fact_changed"),
            lambda draft: corrected(draft, old.text, action.old, action.new),
        )
        changed = sum(a != b for a, b in zip(_sentences(before), _sentences(after), strict=True))
        yield DraftFinished(after)
        if changed:
            said.append(Message("desk.fact_changed_in_draft", count=changed))
    yield Said(all_sentences(said))


def _sentences(draft: Draft) -> list[Sentence]:
    return [s for section in draft.sections for s in section.sentences]


def show_facts(desk: Desk, action: do.ShowFacts) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    lines = [
        Message("desk.fact_field", field=field_name(field), value=getattr(sheet, field))
        for field in ("unit", "period", "author", "date")
        if getattr(sheet, field)
    ]
    lines += [Message("desk.fact_field", field=field_name("leaders"), value=one) for one in sheet.leaders]
    lines += [plain(f"{n}. {fact.text}") for n, fact in enumerate(sheet.facts, 1)]
    yield Said(all_lines([Message("desk.facts_are"), *lines]) if lines else Message("desk.no_facts"))


def clear_facts(desk: Desk, action: do.ClearFacts) -> Iterator[ChatEvent]:
    """The unit and the period stay: they say what the report is."""
    sheet = desk.conversation.facts
    yield desk.change(facts=replace(sheet, facts=(), leaders=()))
    yield from _untold(desk, sheet.facts, Message("steps.facts_cleared"))
    yield Said(Message("desk.facts_cleared", count=len(sheet.facts)))


def add_leader(desk: Desk, action: do.AddLeader) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    if action.text not in sheet.leaders:
        yield desk.change(facts=replace(sheet, leaders=(*sheet.leaders, action.text)))
    yield Said(Message("desk.fact_set", field=field_name("leaders"), value=action.text))


def remove_fact(desk: Desk, action: do.RemoveFact) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    stands = occurrences_of(action.text)
    gone = [f for f in sheet.facts if stands.search(f.text)]
    if not gone:
        yield Said(Message("desk.no_fact_with", words=action.text))
        return
    yield desk.change(facts=replace(sheet, facts=tuple(f for f in sheet.facts if f not in gone)))
    yield from _untold(desk, gone, Message("steps.fact_removed"))
    yield Said(Message("desk.facts_removed", count=len(gone)))


def _untold(desk: Desk, facts: Sequence[Fact], step: Message) -> Iterator[ChatEvent]:
    """Take facts out of the draft, where there is one."""
    if desk.conversation.draft_id is not None:
        after = desk.editor.change(desk.draft_id, step, lambda draft: without_facts(draft, facts))
        yield DraftFinished(after)


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
    do.ChangeFact: change_fact,
    do.ShowFacts: show_facts,
    do.ClearFacts: clear_facts,
    do.AddLeader: add_leader,
    do.RemoveFact: remove_fact,
    do.MoveFact: move_fact,
}

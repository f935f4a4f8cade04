"""A part told by the user: what stood there goes, what it tells is kept as facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from draftbot.chinese.enumerators import without_enumerator
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.desk.draft_actions import rewrite_section, with_facts_of
from draftbot.conversation.understanding.clauses import items_of
from draftbot.domain import ChatEvent, Draft, DraftFinished, Fact, OutlineSection, Said
from draftbot.drafts.told_part import tells_again, with_part_told
from draftbot.errors import Locked
from draftbot.messages import Message, all_lines, quoted
from draftbot.writing.told_later import is_told


def tell_part(desk: Desk, action: do.TellPart) -> Iterator[ChatEvent]:
    heading = desk.outline.sections[desk.find(action.section)].heading
    items = items_of(action.text)
    sheet = desk.conversation.facts
    new = tuple(Fact(without_enumerator(item), heading) for item in items)
    retold = [
        fact
        for fact in sheet.facts
        if (action.only and not action.point and fact.section == heading)
        or any(tells_again(fact.text, one.text) for one in new)
    ]
    kept = tuple(fact for fact in sheet.facts if fact not in retold)
    facts = (*kept, *new)
    yield desk.change(facts=replace(sheet, facts=facts))
    if desk.conversation.draft_id is None:
        return
    before = desk.draft

    def told(draft: Draft) -> Draft:
        at = [section.heading for section in draft.sections].index(heading)
        return with_part_told(draft, at, items, facts, action.only, action.point)

    after = desk.editor.change(before.id, Message("steps.part_told", heading=heading), told)
    yield DraftFinished(after)
    said = [Message("desk.part_told", heading=action.point or heading)]
    untold = [f.text for f in kept if is_told(before, f) and not is_told(after, f)]
    if untold:
        said.append(Message("desk.facts_out_of_part", facts=tuple(untold)))
    yield Said(all_lines(said))


def set_points(desk: Desk, action: do.SetPoints) -> Iterator[ChatEvent]:
    """The part divided anew and written so; other parts stay as they are, and no fact is lost."""
    sections = desk.outline.sections
    block = desk.block(desk.find(action.section))
    part = sections[block.start]
    below = tuple(OutlineSection(heading, part.level + 1, role=part.role) for heading in action.headings)
    before = desk.draft if desk.conversation.draft_id is not None else None
    if before is not None and any(s.locked for i in block for s in before.sections[i].sentences):
        raise Locked(what=quoted(part.heading))
    yield desk.resection((*sections[: block.start + 1], *below, *sections[block.stop :]))
    yield Said(Message("desk.points_set", heading=part.heading, points=action.headings))
    if before is None:
        return
    yield from desk.realign(Message("steps.points_set"))
    yield DraftFinished(
        desk.editor.change(before.id, Message("steps.points_set"), partial(_emptied, part.heading))
    )
    yield from rewrite_section(desk, do.RewriteSection(part.heading, "again"))
    yield from with_facts_of(desk, before, part.heading)
    own = [s.text.strip("。") for i in block for s in before.sections[i].sentences if s.origin == "user"]
    now = "".join(s.text for section in desk.draft.sections for s in section.sentences)
    for text in own:
        if text not in now:  # the user's own, whatever the part is divided into
            yield DraftFinished(desk.editor.tell(before.id, Fact(text, part.heading)))


def _emptied(heading: str, draft: Draft) -> Draft:
    return replace(
        draft,
        sections=tuple(replace(s, paragraphs=()) if s.heading == heading else s for s in draft.sections),
    )


HANDLERS: dict[type, Handler] = {do.TellPart: tell_part, do.SetPoints: set_points}

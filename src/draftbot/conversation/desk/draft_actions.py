"""Writing: the whole draft, a section again, a sentence in other words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial

from draftbot.checks.standing import own_points_to_confirm, points_to_confirm
from draftbot.conversation import actions as do
from draftbot.conversation.desk.denied import kept_out
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.desk.lengths import scaled, with_items
from draftbot.conversation.desk.outline_actions import take_title
from draftbot.corpus.title_parts import office_of, parts_of
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import (
    ChatEvent,
    Draft,
    DraftFinished,
    DraftStarted,
    Outline,
    Plan,
    Rung,
    Said,
)
from draftbot.drafts.addresses import block_of, find_section, find_spot, spot_name
from draftbot.drafts.preserve_edits import realigned
from draftbot.drafts.shortening import leaves_of
from draftbot.drafts.so_many_items import items_of
from draftbot.errors import NoSuchSection
from draftbot.messages import Message, all_sentences, titled
from draftbot.writing.rewording import Reworder
from draftbot.writing.told_later import is_told, without_facts
from draftbot.writing.usual_length import has_told_length

TITLES_TOLD = 3
# A draft that has less of the length that was told says so.
_LEAST_OF_LENGTH = 0.85
_DRAWN_FROM = {
    Rung.OWN: "desk.drawn_from_own",
    Rung.LIKE: "desk.drawn_from_like",
    Rung.GENRE: "desk.drawn_from_genre",
    Rung.NONE: "desk.drawn_from_none",
}


def write_draft(desk: Desk, action: do.WriteDraft) -> Iterator[ChatEvent]:
    """A first draft, or the one there is anew."""
    if action.title:
        yield from take_title(desk, do.TakeTitle(action.title))
    if not desk.conversation.title or desk.conversation.outline is None:
        yield Said(Message("desk.no_title"))
        return
    if action.another:
        desk.change(seed=desk.conversation.seed + 1)
    previous = desk.draft if desk.conversation.draft_id else None
    # Closed with this, so that what goes wrong in saving a stopped draft is heard of.
    with closing(desk.drafter.events(desk.request, previous)) as events:
        for event in events:
            if isinstance(event, DraftStarted) and previous is None:
                # At once, so that what a silent model leaves behind is found again.
                desk.change(draft_id=event.draft.id)
            if isinstance(event, DraftStarted) and _is_in_own_form(desk.outline, event.draft.request.outline):
                yield desk.change(outline=without_lengths(event.draft.request.outline, desk.outline))
                yield from _whose_form(event.draft.plan)
            if isinstance(event, DraftStarted) and not has_told_length(desk.request):
                written = event.draft.request.outline
                yield desk.change(outline=replace(desk.outline, length=written.length, is_usual_length=True))
            yield event
            if isinstance(event, DraftFinished):
                yield from _summed_up(desk, event.draft, previous)
    yield from kept_out(desk)


def _is_in_own_form(asked: Outline, written: Outline) -> bool:
    """Whether a draft is written by another outline than was on the desk: that of the unit's last report."""
    return [s.heading for s in asked.sections] != [s.heading for s in written.sections]


def _whose_form(plan: Plan | None) -> Iterator[Said]:
    own = [report for report in plan.chosen if report.is_own] if plan else []
    if own:
        newest = max(own, key=lambda report: report.year or 0)
        yield Said(Message("desk.in_own_form", title=titled(newest.title)))


def without_lengths(outline: Outline, asked: Outline) -> Outline:
    """An outline as it stands on the desk: its parts share what length is asked for."""
    return replace(
        outline, sections=tuple(replace(s, length=None) for s in outline.sections), length=asked.length
    )


def new_draft(desk: Desk, action: do.NewDraft) -> Iterator[ChatEvent]:
    """Another draft beside the one on the desk, which stays as it is; the unit and the period of
    the sheet are the new one's too, its facts are not."""
    now = desk.conversation
    if now.draft_id is not None:
        outline = desk.book.outline_for(action.title)
        facts = replace(now.facts, facts=(), period="")
        fresh: dict[str, object] = {
            "draft_id": None,
            "seed": 0,
            "length": None,
            "reports": None,
            "any_trade": False,
        }
        yield desk.change(title=action.title, outline=outline, facts=facts, **fresh)
        yield Said(Message("desk.beside", title=action.title, old=now.title))
    yield from write_draft(desk, do.WriteDraft("" if now.draft_id is not None else action.title))


def rewrite_section(desk: Desk, action: do.RewriteSection) -> Iterator[ChatEvent]:
    """A section, or all of a part with its subsections, longer, shorter or otherwise."""
    draft = before = _with_section(desk, action.section)
    part = find_section(draft.request.outline.sections, action.section)
    written = (
        sum(draft.sections[i].chars for i in leaves_of(draft, part)) if part < len(draft.sections) else 0
    )
    if action.items and part < len(draft.sections) and items_of(draft.sections[part]):
        yield from with_items(desk, part, action.items)
        yield from kept_out(desk)
        return
    if action.how != "again" and written:
        yield from scaled(desk, part, is_longer=action.how == "longer")
        yield from kept_out(desk)
        return
    for i in leaves(draft, part):
        old = draft.sections[i].chars if i < len(draft.sections) else 0
        for event in desk.drafter.rewrite(draft, i, seed=draft.request.seed + bool(old)):
            yield event
            if isinstance(event, DraftFinished):
                draft = event.draft
        new = draft.sections[i]
        said = (
            Message("desk.section_rewritten", heading=new.heading, before=old, after=new.chars)
            if old
            else Message("desk.section_written", heading=new.heading)
        )
        yield Said(all_sentences([said, new.note]))
    yield from with_facts_of(desk, before, action.section)
    yield from kept_out(desk)


def with_facts_of(desk: Desk, before: Draft, section: str) -> Iterator[ChatEvent]:
    """The draft with every fact that it told before, in `section` where the part that it was told for is
    gone: a rewriting loses none."""
    headings = {one.heading for one in desk.outline.sections}
    lost = [f for f in before.request.facts.facts if is_told(before, f) and not is_told(desk.draft, f)]
    if not lost:
        return
    desk.editor.change(before.id, Message("steps.fact_added"), partial(without_facts, facts=lost))
    for fact in lost:
        told_in = fact.section if fact.section in headings else section
        yield DraftFinished(desk.editor.tell(before.id, replace(fact, section=told_in)))


def rewrite_sentence(desk: Desk, action: do.RewriteSentence) -> Iterator[ChatEvent]:
    yield from reword(desk, do.Restyle("", action.where), action.how)


def reword(desk: Desk, action: do.Restyle, how: str) -> Iterator[ChatEvent]:
    draft = desk.draft
    draft = replace(draft, request=replace(draft.request, use_model=desk.conversation.use_model))
    spot = find_spot(draft, action.where)
    name = spot_name(draft, spot)
    old = draft.part(spot.section).sentences[spot.sentence].text
    expected = desk.store.last_version(draft.id)
    after = Reworder(desk.drafter).reword(draft, spot, how, action.wish)  # type: ignore[arg-type]
    after = desk.drafter.checked(after)
    desk.store.keep_version(after, Message("steps.sentence_reworded", where=name), expected)
    yield DraftFinished(after)
    new = after.part(spot.section).sentences[spot.sentence].text
    yield Said(Message("desk.sentence_reworded", where=name, before=old, after=new))


def _with_section(desk: Desk, wanted: str) -> Draft:
    """The draft; under the desk's outline, if only that has the section."""
    draft = desk.draft
    try:
        find_section(draft.request.outline.sections, wanted)
    except NoSuchSection:
        outline = desk.conversation.outline
        if outline is None:
            raise
        find_section(outline.sections, wanted)
        draft = replace(realigned(draft, outline), request=replace(draft.request, outline=outline))
    return draft


def leaves(draft: Draft, first: int) -> list[int]:
    """The sections of a part that hold its matter: itself, or all below it."""
    sections = draft.request.outline.sections
    block = block_of(sections, first)
    return [i for i in block if len(block_of(sections, i)) == 1]


def _summed_up(desk: Desk, draft: Draft, previous: Draft | None) -> Iterator[Said]:
    yield Said(_told(draft, previous, _names_whose(desk, draft), desk.conversation.length))
    if reading := desk.reading():
        yield Said(
            Message("desk.still_reading_some", done=reading.done, files=reading.files)
            if reading.files
            else Message("desk.still_reading")
        )


def _names_whose(desk: Desk, draft: Draft) -> bool:
    """Whether the user said whose paper it is: a unit's, a kind of unit's, that of who holds an office."""
    known, facts = desk.drafter.knowledge.now(), draft.request.facts
    parts = parts_of(draft.request.title, UnitReader(known.tagger, known.trades), "", known.unit_names)
    return bool(facts.unit or desk.conversation.kind or parts.of_unit or office_of(parts))


def _told(draft: Draft, previous: Draft | None, names_whose: bool, length: int | None) -> Message:
    chars, passages = draft.chars, len(draft.sources)
    parts = [Message("desk.drafted", sections=len(draft.sections), chars=chars, passages=passages)]
    if length and chars < _LEAST_OF_LENGTH * length:
        parts.append(Message("desk.shorter_than_told", length=length))
    if draft.plan is not None:
        parts.append(drawn_from(draft.plan, names_whose))
        if offered := len(draft.plan.offered):
            parts.append(Message("desk.others_offered", count=offered))
    locked = sum(section.is_locked for section in draft.sections)
    if locked:
        parts.append(Message("desk.locked_sections_left_alone", count=locked))
    lost = len(draft.set_aside) - len(previous.set_aside if previous else ())
    if lost > 0:
        parts.append(Message("desk.sentences_set_aside", count=lost))
    own = own_points_to_confirm(draft)
    if own:
        parts.append(Message("desk.own_points_to_confirm", count=own))
    if others := points_to_confirm(draft) - own:
        parts.append(Message("desk.points_to_confirm", count=others))
    if draft.blanks:
        parts.append(Message("desk.blanks_to_fill", count=len(draft.blanks)))
    if draft.warnings:
        parts.append(Message("desk.remarks_to_read", count=len(draft.warnings)))
    return all_sentences(parts)


def drawn_from(plan: Plan, names_whose: bool = True) -> Message:
    """Which past reports a draft rests on, the first of them by title; of like units only where it was said
    whose it is."""
    first = [report for report in plan.chosen if plan.rung is not Rung.OWN or report.is_own]
    titles = tuple(titled(report.title) for report in first[:TITLES_TOLD])
    if plan.rung is Rung.LIKE and not names_whose and not plan.is_told:
        return Message("desk.drawn_from_some", reports=titles)
    return Message(_DRAWN_FROM[plan.rung], reports=titles)


HANDLERS: dict[type, Handler] = {
    do.WriteDraft: write_draft,
    do.NewDraft: new_draft,
    do.RewriteSection: rewrite_section,
    do.RewriteSentence: rewrite_sentence,
}

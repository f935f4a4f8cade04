"""Versions of the draft, and the way back and forth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.sayings import say
from draftbot.domain import ChatEvent, DeskChanged, Draft, DraftFinished, Said, Suggested, Suggestion
from draftbot.drafts.addresses import LAST
from draftbot.drafts.comparing import compare, told
from draftbot.drafts.history import Direction
from draftbot.drafts.taking_back import with_put_back, without_change
from draftbot.messages import Message, all_lines
from draftbot.messages.rendering import render


def undo(desk: Desk, action: do.Undo) -> Iterator[ChatEvent]:
    yield from _go(desk, "undo", "desk.undone")


def redo(desk: Desk, action: do.Redo) -> Iterator[ChatEvent]:
    if not desk.history.can_redo(desk.conversation_id):
        # 恢复 is said for either way.
        yield Suggested((Suggestion(say(do.Undo()), "undo"),))
    yield from _go(desk, "redo", "desk.redone")


def _go(desk: Desk, direction: Direction, code: str) -> Iterator[ChatEvent]:
    what = desk.history.go(desk.conversation_id, direction)
    yield DeskChanged(desk.conversation)
    yield from desk.stored_draft()
    yield Said(Message(code, what=what))


def compare_versions(desk: Desk, action: do.CompareVersions) -> Iterator[ChatEvent]:
    draft_id = desk.draft_id
    after = action.after or desk.store.last_version(draft_id)
    before = action.before or after - 1
    if before < 1 and not action.before:
        yield Said(Message("desk.one_version"))
        return
    versions = (desk.store.version(draft_id, before), desk.store.version(draft_id, after))
    yield Said(told(compare(*versions, (before, after))))


def show_versions(desk: Desk, action: do.ShowVersions) -> Iterator[ChatEvent]:
    versions = desk.store.versions(desk.draft_id)
    lines = [Message("desk.version", number=one.number, what=one.what) for one in versions]
    yield Said(all_lines([Message("desk.versions_are", count=len(versions)), *lines]))


def restore_version(desk: Desk, action: do.RestoreVersion) -> Iterator[ChatEvent]:
    number = action.number
    if number == LAST:
        number = desk.store.last_version(desk.draft_id) - 1
        if number < 1:
            yield Said(Message("desk.one_version"))
            return
    draft = desk.editor.restore(desk.draft_id, number)
    yield desk.change(title=draft.request.title, outline=draft.request.outline)
    yield DraftFinished(draft)
    yield Said(Message("desk.version_restored", number=number))


def put_back(desk: Desk, action: do.PutBack) -> Iterator[ChatEvent]:
    """A sentence that was taken out, with the fact that it told."""
    now = desk.draft
    then = _last_with(desk, action.text)
    if then is None or (after := with_put_back(now, then, action.text)) == now:
        yield Said(Message("desk.not_put_back", text=action.text))
        return
    sheet = desk.conversation.facts
    told = [f for f in then.request.facts.facts if f.text.strip("。") in action.text and f not in sheet.facts]
    if told:
        sheet = replace(sheet, facts=(*sheet.facts, *told))
        after = replace(after, request=replace(after.request, facts=sheet))
        yield desk.change(facts=sheet)
    yield DraftFinished(desk.editor.change(now.id, Message("steps.put_back_sentence"), lambda _: after))
    yield Said(Message("desk.put_back", text=action.text))


def _last_with(desk: Desk, text: str) -> Draft | None:
    """The draft as it was when it last held a sentence."""
    for number in range(desk.store.last_version(desk.draft_id), 0, -1):
        then = desk.store.version(desk.draft_id, number)
        if any(s.text == text for _, part in then.parts for s in part.sentences):
            return then
    return None


def undo_step(desk: Desk, action: do.UndoStep) -> Iterator[ChatEvent]:
    """Of the versions that the last message made the one that is named taken back; else what would be."""
    draft_id = desk.draft_id
    numbers = desk.history.last_versions(desk.conversation_id)
    what = {one.number: one.what for one in desk.store.versions(draft_id) if one.number in numbers}
    likeness = {n: _shared(render(said, "zh"), action.what) for n, said in what.items()}
    best = max(likeness.values(), default=0)
    named = [n for n, share in likeness.items() if share == best and best]
    if len(named) != 1 or named[0] < 2:
        told = all_lines([Message("desk.no_such_step", what=action.what), *what.values()])
        yield Suggested((Suggestion(say(do.Undo()), "undo"),))
        yield Said(told)
        return
    before, after = (desk.store.version(draft_id, n) for n in (named[0] - 1, named[0]))
    changed = desk.editor.change(
        draft_id, Message("steps.undone", what=what[named[0]]), lambda now: without_change(now, before, after)
    )
    yield DraftFinished(changed)
    yield Said(Message("desk.step_undone", what=what[named[0]]))


def _shared(one: str, other: str) -> int:
    """How many pairs of characters two texts share."""
    return len(
        {one[i : i + 2] for i in range(len(one) - 1)} & {other[i : i + 2] for i in range(len(other) - 1)}
    )


HANDLERS: dict[type, Handler] = {
    do.PutBack: put_back,
    do.UndoStep: undo_step,
    do.Undo: undo,
    do.Redo: redo,
    do.CompareVersions: compare_versions,
    do.ShowVersions: show_versions,
    do.RestoreVersion: restore_version,
}

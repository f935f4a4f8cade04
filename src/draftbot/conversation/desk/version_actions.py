"""Versions of the draft, and the way back and forth."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.sayings import say
from draftbot.domain import ChatEvent, DeskChanged, DraftFinished, Said, Suggested, Suggestion
from draftbot.drafts.addresses import LAST
from draftbot.drafts.comparing import compare, told
from draftbot.drafts.history import Direction
from draftbot.messages import Message, all_lines


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


HANDLERS: dict[type, Handler] = {
    do.Undo: undo,
    do.Redo: redo,
    do.CompareVersions: compare_versions,
    do.ShowVersions: show_versions,
    do.RestoreVersion: restore_version,
}

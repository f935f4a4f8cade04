"""Versions of the draft, and the way back and forth."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.domain import ChatEvent, DeskChanged, DraftFinished, Said
from draftbot.drafts.comparing import compare, told
from draftbot.drafts.history import Direction
from draftbot.messages import Message


def undo(desk: Desk, action: do.Undo) -> Iterator[ChatEvent]:
    yield from _go(desk, "undo", "desk.undone")


def redo(desk: Desk, action: do.Redo) -> Iterator[ChatEvent]:
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


def restore_version(desk: Desk, action: do.RestoreVersion) -> Iterator[ChatEvent]:
    yield DraftFinished(desk.editor.restore(desk.draft_id, action.number))
    yield Said(Message("desk.version_restored", number=action.number))


HANDLERS: dict[type, Handler] = {
    do.Undo: undo,
    do.Redo: redo,
    do.CompareVersions: compare_versions,
    do.RestoreVersion: restore_version,
}

"""Searching, exporting, the choice of the writer, and help."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.domain import ChatEvent, Found, ReadyToExport, Said
from draftbot.messages import Message, all_lines

HITS_IN_CHAT = 5
QUOTED_CHARS = 60
HELP = Message("desk.help")


def search(desk: Desk, action: do.SearchPassages) -> Iterator[ChatEvent]:
    result = desk.search.search(action.query, HITS_IN_CHAT)
    yield Found(result)
    count = len(result.hits)
    if result.searched_as:
        yield Said(Message("desk.searched_as", query=result.searched_as))
    if result.is_about:
        yield Said(Message("desk.found", count=count))
    elif result.is_near and count:
        yield Said(Message("desk.only_near", query=result.searched_as or action.query, count=count))
    elif count:
        yield Said(Message("desk.only_nearest", query=action.query, count=count))
    else:
        yield Said(Message("desk.nothing_about", query=action.query))


def export(desk: Desk, action: do.Export) -> Iterator[ChatEvent]:
    yield ReadyToExport(desk.draft_id, action.format)
    yield Said(Message("desk.ready_to_download", format=action.format))


def use_model(desk: Desk, action: do.UseModel) -> Iterator[ChatEvent]:
    yield desk.change(use_model=action.use)
    if action.use and desk.drafter.model is None:
        yield Said(Message("desk.no_model"))
    else:
        yield Said(Message("desk.with_model") if action.use else Message("desk.without_model"))


def show_help(desk: Desk, action: do.ShowHelp) -> Iterator[ChatEvent]:
    yield Said(HELP)


def not_understood(desk: Desk, action: do.NotUnderstood) -> Iterator[ChatEvent]:
    text = action.text if len(action.text) <= QUOTED_CHARS else f"{action.text[:QUOTED_CHARS]}…"
    yield Said(all_lines([Message("desk.not_understood", text=text), HELP]))


HANDLERS: dict[type, Handler] = {
    do.SearchPassages: search,
    do.Export: export,
    do.UseModel: use_model,
    do.ShowHelp: show_help,
    do.NotUnderstood: not_understood,
}

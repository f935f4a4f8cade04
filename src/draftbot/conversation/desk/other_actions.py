"""Searching, exporting, the choice of the writer, and help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from draftbot.checks.standing import points_to_confirm
from draftbot.chinese.word_lists import word_table
from draftbot.conversation import actions as do
from draftbot.conversation.desk.borrowing import borrowed, nearest_section
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.desk.offering import offered
from draftbot.conversation.sayings import say
from draftbot.domain import (
    ChatEvent,
    Draft,
    DraftFinished,
    Found,
    ReadyToExport,
    Said,
)
from draftbot.drafts.addresses import LAST, find_section
from draftbot.drafts.rearranging import insert_sentences
from draftbot.messages import Message, all_sentences
from draftbot.writing.sources import SourceRegister

_TALK = {"thanks": "desk.thanks", "hello": "desk.hello", "who": "desk.who", "bye": "desk.bye"}
HITS_IN_CHAT = 5
QUOTED_CHARS = 60
HELP = Message("desk.help")


def search(desk: Desk, action: do.SearchPassages) -> Iterator[ChatEvent]:
    result = desk.search.search(action.query, HITS_IN_CHAT)
    desk.change(found=tuple(hit.passage.id for hit in result.hits))
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
    yield ReadyToExport(desk.draft_id, action.format, action.unconfirmed)
    draft = desk.draft
    blanks, unconfirmed = len(draft.blanks), points_to_confirm(draft)
    left = [Message("desk.left_in_the_file", blanks=blanks, unconfirmed=unconfirmed)]
    ready = Message("desk.ready_to_download", format=action.format)
    yield Said(all_sentences([ready, *(left if blanks or unconfirmed else [])]))


def use_model(desk: Desk, action: do.UseModel) -> Iterator[ChatEvent]:
    yield desk.change(use_model=action.use)
    if action.use and desk.drafter.model is None:
        yield Said(Message("desk.no_model"))
    else:
        yield Said(Message("desk.with_model") if action.use else Message("desk.without_model"))


def show_help(desk: Desk, action: do.ShowHelp) -> Iterator[ChatEvent]:
    yield Said(HELP)


def use_passage(desk: Desk, action: do.UsePassage) -> Iterator[ChatEvent]:
    """A passage of those last found, its names and figures taken out, at the end of a section."""
    found = desk.conversation.found
    if not action.number <= len(found):
        yield Said(Message("desk.no_passage", number=action.number, count=len(found)))
        return
    draft = desk.draft
    hit = desk.search.passage(found[action.number - 1])
    wanted = action.section or nearest_section(desk, hit.passage.text)
    section = find_section(draft.sections, wanted)
    register = SourceRegister(draft.sources)
    sentences = borrowed(hit.passage, hit.report, desk.drafter.brief(draft.request), register)
    if not sentences or desk.drafter.extractive.orders.within([hit.passage]):
        yield Said(Message("desk.passage_unusable"))
        return
    heading = draft.sections[section].heading

    def with_passage(now: Draft) -> Draft:
        now = replace(now, sources=register.sources)
        return insert_sentences(now, section, LAST, sentences)

    yield DraftFinished(
        desk.editor.change(draft.id, Message("steps.passage_used", heading=heading), with_passage)
    )
    yield Said(Message("desk.passage_used", heading=heading, count=len(sentences)))


def small_talk(desk: Desk, action: do.SmallTalk) -> Iterator[ChatEvent]:
    """A short human answer."""
    for kind, words in word_table("small_talk", "draftbot.conversation").items():
        if any(word in action.text.lower() for word in words):
            yield Said(Message(_TALK[kind]))
            return
    yield Said(Message("desk.fine"))


def not_understood(desk: Desk, action: do.NotUnderstood) -> Iterator[ChatEvent]:
    """What may have been meant, up to three; nothing is done."""
    text = action.text if len(action.text) <= QUOTED_CHARS else f"{action.text[:QUOTED_CHARS]}…"
    if any(say(one) for one in action.perhaps):
        yield from offered(Message("desk.unsure", text=text), action.perhaps)
    else:
        yield Said(Message("desk.not_understood", text=text))


HANDLERS: dict[type, Handler] = {
    do.SearchPassages: search,
    do.Export: export,
    do.UseModel: use_model,
    do.UsePassage: use_passage,
    do.SmallTalk: small_talk,
    do.ShowHelp: show_help,
    do.NotUnderstood: not_understood,
}

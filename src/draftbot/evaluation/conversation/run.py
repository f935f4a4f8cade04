"""Each message said to a desk of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftbot.chinese.word_lists import word_table
from draftbot.domain import ChatEvent, Did, Suggested
from draftbot.evaluation.conversation.judging import DeskState, Verdict, judged
from draftbot.evaluation.conversation.wanted import SaidAtDesk
from draftbot.service import Draftbot

_LIST, _ROOM, _OPENING = "said", "draftbot.evaluation.conversation", "opening"


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a message; `seconds` until the first event of its answer."""

    id: str
    group: str
    message: str
    verdict: Verdict
    done: tuple[str, ...]
    suggested: tuple[str, ...]
    seconds: float


def say_all(service: Draftbot, said: Sequence[SaidAtDesk]) -> Iterator[Answered]:
    """The messages one after another, each judged. Raises VectorStoreUnavailable."""
    for one in said:
        conversation = opened_desk(service, _before(one))
        before = _state(service, conversation)
        began, first = time.perf_counter(), 0.0
        events: list[ChatEvent] = []
        for event in service.say(conversation, one.message):
            first = first or time.perf_counter() - began
            events.append(event)
        verdict = judged(one, events, before, _state(service, conversation))
        done = tuple(event.name for event in events if isinstance(event, Did))
        suggested = tuple(s.action for e in events if isinstance(e, Suggested) for s in e.suggestions)
        yield Answered(one.id, one.group, one.message, verdict, done, suggested, first)


def opened_desk(service: Draftbot, then: Sequence[str] = ()) -> str:
    """A conversation with a draft and facts, in which `then` was said; its id."""
    opening = word_table(_LIST, _ROOM)[_OPENING]
    conversation = service.start_conversation().id
    for message in (*opening, *then):
        for _ in service.say(conversation, message):
            pass
    return conversation


def _before(said: SaidAtDesk) -> Sequence[str]:
    """What must have happened before some actions mean anything."""
    if said.before is not None:
        return said.before
    action = said.expect.action
    return () if action == _OPENING else word_table(_LIST, _ROOM).get(action, ())


def _state(service: Draftbot, conversation: str) -> DeskState:
    desk = service.conversation(conversation)
    draft = service.load_draft(desk.draft_id) if desk.draft_id else None
    chars = sum(section.chars for section in draft.sections) if draft else 0
    return DeskState(len(desk.facts.facts), chars, desk.draft_id)

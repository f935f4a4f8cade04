"""What may be done, offered to be chosen; nothing is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from draftbot.conversation import actions as do
from draftbot.conversation.names import name_of
from draftbot.conversation.sayings import say
from draftbot.domain import ChatEvent, Said, Suggested, Suggestion
from draftbot.messages import Message, all_lines

MOST = 3
# Buttons in one answer, however many of its wishes were not clear.
MOST_IN_ALL = 4


def with_few_offers(actions: Sequence[do.Action]) -> tuple[list[do.Action], list[str]]:
    """The actions with no more to choose from than one looks through, and what else was not clear."""
    unclear = [action for action in actions if isinstance(action, do.NotUnderstood)]
    kept = unclear[:MOST_IN_ALL]
    most = max(1, min(MOST, MOST_IN_ALL // max(len(unclear), 1)))
    fewer = [
        replace(action, perhaps=tuple(one for one in action.perhaps if say(one))[:most])
        if isinstance(action, do.NotUnderstood)
        else action
        for action in actions
        if not isinstance(action, do.NotUnderstood) or action in kept
    ]
    return fewer, [action.text for action in unclear[MOST_IN_ALL:]]


def offered(why: Message, actions: Sequence[do.Action]) -> Iterator[ChatEvent]:
    """`why`, and up to MOST actions that can be said in words."""
    sayable = [(one, said) for one in actions if (said := say(one))][:MOST]
    if sayable:
        yield Suggested(tuple(Suggestion(said, name_of(one)) for one, said in sayable))
    yield Said(all_lines([why, *(Message("desk.perhaps", said=said) for _, said in sayable)]))

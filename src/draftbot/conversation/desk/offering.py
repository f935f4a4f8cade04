"""What may be done, offered to be chosen; nothing is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.conversation import actions as do
from draftbot.conversation.names import name_of
from draftbot.conversation.sayings import say
from draftbot.domain import ChatEvent, Said, Suggested, Suggestion
from draftbot.messages import Message, all_lines

MOST = 3


def offered(why: Message, actions: Sequence[do.Action]) -> Iterator[ChatEvent]:
    """`why`, and up to MOST actions that can be said in words."""
    sayable = [(one, said) for one in actions if (said := say(one))][:MOST]
    if sayable:
        yield Suggested(tuple(Suggestion(said, name_of(one)) for one, said in sayable))
    yield Said(all_lines([why, *(Message("desk.perhaps", said=said) for _, said in sayable)]))

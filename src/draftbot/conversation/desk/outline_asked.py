"""An outline that leaves no place for parts which hold the user's own text is asked about first."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.conversation import actions as do
from draftbot.conversation.names import name_of
from draftbot.conversation.sayings import say
from draftbot.domain import ChatEvent, Draft, Outline, Role, Said, Suggested, Suggestion
from draftbot.messages import Message

# What is told under such headings finds a place in any outline.
_FINDS_A_PLACE = frozenset((Role.WORK, Role.OTHER, Role.OPENING, Role.CLOSING))


def parts_lost(draft: Draft, outline: Outline) -> tuple[str, ...]:
    """The parts with the user's own text for which an outline has neither the heading nor one that does the same."""
    headings = {section.heading for section in outline.sections}
    roles = {section.role for section in outline.sections}
    tops = {section.heading: section.role for section in draft.request.outline.sections if section.level == 1}
    return tuple(
        section.heading
        for section in draft.sections
        if any(sentence.is_users for sentence in section.sentences)
        and section.heading not in headings
        and tops.get(section.heading, Role.OTHER) not in roles | _FINDS_A_PLACE
    )


def ask_whether_all(text: str, outline: Outline, gone: tuple[str, ...], draft: Draft) -> Iterator[ChatEvent]:
    """Whether it stands for the whole outline, or for the small headings of the part that tells the work."""
    tops = [section.heading for section in outline.sections if section.level == 1]
    work = [s.heading for s in draft.request.outline.sections if s.level == 1 and s.role is Role.WORK]
    offered: list[do.Action] = [do.ReplaceOutline("；".join(text.splitlines()), whole=True)]
    if len(work) == 1:
        offered.append(do.SetPoints(work[0], tuple(tops)))
    yield Said(Message("desk.outline_drops", gone=gone))
    yield Suggested(tuple(Suggestion(said, name_of(one)) for one in offered if (said := say(one))))

"""What would go with a change of the outline that nobody named is asked about first: parts with the user's own
text that a new outline has no place for, parts that stand under the one that is taken out."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk
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


def told_under(desk: Desk, block: range) -> tuple[str, ...]:
    """The parts under the first of a block of the outline in which the draft tells something."""
    if desk.conversation.draft_id is None:
        return ()
    told = {section.heading for section in desk.draft.sections if section.sentences}
    return tuple(one for i in block[1:] if (one := desk.outline.sections[i].heading) in told)


def ask_about_what_is_under(heading: str, under: tuple[str, ...]) -> Iterator[ChatEvent]:
    """Whether what stands under a part goes with it."""
    offered = (do.RemoveSection(heading, "kept"), do.RemoveSection(heading, "gone"))
    yield Said(Message("desk.more_under_it", heading=heading, under=under))
    yield Suggested(tuple(Suggestion(say(one), name_of(one)) for one in offered))

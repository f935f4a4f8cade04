"""A section shorter or longer, or a draft of another length: what the user settled stays settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.conversation.desk.desk import Desk
from draftbot.domain import ChatEvent, Draft, DraftFinished, Said, Sentence
from draftbot.drafts.addresses import find_section
from draftbot.drafts.lengthening import lengthened
from draftbot.drafts.shortening import leaves_of, shortened
from draftbot.errors import Locked
from draftbot.messages import Message, quoted
from draftbot.writing.filling import bare

LONGER, SHORTER = 1.5, 0.6
LEAST_TO_SCALE = 60  # characters
# A text this near to the length asked for, as a share of it, has that length.
ABOUT_THE_LENGTH = 0.05
_WHAT_COUNTS = 1 + ABOUT_THE_LENGTH


def scaled(desk: Desk, part: int, *, is_longer: bool) -> Iterator[ChatEvent]:
    """A section, or all below it, half as long again, or with two fifths less."""
    draft = desk.draft
    if not is_longer:
        length = round(draft_chars(draft, leaves_of(draft, part)) * SHORTER)
        yield from cut_down(desk, leaves_of(draft, part), length, quoted(draft.sections[part].heading))
        return
    for i in leaves_of(draft, part):
        yield from written_on(desk, i, round(max(draft.sections[i].chars, LEAST_TO_SCALE) * LONGER))


def brought_to(desk: Desk, part: int, length: int) -> Iterator[ChatEvent]:
    """A section with about so many characters."""
    draft = desk.draft
    leaves = leaves_of(draft, part)
    chars = draft_chars(draft, leaves)
    if chars > length * _WHAT_COUNTS:
        yield from cut_down(desk, leaves, length, quoted(draft.sections[part].heading))
    elif chars * _WHAT_COUNTS < length:
        for i in leaves:
            yield from written_on(desk, i, round(length * draft.sections[i].chars / chars))


def is_short_enough(desk: Desk, section: str, length: int) -> Message | None:
    """What is said where the draft, or a part of it, that shall be shorter has no more than `length` characters."""
    if desk.conversation.draft_id is None:
        return None
    draft, what = desk.draft, Message("places.whole")
    chars = draft.chars
    if section:
        part = find_section(draft.sections, section)
        chars, what = draft_chars(draft, leaves_of(draft, part)), quoted(draft.sections[part].heading)
    return Message("desk.short_enough", what=what, chars=chars, length=length) if chars <= length else None


def draft_chars(draft: Draft, parts: Sequence[int]) -> int:
    return sum(draft.sections[i].chars for i in parts)


def cut_down(
    desk: Desk, parts: Sequence[int], length: int, what: Message, besides: int = 0
) -> Iterator[ChatEvent]:
    """Sections with sentences taken out until they are so long, or hold nothing but what is the user's; with
    characters `besides` that count, and stay. Raises Locked."""
    draft = desk.draft
    if parts and all(draft.sections[i].is_locked for i in parts):
        raise Locked(what=what)
    told = [bare(fact.text) for fact in desk.conversation.facts.facts]

    def is_users(sentence: Sentence) -> bool:
        return any(one and one in sentence.text for one in told)

    before = draft_chars(draft, parts) + besides
    after, count = shortened(draft, parts, length - besides, is_users)
    if after != draft:
        after = desk.editor.change(
            draft.id,
            Message("steps.shortened", what=what),
            lambda now: shortened(now, parts, length - besides, is_users)[0],
        )
        yield DraftFinished(after)
        chars = draft_chars(after, parts) + besides
        yield Said(Message("desk.shortened", what=what, count=count, before=before, after=chars))
    if (chars := draft_chars(after, parts) + besides) > length * _WHAT_COUNTS:
        yield Said(Message("desk.rest_is_yours", chars=chars))


def written_on(desk: Desk, i: int, length: int) -> Iterator[ChatEvent]:
    """A section with more under what it says, as far as there is anything to say. Raises Locked."""
    draft = desk.draft
    others = [s.unfilled for j, part in draft.parts if j != i for s in part.sentences]
    unwanted = [*draft.dropped, *others]
    before = draft.sections[i]
    yield from desk.drafter.rewrite(draft, i, length, over=lambda old, new: lengthened(old, new, unwanted))
    after = desk.draft.sections[i]
    if after.chars > before.chars:
        said = Message("desk.lengthened", heading=after.heading, before=before.chars, after=after.chars)
        yield Said(said)
    else:
        yield Said(Message("desk.nothing_to_add", heading=before.heading))

"""A section shorter or longer, or a draft of another length: what the user settled stays settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from draftbot.chinese.enumerators import without_enumerator
from draftbot.conversation.desk.desk import Desk
from draftbot.domain import ChatEvent, Draft, DraftFinished, DraftSection, Said, Sentence
from draftbot.drafts.addresses import find_section
from draftbot.drafts.lengthening import lengthened
from draftbot.drafts.shortening import leaves_of, shortened
from draftbot.drafts.so_many_items import items_of, with_so_many_items
from draftbot.errors import Locked
from draftbot.messages import Message, all_sentences, quoted
from draftbot.messages import shortened as shortened_text
from draftbot.writing.filling import bare

LONGER, SHORTER = 1.5, 0.6
SHOWN = 3
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


def with_items(desk: Desk, part: int, count: int) -> Iterator[ChatEvent]:
    """A section of so many items: more under those it has, or without those that tell least. Raises Locked."""
    before = desk.draft.sections[part]
    if before.is_locked:
        raise Locked(what=quoted(before.heading))
    old, stays = len(items_of(before)), _users_matter(desk)
    if old < count:
        yield from _written_under(desk, part, round(max(before.chars, LEAST_TO_SCALE) * count / old))
        stays = _stood_in(before)

    def cut(now: Draft) -> Draft:
        after = with_so_many_items(now, part, count, stays)[0]
        # What came just now, and is one too many, nobody has refused.
        return replace(after, dropped=now.dropped) if old < count else after

    items = len(items_of(desk.draft.sections[part]))
    if gone := with_so_many_items(desk.draft, part, count, stays)[1]:
        after = desk.editor.change(
            desk.draft.id,
            Message("steps.so_many_items", section=before.heading, count=count),
            cut,
        )
        yield DraftFinished(after)
        items -= len(gone)
    said = [Message("desk.so_many_items", heading=before.heading, before=old, after=items)]
    if gone and old > count:
        said.append(Message("desk.items_gone", texts=tuple(shortened_text(one) for one in gone[:SHOWN])))
    if items != count:
        said.append(Message("desk.items_are_yours" if items > count else "desk.no_more_items", count=items))
    yield Said(all_sentences(said))


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
    is_users = _users_matter(desk)
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
    before = desk.draft.sections[i]
    yield from _written_under(desk, i, length)
    after = desk.draft.sections[i]
    if after.chars > before.chars:
        said = Message("desk.lengthened", heading=after.heading, before=before.chars, after=after.chars)
        yield Said(said)
    else:
        yield Said(Message("desk.nothing_to_add", heading=before.heading))


def _written_under(desk: Desk, i: int, length: int) -> Iterator[ChatEvent]:
    """A section written on to about `length` characters, and nothing of what it says otherwise."""
    draft = desk.draft
    others = [s.unfilled for j, part in draft.parts if j != i for s in part.sentences]
    unwanted = [*draft.dropped, *others]
    yield from desk.drafter.rewrite(draft, i, length, over=lambda old, new: lengthened(old, new, unwanted))


def _stood_in(section: DraftSection) -> Callable[[Sentence], bool]:
    """Whether a sentence, under whatever number, is one that a section had."""
    texts = {without_enumerator(sentence.text) for sentence in section.sentences}
    return lambda sentence: without_enumerator(sentence.text) in texts


def _users_matter(desk: Desk) -> Callable[[Sentence], bool]:
    """Whether a sentence holds what stands in the fact sheet."""
    told = [bare(fact.text) for fact in desk.conversation.facts.facts]
    return lambda sentence: any(one and one in sentence.text for one in told)

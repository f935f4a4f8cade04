"""What is done to a whole item of a draft, with all that stands under it."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.chinese.enumerators import without_enumerator
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.domain import ChatEvent, DraftFinished, Said
from draftbot.drafts import editing
from draftbot.drafts.addresses import Where
from draftbot.drafts.whole_items import with_item_retold, with_items_merged, without_item
from draftbot.messages import Message, all_lines, plain, shortened

SHOWN = 3


def retell_item(desk: Desk, action: do.RetellItem) -> Iterator[ChatEvent]:
    """Raises NoSuchPlace, NoSuchSection, Locked, BadInput."""
    after = desk.editor.change(
        desk.draft_id,
        Message("steps.item_retold", point=action.where.point),
        lambda draft: editing.pruned(with_item_retold(draft, action.where, action.text)),
    )
    yield DraftFinished(after)
    yield Said(Message("desk.item_retold", point=action.where.point))


def merge_items(desk: Desk, action: do.MergeItems) -> Iterator[ChatEvent]:
    """Raises NoSuchPlace, NoSuchSection, Locked."""
    first, other = (Where(action.section, point=point) for point in action.points)
    gone = with_items_merged(desk.draft, first, other)[1]
    after = desk.editor.change(
        desk.draft_id,
        Message("steps.items_merged", points=action.points),
        lambda draft: editing.pruned(with_items_merged(draft, first, other)[0]),
    )
    yield DraftFinished(after)
    told = Message("desk.items_merged", points=action.points, count=len(gone))
    yield Said(all_lines([told, *(plain(f"· {shortened(text)}") for text in gone[:SHOWN])]))


def delete_item(desk: Desk, where: Where) -> Iterator[ChatEvent]:
    """Raises NoSuchPlace, NoSuchSection, Locked."""
    _, gone, kept = without_item(desk.draft, where)
    after = desk.editor.change(
        desk.draft_id,
        Message("steps.sentences_deleted", count=len(gone)),
        lambda draft: editing.pruned(without_item(draft, where)[0]),
    )
    yield DraftFinished(after)
    name = Message("places.run", section=plain(where.point), count=len(gone))
    said = [Message("desk.sentence_deleted", where=name, sentence="".join(gone))]
    if kept:
        said.append(
            Message("desk.own_out_of_item", facts=tuple(without_enumerator(one).rstrip("。") for one in kept))
        )
    yield Said(all_lines(said))


HANDLERS: dict[type, Handler] = {do.RetellItem: retell_item, do.MergeItems: merge_items}

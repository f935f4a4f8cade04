"""What a message surely does to the draft, by what it names of it: read before anything is weighed."""

from __future__ import annotations

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.complaints import complained
from draftbot.conversation.understanding.items_added import item_added
from draftbot.conversation.understanding.named_together import named_together
from draftbot.conversation.understanding.own_unit import unit_again
from draftbot.conversation.understanding.put_back import put_back
from draftbot.conversation.understanding.texts_placed import text_placed

Pieces = list[str | list[do.Action]]


def surely_edited(said: str, view: View) -> Pieces | None:
    """What is done, and between that what else the message says, in its order; None where nothing surely is."""
    if (back := put_back(said, view)) is not None:
        return [back]
    if (unit := unit_again(said, view)) is not None:
        return [[unit[0]], *([unit[1]] if unit[1] else [])]
    if (wrong := complained(said, view)) is not None:
        return [list(wrong.actions), *([wrong.rest] if wrong.rest else [])]
    if (added := item_added(said, view)) is not None:
        return [*([added.rest] if added.rest else []), list(added.actions)]
    if (placed := text_placed(said, view)) is not None:
        return [list(placed.actions)]
    return named_together(said, view)

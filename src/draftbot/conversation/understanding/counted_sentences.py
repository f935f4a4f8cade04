"""Sentences of a part that a message counts one after the other: 第三部分第一句删掉，第二句拆开."""

from __future__ import annotations

from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.wish import Wish

_LEAST = 2


def counted_one_by_one(said: str, view: View) -> list[str]:
    """The orders for sentences that a message counts, each with the part it counts in, the last first, since
    numbers are those of the draft as it stands; what goes on behind one stays with it. [] for fewer than two."""
    orders: list[str] = []
    part, counted = "", 0
    for piece in parts_of(said):
        wish = Wish(piece, view)
        if wish.numbers_of_sections and wish.section in view.headings:
            part = f"“{wish.section}”"
        if not wish.sentence:
            if not orders:
                return []
            orders[-1] = f"{orders[-1]}，{piece}"
            continue
        counted += 1
        orders.append(piece if wish.sections or not part else f"{part}{piece}")
    return orders[::-1] if counted >= _LEAST and part else []

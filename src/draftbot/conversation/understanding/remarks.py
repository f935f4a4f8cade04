"""What is said beside a complaint or a step back, tells but why, and orders nothing: 谁让你写的, 今年没招."""

from __future__ import annotations

import re

from draftbot.chinese.scripts import to_simplified
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.wish import Wish
from draftbot.drafts.addresses import heads_of
from draftbot.facts.amounts import amounts_in


def is_remark(said: str, view: View) -> bool:
    """Whether words only remark on what was done: they name no part and no item, quote nothing, and tell no figure
    that the draft has not (又买了3台水泵 is a fact)."""
    plain = to_simplified(said)
    remarks = order_words("remarks on a step", "is wrong", "is past", "not this year", "did not say")
    if re.search(remarks, plain) is None:
        return False
    wish = Wish(said, view)
    is_new = any(amount.text not in view.text for amount in amounts_in(plain))
    return not (is_new or wish.sections or wish.quotes or any(head in said for head in _heads(view)))


def _heads(view: View) -> list[str]:
    return [head for _, _, head in heads_of(view.draft) if head] if view.draft else []

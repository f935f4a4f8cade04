"""What stands in brackets behind a fact's words is part of it: 新开5路（火车站—北街）和6路（码头—南桥）."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.chinese.scripts import to_simplified
from draftbot.conversation.understanding.around_titles import manner, tells_reading
from draftbot.conversation.understanding.statements import is_order_about_the_paper

# A bracket, and what goes on behind it up to the next mark.
_BRACKET = re.compile(r"[（(](?P<held>[^（）()\n]{1,60})[）)](?P<more>[^，,。；;！!？?：:、（）()\n]{0,20})")


def with_brackets(facts: Sequence[str], text: str) -> list[str]:
    """The facts, found in the message in order, with the brackets right behind them; a fact that another has come
    to hold is told once."""
    whole: list[str] = []
    at = held = 0
    for fact in facts:
        start = text.find(fact, at)
        if start < 0:
            whole.append(fact)
            continue
        end = start + len(fact)
        if end <= held:
            continue  # the one before has come to hold it
        held = max(held, _with_brackets_behind(text, end))
        at = start + 1
        whole.append(_closed(text[start : max(end, held)]))
    return whole


def _closed(fact: str) -> str:
    """A fact without the bracket at its end that opens outside it: 有3处没修）."""
    return fact[:-1] if fact[-1:] in ("）", ")") and not re.search("[（(]", fact) else fact


def _with_brackets_behind(text: str, end: int) -> int:
    while (found := _BRACKET.match(text, end)) and not _is_of_the_paper(found["held"]):
        end = found.end()
    return end


def _is_of_the_paper(held: str) -> bool:
    is_order = is_order_about_the_paper(to_simplified(held))  # 贴图的位置给我留空
    return is_order or manner().search(held) is not None or tells_reading(held)

"""A figure that is put right in the same breath: 7个村没通水——不对，是4个村."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.quantities import Kind, find_quantities
from draftbot.conversation.understanding.words import telling

_LONGEST = 30


def as_put_right(message: str) -> str:
    """A message with the figure that was meant, where its user says at once that the one before is wrong."""
    while found := _slip().search(message):
        now = [q for q in find_quantities(found["now"]) if q.kind is Kind.QUANTITY]
        before = [q for q in find_quantities(found["before"]) if q.kind is Kind.QUANTITY]
        same = [q for q in before if now and q.label == now[0].label and q.keep == now[0].keep]
        if not same:
            return message
        start = found.start("before") + same[-1].start
        end = found.start("before") + same[-1].end
        rest = message[end : found.end("before")]
        behind = found["now"][now[0].end :]  # who types blanks for commas goes on behind the figure
        goes_on = behind if behind.startswith(" ") else ""
        message = message[:start] + now[0].text + rest + goes_on + message[found.end() :]
    return message


@cache
def _slip() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>[^，,。；;：:\n—]{{2,{_LONGEST}}})[—，,…、\s]*(?:{telling('said wrong')})[，,、\s]*(?:{telling('it is rather')})"
        r"(?P<now>[^，,。；;：:\n—]{1,12})"
    )

"""Whether words of a request are surely an order, and no fact."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.conversation.understanding.deciding import ASIDE, CLARIFY, PRINTED
from draftbot.conversation.understanding.reading import QUESTION, Likely

# From here on words that hardly state anything are an order: so are two of 251 clauses of facts in
# strangers' requests.
_SURE_ORDER, _HARDLY = 0.5, 0.05
# What facts may sound like, said by themselves: 7月12日到15日, 剩下17条限期改.
_STATING = frozenset((ASIDE, CLARIFY, QUESTION, "smalltalk", "period", "length"))


def orders_surely(likely: Sequence[Likely]) -> bool:
    """Whether words are read as something to be done, and hardly as a fact."""
    first = likely[0]
    as_fact = sum(one.likelihood for one in likely if one.name in PRINTED)
    return first.likelihood >= _SURE_ORDER and first.name not in _STATING and as_fact < _HARDLY

"""What the corpus knows that a brief needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from draftbot.chinese.organisations import names_of
from draftbot.index.catalog import Catalog
from draftbot.trades.trades import NO_TRADES, Trades

Weigh = Callable[[Sequence[str]], Mapping[str, float]]


def _all_alike(words: Sequence[str]) -> Mapping[str, float]:
    return dict.fromkeys(words, 1.0)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`unit_names` are the forms of the names of the corpus's units; `weigh` tells how much
    each of some words says in the corpus."""

    unit_names: Sequence[str] = ()
    weigh: Weigh = _all_alike
    trades: Trades = NO_TRADES


NOTHING_KNOWN = Knowledge()


class CorpusKnowledge:
    """Knows what the corpus tells at the moment it is asked."""

    def __init__(self, catalog: Catalog, weigh: Weigh, trades: Callable[[], Trades]) -> None:
        self.catalog, self.weigh, self.trades = catalog, weigh, trades

    def now(self) -> Knowledge:
        names = [name for unit in self.catalog.known_values().units for name in names_of(unit)]
        return Knowledge(list(dict.fromkeys(names)), self.weigh, self.trades())

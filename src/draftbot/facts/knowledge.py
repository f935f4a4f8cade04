"""What the corpus knows that a brief needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from draftbot.chinese.names import NameFinder
from draftbot.chinese.organisations import names_of
from draftbot.chinese.tagging import Tagger
from draftbot.domain import Viewer
from draftbot.index.catalog import Catalog
from draftbot.index.name_index import NameIndex
from draftbot.trades.trades import NO_TRADES, Trades

Weigh = Callable[[Sequence[str]], Mapping[str, float]]


def _all_alike(words: Sequence[str]) -> Mapping[str, float]:
    return dict.fromkeys(words, 1.0)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`names` are those of the corpus, or what finds them where there is none; `unit_names` the
    forms of the names of its units; `weigh` tells how much each of some words says there.
    `tagger` and `trades` read titles; without a tagger the tails of trades alone."""

    names: NameFinder | NameIndex
    unit_names: Sequence[str] = ()
    weigh: Weigh = _all_alike
    trades: Trades = NO_TRADES
    tagger: Tagger | None = None

    @property
    def finder(self) -> NameFinder:
        return self.names.finder if isinstance(self.names, NameIndex) else self.names


class CorpusKnowledge:
    """Knows what the corpus tells at the moment it is asked."""

    def __init__(
        self, names: NameIndex, weigh: Weigh, trades: Callable[[], Trades], tagger: Tagger | None = None
    ) -> None:
        self.names, self.weigh, self.trades, self.tagger = names, weigh, trades, tagger
        self.catalog: Catalog = names.catalog

    def seen_by(self, viewer: Viewer) -> CorpusKnowledge:
        """The same, without the reports that other departments have for themselves."""
        other = copy(self)
        other.catalog = self.catalog.seen_by(viewer)
        return other

    def now(self) -> Knowledge:
        units = [name for unit in self.catalog.known_values().units for name in names_of(unit)]
        return Knowledge(self.names, list(dict.fromkeys(units)), self.weigh, self.trades(), self.tagger)

"""What papers on a topic mostly treat, as is generally known: to ask by, and to find reports on a part of it."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.chinese.word_lists import word_table
from draftbot.plans.topics import SAME_TOPIC, TopicMatcher
from draftbot.trades.trade import Trade

_OF_TRADE = "@"


@dataclass(frozen=True, slots=True)
class TopicList:
    """The `names` of a topic, and the `matters` that papers on it treat."""

    names: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()


def list_of(topic: str, trade: Trade | None, topics: TopicMatcher) -> TopicList:
    """The list that is on a topic, one of the trade's own before any other; an empty one where none is."""
    known = word_table("topic_matters", "draftbot.plans")
    of_trade = [key for key in known if key.startswith(_OF_TRADE)]
    own = [key for key in of_trade if trade and key.split()[0] == f"{_OF_TRADE}{trade.name}"]
    for keys in (own, [key for key in known if key not in of_trade]):
        names = {name: key for key in keys for name in _names(key)}
        likeness = zip(topics.likeness(topic, list(names)), names.values(), strict=True)
        like, key = max(likeness, default=(0.0, ""), key=lambda one: one[0])
        if topic and like >= SAME_TOPIC:
            return TopicList(_names(key), known[key])
    return TopicList()


def _names(key: str) -> tuple[str, ...]:
    return tuple(name for name in key.split() if not name.startswith(_OF_TRADE))

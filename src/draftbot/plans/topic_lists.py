"""What papers on a topic mostly treat, as is generally known: to ask by, and to find reports on a part of it."""

from __future__ import annotations

from dataclasses import dataclass

import rjieba

from draftbot.chinese.word_lists import word_table
from draftbot.domain import SAME_TOPIC
from draftbot.plans.topics import TopicMatcher
from draftbot.trades.trade import Trade

_OF_TRADE = "@"
# A name of so many characters within a topic tells what it is on.
_LONG_ENOUGH = 3


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
        if like < SAME_TOPIC:  # 农村留守老人生活状况 is on 留守老人, 中班组教研活动 on 教研
            words = rjieba.cut(topic, False)
            within = [
                name for name in names if name in words or (len(name) >= _LONG_ENOUGH and name in topic)
            ]
            key = names[max(within, key=len)] if within else ""
        if topic and key:
            return TopicList(_names(key), known[key])
    return TopicList()


def names_of(matter: str) -> tuple[str, ...]:
    """The names of a matter: those of the list that is on it as a topic of its own, else itself."""
    keys = [key for key in word_table("topic_matters", "draftbot.plans") if matter in _names(key)]
    return _names(keys[0]) if keys else (matter,)


def _names(key: str) -> tuple[str, ...]:
    return tuple(name for name in key.split() if not name.startswith(_OF_TRADE))

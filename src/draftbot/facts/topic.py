"""How much of a topic a text names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from draftbot.chinese.word_lists import word_set
from draftbot.chinese.words import words_of


def share_named(topic: Mapping[str, float], text: str) -> float:
    """The share of the topic's weight whose words stand in `text`, 0 to 1; 1 without a topic.

    What the topic is about counts, not what is done to it: a food drill is not on a fire
    drill, and what is on safety is on a safety check.
    """
    telling = {word: weight for word, weight in topic.items() if weight}
    matter = {word: weight for word, weight in telling.items() if word not in word_set("doings")} or telling
    named = {word for word in matter if word in text}
    if named:  # 老人居住 does not name 人居
        named &= _words_in(text)
    return sum(matter[word] for word in named) / sum(matter.values()) if matter else 1.0


@lru_cache(maxsize=4096)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(words_of(text))

"""Words that reports on any topic use: what stands in reports on many of the corpus's topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from draftbot.chinese.scripts import to_simplified
from draftbot.facts.amounts import telling_words

# A word is everyday from this share of the topics on, and at least so many of them.
LEAST_SHARE, LEAST_TOPICS = 0.12, 3


def everyday_words(texts: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The everyday words of reports, each given by its topic and its text."""
    topics: defaultdict[str, set[str]] = defaultdict(set)
    known: set[str] = set()
    for topic, text in texts:
        known.add(topic)
        for word in telling_words(to_simplified(text)):
            topics[word].add(topic)
    least = max(LEAST_TOPICS, LEAST_SHARE * len(known))
    return frozenset(word for word, on in topics.items() if len(on) >= least)

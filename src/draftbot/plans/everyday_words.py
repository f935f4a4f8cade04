"""Words that reports on any topic use: what stands in reports on many of the corpus's topics."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentences import split_sentences
from draftbot.facts.amounts import telling_words

# A word is everyday from this share of the topics on, and at least so many of them.
LEAST_SHARE, LEAST_TOPICS = 0.12, 3
# A word that reports on a topic use so often is of its matter.
_OFTEN = 3


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


def matter_words(texts: Iterable[str], named: Iterable[str], everyday: frozenset[str]) -> frozenset[str]:
    """The words of a topic's matter: what reports on it say again and again, and what its matters are `named`
    by, less what any topic has."""
    counts = Counter(
        word
        for text in texts
        for sentence in split_sentences(to_simplified(text))
        for word in telling_words(sentence)
    )
    often = {word for word, n in counts.items() if n >= _OFTEN}
    return frozenset(often | {word for name in named for word in telling_words(name)}) - everyday

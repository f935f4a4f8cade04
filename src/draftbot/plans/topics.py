"""Whether two titles are on one topic, by meaning and by characters.

A logistic rule over the cosine of the topics' vectors and the shares of each topic's
characters, rare ones counting more, that stand in the other. Segmenters cut 防溺水 and
预防学生溺水 differently, so characters are compared, not words. Fitted on 86 topics held
against those of the sample corpus (scripts/calibrate_topics.py); the cosines of models do
not compare, so with any other model than the one that ships the characters alone decide.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import rjieba

from draftbot.chinese.word_lists import word_set
from draftbot.corpus.title_parts import TitleParts
from draftbot.errors import DraftbotError
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.lately import Lately
from draftbot.index.tokens import FloatArray
from draftbot.retrieval.aboutness import is_shipped_model


@dataclass(frozen=True, slots=True)
class _Rule:
    """The log-odds cosine · a + ours · b + theirs · c + d."""

    cosine: float
    ours: float
    theirs: float
    constant: float


_WITH_SHIPPED = _Rule(101.2, 3.47, 0.88, -99.4)
_BY_CHARACTERS = _Rule(0.0, 6.0, 2.0, -5.0)
_ASIDE, _HALVES = re.compile(r"[（(][^（）()]*[）)]"), "——"


def topic_of(parts: TitleParts) -> str:
    """What a title is about, without what only says of whom, when or what kind of paper it is;
    "" for a paper on everything."""
    if not parts.rest:
        return "".join(parts.topic)  # a class's paper on everything is on 班级
    # 平安建设（综治）; of 小事不出格——网格化治理 the half that is no motto.
    rest = _ASIDE.sub("", parts.rest.rsplit(_HALVES, 1)[-1]) or parts.rest
    words = rjieba.cut(rest, True)
    return "".join(word for word in words if word.strip() and word not in word_set("no_topic"))


# Vectors of topics kept, 1.5 KB each; answers, most of them of a few numbers.
MOST_REMEMBERED, MOST_ANSWERS = 20_000, 4_000


class TopicMatcher:
    """Tells how like titles' topics are; remembers the vectors of topics it has seen."""

    def __init__(self, embeddings: SentenceEmbeddings) -> None:
        self.embeddings = embeddings
        self._vectors: dict[str, FloatArray] = {}
        self._answers: Lately[tuple[str, tuple[str, ...]], tuple[float, ...]] = Lately(MOST_ANSWERS)

    def likeness(self, topic: str, others: Sequence[str]) -> Sequence[float]:
        """How sure it is, 0 to 1, that each of `others` is on `topic`. Two papers on
        everything are alike; a paper on everything is on no topic in particular."""
        asked = topic, tuple(others)
        for known in self._answers.known([asked]).values():
            return known
        answer = tuple(self._likeness(topic, others))
        self._answers.keep({asked: answer})
        return answer

    def _likeness(self, topic: str, others: Sequence[str]) -> list[float]:
        known = [other for other in dict.fromkeys(others) if other]
        if not topic or not known:
            return [float(topic == other) for other in others]
        cosines = self._cosines(topic, known)
        rule = _BY_CHARACTERS if cosines is None else _WITH_SHIPPED
        rarity = rarity_of(known)
        found = {"": 0.0}
        for i, other in enumerate(known):
            ours, theirs = shared_characters(topic, other, rarity)
            odds = rule.ours * ours + rule.theirs * theirs + rule.constant
            odds += rule.cosine * float(cosines[i]) if cosines is not None else 0.0
            found[other] = 1.0 if topic == other else 1 / (1 + math.exp(-odds))
        return [found[other] for other in others]

    def _cosines(self, topic: str, others: Sequence[str]) -> FloatArray | None:
        if not is_shipped_model(self.embeddings.name):
            return None
        if len(self._vectors) > MOST_REMEMBERED:
            self._vectors.clear()
        missing = [text for text in (topic, *others) if text not in self._vectors]
        if missing:
            try:
                vectors = self.embeddings.passages(missing)
            except DraftbotError:
                if self.embeddings.fault is None:  # there is a model, which failed over these
                    raise
                return None
            self._vectors.update(zip(missing, vectors, strict=True))
        cosines: FloatArray = np.stack([self._vectors[other] for other in others]) @ self._vectors[topic]
        return cosines


def rarity_of(topics: Sequence[str]) -> dict[str, float]:
    counts = Counter(character for topic in topics for character in set(topic))
    return {character: math.log(1 + len(topics) / (1 + n)) for character, n in counts.items()}


def shared_characters(one: str, other: str, rarity: dict[str, float]) -> tuple[float, float]:
    """The share of each topic's characters, by rarity, that the other has too."""
    ours, theirs = _matter(one), _matter(other)
    unseen = max(rarity.values())

    def weight(characters: frozenset[str]) -> float:
        return sum(rarity.get(character, unseen) for character in characters)

    both = weight(ours & theirs)
    return both / weight(ours), both / weight(theirs)


@lru_cache(maxsize=8192)
def _matter(topic: str) -> frozenset[str]:
    """The characters of what a topic is about; those of what is done to it only where there
    are no others (演练)."""
    plain = topic
    for doing in sorted(word_set("doings"), key=len, reverse=True):
        plain = plain.replace(doing, "")
    return frozenset(plain or topic)

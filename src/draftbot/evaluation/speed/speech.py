"""Invented sentences in the manner of work reports: real words, few of them common
and most of them rare, put together by chance."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate

from draftbot.evaluation.speed.words import name_parts, report_words

# A word of rank r is drawn with weight 1 / (r + this): word frequencies as Zipf found them.
_FLATTENED = 25
_DRAWN_AT_ONCE = 64
# So many of the nouns belong to a subject, and of a report's nouns this share is drawn from those.
_OWN_NOUNS, _OWN_SHARE = 40, 0.4
# A report keeps coming back to a few people and places of its own.
_PEOPLE, _PLACES = 8, 10
# Places are known by rank, drawn as Zipf's law has it; the stride spreads their names.
_LOG_PLACES, _STRIDE = math.log(40_000), 7919


class Speech:
    """Clauses, sentences and paragraphs on one subject; the same for the same generator."""

    def __init__(self, chance: random.Random, subject: str) -> None:
        self.chance, self.subject = chance, subject
        self._buffers: dict[Sequence[str], list[str]] = {}
        self.people = [self._person() for _ in range(_PEOPLE)]
        self.places = [self._place() for _ in range(_PLACES)]

    def word(self, kind: str) -> str:
        """A word of one kind, the first in the list much more often than the last."""
        return self._drawn(report_words(kind))

    def _drawn(self, words: Sequence[str]) -> str:
        buffer = self._buffers.setdefault(words, [])
        if not buffer:
            buffer += self.chance.choices(words, cum_weights=_weights(len(words)), k=_DRAWN_AT_ONCE)
        return buffer.pop()

    def noun(self) -> str:
        """A noun, now and then of two words; often one of the subject's own."""
        own = self.chance.random() < _OWN_SHARE
        one = self._drawn(_own_nouns(self.subject)) if own else self.word("nouns")
        return one + self.word("nouns") if self.chance.random() < 0.25 else one

    def verb(self) -> str:
        return self.word("verbs")

    def sentence(self) -> str:
        """A sentence of two to four clauses with its full stop, about 45 characters."""
        opening = self._opening()
        clauses = [self._clause() for _ in range(self.chance.randint(2, 4))]
        return opening + "，".join(clauses) + "。"

    def paragraph(self, chars: int) -> str:
        """Sentences of about `chars` characters together, often as 一是……二是……."""
        counted = self.chance.random() < 0.5
        pieces: list[str] = []
        length = 0
        while length < chars:
            mark = f"{_DIGITS[len(pieces)]}是" if counted and len(pieces) < len(_DIGITS) else ""
            # Of an enumeration each point has two sentences.
            piece = mark + self.sentence() + (self.sentence() if mark else "")
            pieces.append(piece)
            length += len(piece)
        return "".join(pieces)

    def _opening(self) -> str:
        chance = self.chance
        kind = chance.randrange(8)
        if kind == 0:
            return f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日，"
        if kind == 1:
            return f"在{chance.choice(self.places)}，"
        if kind == 2:
            return self.word("agents")
        if kind == 3:
            return f"{self.word('from')}{self.noun()}{self.noun()}，"
        if kind == 4:
            return f"{chance.choice(self.people)}"
        return ""

    def _clause(self) -> str:
        return self.chance.choice(_CLAUSES)(self)

    def _person(self) -> str:
        given = self.chance.choices(name_parts("characters"), k=self.chance.randint(1, 2))
        return self.chance.choice(name_parts("surnames")) + "".join(given)

    def _place(self) -> str:
        """The name of a place: some are spoken of in many reports, most in one."""
        rank = int(math.exp(self.chance.uniform(0, _LOG_PLACES)))
        characters = name_parts("characters")
        first, second = divmod(rank * _STRIDE % len(characters) ** 2, len(characters))
        return characters[first] + characters[second] + self._drawn(name_parts("places"))


_DIGITS = "一二三四五六七八九"

_CLAUSES: tuple[Callable[[Speech], str], ...] = (
    lambda s: f"{s.word('adverbs')}{s.verb()}{s.noun()}",
    lambda s: f"{s.word('adverbs')}{s.verb()}{s.noun()}{s.noun()}",
    lambda s: f"{s.verb()}{s.noun()}{s.chance.randint(2, 480)}{s.word('measures')}",
    lambda s: f"{s.noun()}{s.word('adverbs')}{s.verb()}",
    lambda s: f"{s.word('together')}{s.verb()}{s.noun()}、{s.noun()}",
    lambda s: f"{s.noun()}{s.word('adjectives')}",
    lambda s: f"{s.noun()}的{s.noun()}{s.word('adjectives')}",
    lambda s: f"{s.chance.choice(s.people)}{s.word('in charge')}{s.noun()}{s.verb()}",
    lambda s: f"{s.verb()}{s.chance.choice(s.places)}{s.noun()}",
    lambda s: f"{s.verb()}{s.noun()}和{s.noun()}",
    lambda s: f"{s.word('agents')}{s.verb()}{s.noun()}",
    lambda s: f"{s.word('from')}{s.noun()}{s.verb()}{s.noun()}",
    lambda s: f"{s.word('so that')}{s.noun()}{s.word('adjectives')}",
    lambda s: f"{s.noun()}{s.word('grew')}{s.chance.randint(3, 900)}{s.word('measures')}",
    lambda s: f"{s.word('but')}{s.noun()}{s.word('adjectives')}",
    lambda s: (
        f"{s.subject}{s.noun()}{s.word('adverbs')}{s.verb()}"
        if s.chance.random() < 0.3
        else s.verb() + s.noun()
    ),
    lambda s: (
        f"{s.word('but')}{s.verb()}了{s.noun()}" if s.chance.random() < 0.5 else f"对{s.noun()}{s.verb()}"
    ),
)


@cache
def _weights(count: int) -> list[float]:
    return list(accumulate(1 / (rank + _FLATTENED) for rank in range(count)))


@lru_cache(maxsize=256)
def _own_nouns(subject: str) -> tuple[str, ...]:
    return tuple(random.Random(subject).sample(report_words("nouns"), _OWN_NOUNS))

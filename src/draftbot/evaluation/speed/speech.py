"""Invented sentences in the manner of work reports: real words, few of them common
and most of them rare, put together by chance."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate

from draftbot.evaluation.speed.words import (
    ADJECTIVES,
    ADVERBS,
    AGENTS,
    MEASURES,
    NAME_CHARACTERS,
    NOUNS,
    PLACE_KINDS,
    SURNAMES,
    VERBS,
)

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

    def word(self, words: Sequence[str]) -> str:
        """One of the words, the first of them much more often than the last."""
        buffer = self._buffers.setdefault(words, [])
        if not buffer:
            buffer += self.chance.choices(words, cum_weights=_weights(len(words)), k=_DRAWN_AT_ONCE)
        return buffer.pop()

    def noun(self) -> str:
        """A noun, now and then of two words; often one of the subject's own."""
        own = self.chance.random() < _OWN_SHARE
        one = self.word(_own_nouns(self.subject) if own else NOUNS)
        return one + self.word(NOUNS) if self.chance.random() < 0.25 else one

    def verb(self) -> str:
        return self.word(VERBS)

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
            return self.word(AGENTS)
        if kind == 3:
            return f"{self.word(_FROM)}{self.noun()}{self.noun()}，"
        if kind == 4:
            return f"{chance.choice(self.people)}"
        return ""

    def _clause(self) -> str:
        return self.chance.choice(_CLAUSES)(self)

    def _person(self) -> str:
        given = self.chance.choices(NAME_CHARACTERS, k=self.chance.randint(1, 2))
        return self.chance.choice(SURNAMES) + "".join(given)

    def _place(self) -> str:
        """The name of a place: some are spoken of in many reports, most in one."""
        rank = int(math.exp(self.chance.uniform(0, _LOG_PLACES)))
        first, second = divmod(rank * _STRIDE % len(NAME_CHARACTERS) ** 2, len(NAME_CHARACTERS))
        return NAME_CHARACTERS[first] + NAME_CHARACTERS[second] + self.word(PLACE_KINDS)


_DIGITS = "一二三四五六七八九"
_NUMBERS_GREW = tuple("增加到 增至 提高到 由此达到 扩大到 减少到 降至 压减到 控制在 稳定在".split())
_IN_CHARGE = tuple("负责 牵头 主抓 承担 经办 分管 带队 协助 跟进 督办 盯守 统筹".split())
_TOGETHER = tuple("一并 同时 一起 合并 联合 同步 统筹 分开 轮流 结合起来".split())
_SO_THAT = tuple("确保 力求 保证 争取 力争 做到 实现 防止 避免 带动 促使 使得".split())
_FROM = tuple("从 借助 依托 通过 围绕 结合 利用 按照 根据 参照 立足 凭借".split())
_BUT = tuple("但 同时 此外 另外 随后 其中 目前 此前 不过 其间 事后 届时".split())

_CLAUSES: tuple[Callable[[Speech], str], ...] = (
    lambda s: f"{s.word(ADVERBS)}{s.verb()}{s.noun()}",
    lambda s: f"{s.word(ADVERBS)}{s.verb()}{s.noun()}{s.noun()}",
    lambda s: f"{s.verb()}{s.noun()}{s.chance.randint(2, 480)}{s.word(MEASURES)}",
    lambda s: f"{s.noun()}{s.word(ADVERBS)}{s.verb()}",
    lambda s: f"{s.word(_TOGETHER)}{s.verb()}{s.noun()}、{s.noun()}",
    lambda s: f"{s.noun()}{s.word(ADJECTIVES)}",
    lambda s: f"{s.noun()}的{s.noun()}{s.word(ADJECTIVES)}",
    lambda s: f"{s.chance.choice(s.people)}{s.word(_IN_CHARGE)}{s.noun()}{s.verb()}",
    lambda s: f"{s.verb()}{s.chance.choice(s.places)}{s.noun()}",
    lambda s: f"{s.verb()}{s.noun()}和{s.noun()}",
    lambda s: f"{s.word(AGENTS)}{s.verb()}{s.noun()}",
    lambda s: f"{s.word(_FROM)}{s.noun()}{s.verb()}{s.noun()}",
    lambda s: f"{s.word(_SO_THAT)}{s.noun()}{s.word(ADJECTIVES)}",
    lambda s: f"{s.noun()}{s.word(_NUMBERS_GREW)}{s.chance.randint(3, 900)}{s.word(MEASURES)}",
    lambda s: f"{s.word(_BUT)}{s.noun()}{s.word(ADJECTIVES)}",
    lambda s: (
        f"{s.subject}{s.noun()}{s.word(ADVERBS)}{s.verb()}"
        if s.chance.random() < 0.3
        else s.verb() + s.noun()
    ),
    lambda s: (
        f"{s.word(_BUT)}{s.verb()}了{s.noun()}" if s.chance.random() < 0.5 else f"对{s.noun()}{s.verb()}"
    ),
)


@cache
def _weights(count: int) -> list[float]:
    return list(accumulate(1 / (rank + _FLATTENED) for rank in range(count)))


@lru_cache(maxsize=256)
def _own_nouns(subject: str) -> tuple[str, ...]:
    return tuple(random.Random(subject).sample(NOUNS, _OWN_NOUNS))

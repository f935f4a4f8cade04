"""What the name of a unit says of its trade: the noun that ends it, which may be a long one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import rjieba

from draftbot.chinese.scripts import to_simplified
from draftbot.trades.trade import Trade

# What a … in a tail stands for (物业…公司).
ANYTHING = "…"
_GAP = "[\u4e00-\u9fff（）()]{0,14}?"
_ASIDE = re.compile(r"[（(][^（()）]*[）)]")
# A shorter tail tells only at the very end of a name: 村 in 乡村振兴服务队 tells nothing.
_LEAST_INSIDE = 2


@dataclass(frozen=True, slots=True)
class Tail:
    """A tail found in a name. `letters` counts its characters without what … stands for;
    `before` is the name without it."""

    trade: Trade
    start: int
    end: int
    letters: int
    before: str
    noun: str


class TailFinder:
    """Finds the tails of trades in names."""

    def __init__(self, trades: Sequence[Trade]) -> None:
        plain: dict[str, Trade] = {}
        patterns: list[tuple[re.Pattern[str], Trade]] = []
        for trade in trades:
            for tail in trade.tails:
                if ANYTHING in tail:
                    parts = tail.split(ANYTHING)
                    form = _GAP.join(f"({re.escape(part)})" for part in parts)
                    patterns.append((re.compile(form), trade))
                else:
                    plain[tail] = trade
        self._plain, self._patterns = plain, patterns
        self._lengths = sorted({len(tail) for tail in plain}, reverse=True)

    def last(self, name: str) -> Tail | None:
        """The tail that ends last in `name`, the longest of those: 镇中心小学 is a school. What a word
        goes on behind is no tail: 三中 in 第三中队."""
        bare = to_simplified(_ASIDE.sub("", name.strip()) or name.strip())
        found = [tail for tail in self._in(bare) if not _is_cut_from_word(bare, tail)]
        return max(found, key=lambda tail: (tail.end, tail.letters), default=None)

    def first(self, text: str) -> Tail | None:
        """The tail that begins first in `text`, the longest of those."""
        found = [tail for tail in self._in(to_simplified(text)) if tail.letters >= _LEAST_INSIDE]
        return min(found, key=lambda tail: (tail.start, -tail.letters), default=None)

    def at_end(self, text: str) -> int:
        """The characters of the longest tail that ends `text`; 0 where none does."""
        return next((n for n in self._lengths if text[-n:] in self._plain and len(text) >= n), 0)

    def _in(self, name: str) -> Iterator[Tail]:
        for length in self._lengths:
            starts = range(len(name) - length + 1) if length >= _LEAST_INSIDE else [len(name) - length]
            for start in starts:
                end = start + length
                if start >= 0 and (trade := self._plain.get(name[start:end])):
                    yield Tail(trade, start, end, length, name[:start], name[start:end])
        for pattern, trade in self._patterns:
            for match in pattern.finditer(name):
                letters = sum(map(len, match.groups()))
                between = match.group()[len(match[1]) : -len(match[match.re.groups])]
                yield Tail(trade, *match.span(), letters, name[: match.start()] + between, match.group())


def _is_cut_from_word(name: str, tail: Tail) -> bool:
    """Whether a tail ends within a word of the name, behind that word's beginning and before its end."""
    ends = set(accumulate(map(len, rjieba.cut(name, False))))
    goes_on = name[tail.end - 1 : tail.end + 1]
    return tail.end not in ends and rjieba.has_word(goes_on)

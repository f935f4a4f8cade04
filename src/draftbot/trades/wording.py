"""Words of trades in a text: those another trade alone would use, and those that become ours."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from draftbot.chinese.word_lists import any_of, words_in
from draftbot.trades.trade import Trade

_GAP = "\n"


@dataclass(frozen=True, slots=True)
class _Rewords:
    words: Mapping[str, str]
    pattern: re.Pattern[str] | None

    def applied_to(self, text: str) -> str:
        """`text` with each word in the place of the other's, longer words first, each once."""
        return self.pattern.sub(lambda match: self.words[match.group()], text) if self.pattern else text


@dataclass(frozen=True, slots=True)
class _Words:
    """Many words, and how those begin: most sentences hold none of them."""

    words: tuple[str, ...]
    heads: frozenset[str]

    @staticmethod
    def of(words: Iterable[str]) -> _Words:
        told = tuple(words)
        return _Words(told, frozenset(word[:2] for word in told))

    def may_stand_in(self, text: str) -> bool:
        pairs = map(str.__add__, text, text[1:])
        return not (self.heads.isdisjoint(pairs) and self.heads.isdisjoint(text))


class Wording:
    """The words of some trades. Values of it never change."""

    def __init__(self, trades: Sequence[Trade], heard: Collection[str] = ()) -> None:
        self._heard = heard
        self._trades = {trade.name: trade for trade in trades}
        self._anybodys = _anybodys(trades)
        self._foreign: dict[tuple[str, ...], tuple[_Words, re.Pattern[str] | None]] = {}
        self._rewords: dict[tuple[tuple[str, ...], tuple[str, ...]], _Rewords] = {}

    def foreign(self, text: str, trade: Trade | None, vouched: str = "") -> list[str]:
        """Words of `text` that only another trade would use; to None all are foreign. What
        stands in `vouched` is the user's own word."""
        names = trade.names if trade else ()
        if names not in self._foreign:
            self._foreign[names] = self._words_foreign_to(names)
        foreign, own = self._foreign[names]
        if not foreign.may_stand_in(text):
            return []
        plain = self._anybodys.sub(_GAP, text) if self._anybodys else text
        plain = own.sub(_GAP, plain) if own else plain
        return [word for word in foreign.words if word in plain and word not in vouched]

    def reworded(self, text: str, source: Trade, own: Trade) -> str:
        """`text` of a `source` trade in the words its own trade has for the same things."""
        key = (source.names, own.names)
        if key not in self._rewords:
            self._rewords[key] = self._rewords_between(*key)
        return self._rewords[key].applied_to(text)

    def _words_foreign_to(self, names: Collection[str]) -> tuple[_Words, re.Pattern[str] | None]:
        """Words foreign to the trades of these names, and what finds their own."""
        ours = [self._trades[name] for name in names if name in self._trades]
        allowed = {*names, *(name for trade in ours for name in trade.speaks_of)}
        own = {word for name in allowed if name in self._trades for word in self._trades[name].own_words}
        others = [t for t in self._trades.values() if t.name not in allowed]
        foreign = dict.fromkeys(
            word for other in others for word in other.foreign_to_others if word not in own
        )
        # What a trade was never heard to say may still be its word where it was hardly heard.
        if any(name in self._heard for name in names):
            foreign |= dict.fromkeys(w for other in others for w in other.learned if w not in own)
        return _Words.of(foreign), re.compile(any_of(own)) if own else None

    def _rewords_between(self, theirs: Iterable[str], ours: Iterable[str]) -> _Rewords:
        """Host by host and body by body; what is told for the two stands over what their words
        for the same people would give."""
        found: dict[str, str] = {}
        for own_name in ours:
            own = self._trades.get(own_name)
            for name in theirs:
                source = self._trades.get(name)
                if own is None or source is None or own is source:
                    continue
                told = own.rewords.get(name)
                found |= told if told is not None else _by_people(source, own)
        return _Rewords(found, re.compile(any_of(found)) if found else None)


def _by_people(source: Trade, own: Trade) -> dict[str, str]:
    """Their words for the people that both have a word for, in ours, where both do like work;
    none where one directs the other, since then both speak of the same people."""
    are_kin = source.name in own.kin or own.name in source.kin
    if not are_kin or source.name in own.oversees or own.name in source.oversees:
        return {}
    return {
        word: ours[0]
        for part, ours in own.people.items()
        for word in source.people.get(part, ())
        if word not in ours
    }


def _anybodys(trades: Sequence[Trade]) -> re.Pattern[str] | None:
    """Finds phrases that anybody may say though a trade's own word stands in them."""
    forms = []
    partners = {partner for trade in trades for partner in trade.partners}
    if partners:
        # 会同社区 deals with a neighbour, 与社区居民 speaks as one.
        own = {word for trade in trades for word in trade.words}
        goes_on = {
            word[len(p)] for p in partners for word in own if word.startswith(p) and len(word) > len(p)
        }
        after = f"(?![{re.escape(''.join(sorted(goes_on)))}])" if goes_on else ""
        named = any_of(partners)
        partner = f"(?:{named}){after}(?:、(?:{named}))?"
        forms.append(f"(?:{any_of(words_in('dealt_with'))})[^，。；与和]{{0,6}}?{partner}")
        forms.append(f"(?:{any_of(words_in('gone_to'))}){partner}")
    phrases = {phrase for trade in trades for phrase in trade.anybodys}
    if phrases:
        forms.insert(0, any_of(phrases))
    return re.compile("|".join(forms)) if forms else None

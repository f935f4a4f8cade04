"""All trades that are known, and what can be asked of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import rjieba

from draftbot.chinese.organisations import head_noun, is_bare, is_generic, names_of, noun_self
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.trades.tails import ANYTHING, Tail, TailFinder
from draftbot.trades.trade import Trade, Unit
from draftbot.trades.wording import Wording

PLAIN_SELF = "本单位"
_ASIDE = re.compile(r"[（(][^（()）]*[）)]$")


@dataclass(frozen=True, eq=False)
class Trades:
    """The trades of a prompts folder. A value: what the corpus teaches makes another one. `heard`
    names those of which the corpus has enough reports to tell what they do not say."""

    trades: tuple[Trade, ...] = ()
    heard: frozenset[str] = frozenset()

    def taught(
        self, alone: Mapping[str, Sequence[str]], shared: Mapping[str, Sequence[str]], heard: Iterable[str]
    ) -> Trades:
        """These trades with what a corpus teaches: words that are one's `alone`, words of one's
        file that others say too, by trade, and the trades that were `heard` enough to tell."""
        trades = (
            replace(
                trade,
                learned=tuple(alone.get(trade.name, ())),
                shared=frozenset(shared.get(trade.name, ())),
            )
            for trade in self.trades
        )
        return Trades(tuple(trades), frozenset(heard))

    def named(self, name: str) -> Trade | None:
        """The trade of this name, None where there is none."""
        return self._by_name.get(name)

    # -- what a name tells -------------------------------------------------------

    def trade_of(self, name: str) -> Trade | None:
        """The trade that a unit's name tells by the noun that ends it: 大学附属医院 is a
        hospital, 小学党支部 a party branch within a school. None where it tells none."""
        if name not in self._known:
            found = self._tails.last(name) if name else None
            self._known[name] = self._with_host(found) if found else None
        return self._known[name]

    def trade_in(self, text: str) -> Trade | None:
        """The trade that a title speaks of where no unit is named: by the first noun for a
        unit (2025年幼儿园防汛工作总结), else by people and words of one trade alone (园长述职
        报告). None where it speaks of none, or of two alike."""
        end, found = 0, self._tails.first(text)
        while found:
            end += found.end
            # 小学党支部: what stands right behind a unit stands within it.
            found = self._tails.first(text[end:])
            found = found if found and found.start == 0 else None
        if end:
            return self.trade_of(text[:end])
        votes: Counter[str] = Counter()
        for word, name in self._telling.items():
            if word in text:
                votes[name] += 1
        parts = set(rjieba.cut(text, False))
        for trade in self.trades:
            votes[trade.name] += len(parts & trade.departments)
        (first, most), (_, next_most) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
        return self._by_name[first] if most > next_most else None

    def trade_told(self, kind: str) -> Trade | None:
        """The trade of a kind of unit as it is said (县城的职高, 交警): by its noun, by the names of one trade
        alone that hold it, else as of a title."""
        if trade := self.trade_of(kind):
            return trade
        holding = [trade for trade in self.trades if any(kind in tail for tail in trade.tails)]
        return holding[0] if len(holding) == 1 else self.trade_in(kind)

    def unit(self, name: str, *texts: str) -> Unit:
        """A unit by its name; where it has none, `texts` (its report's title) may tell its trade."""
        trade = self.trade_of(name)
        if not trade and not name:
            trade = next(filter(None, map(self.trade_in, texts)), None)
        return Unit(name, trade)

    def self_name(self, name: str) -> str:
        """How a unit speaks of itself: 本园, 本校, 本局, 本街道 …; 本单位 where its name does not tell. One that
        only stands within a unit (街道综合执法中队) speaks by the noun that ends its own name."""
        bare = _ASIDE.sub("", name.strip())
        trade = self.trade_of(bare)
        selves = [own for own in trade.selves if own.startswith("本")] if trade else []
        by_noun = noun_self(bare)
        if selves and not (by_noun and self._is_within(bare)):
            return by_noun if by_noun in selves else selves[0]
        return by_noun or PLAIN_SELF

    def selves_of(self, name: str) -> frozenset[str]:
        """All that a unit may call itself; empty where its trade is not known."""
        trade = self.trade_of(name)
        own = [own for each in trade.names for own in self._by_name[each].selves] if trade else []
        return frozenset([*own, PLAIN_SELF, f"我{PLAIN_SELF[1:]}"]) if own else frozenset()

    def is_generic(self, name: str) -> bool:
        """Whether a name is of any unit of its kind: 教育局, 民办幼儿园, 科技局."""
        return is_generic(name, self.plain_tails)

    def is_bare(self, name: str) -> bool:
        """Whether a name is but a noun for such units: 幼儿园, 民办幼儿园; not 县教育局."""
        return is_bare(name, self.plain_tails)

    @cached_property
    def plain_tails(self) -> tuple[str, ...]:
        """All tails without a gap in them."""
        return tuple(tail for trade in self.trades for tail in trade.tails if ANYTHING not in tail)

    @cached_property
    def body_tails(self) -> frozenset[str]:
        """The tails of bodies within other units: 党支部, 工会."""
        return frozenset(tail for trade in self.trades if trade.is_body for tail in trade.tails)

    def tail_length(self, name: str) -> int:
        """The characters of the tail that ends a name; 0 where none does."""
        return self._tails.at_end(name)

    def _is_within(self, name: str) -> bool:
        """Whether a name goes on behind the tail that tells its trade, and not as the name of a group."""
        plain, tail = to_simplified(name), self._tails.last(name)
        is_group = plain.endswith(words_in("groups_within", "nouns"))
        return tail is not None and tail.end < len(plain) and not is_group

    # -- who may lend words to whom ------------------------------------------------

    def are_kin(self, one: Unit, other: Unit) -> bool:
        """Whether two units do like work, so that one may borrow the other's wording.

        A unit whose trade is not known is kin to nobody but itself and to units that the
        same noun ends (龙舟队). Where no unit is told at all, words must tell: then all are
        kin, and `foreign_words` keeps out what is another trade's.
        """
        if not one.is_told or not other.is_told:
            return True
        if one.trade and other.trade:
            return _do_like_work(one.trade, other.trade)
        if set(names_of(one.name)) & set(names_of(other.name)):
            return True
        noun = head_noun(one.name)
        return not one.trade and not other.trade and bool(noun) and noun == head_noun(other.name)

    def may_lend_unasked(self, one: Unit, other: Unit) -> bool:
        """Whether the reports of `one` may speak in those of `other` without being asked for: of the
        same trade or of one that does its work at another level, or kin whose trade nobody knows.
        A party branch speaks for no bureau, though the bureau may speak for it."""
        if not one.trade or not other.trade:
            return self.are_kin(one, other)
        if one.trade.is_body and not other.trade.is_body:
            return False
        if set(one.trade.names) & set(other.trade.names):
            return True
        return bool(self._peers_of(one.trade) & set(other.trade.names)) or bool(
            self._peers_of(other.trade) & set(one.trade.names)
        )

    def oversees(self, one: Trade | None, other: Trade | None) -> bool:
        """Whether one of two trades directs the other."""
        if one is None or other is None:
            return False
        return bool(one.oversees & set(other.names) or other.oversees & set(one.names))

    # -- words ---------------------------------------------------------------------

    def foreign_words(self, text: str, trade: Trade | None, vouched: str = "") -> list[str]:
        """Words of `text` that another trade alone would use; to a unit of no known trade all
        such words are foreign. What stands in `vouched` is the user's own word."""
        return self._wording.foreign(text, trade, vouched)

    def in_own_words(self, text: str, source: Trade | None, own: Trade | None) -> str:
        """`text` of a `source` trade in the words its own trade has for the same things."""
        if source is None or own is None or source == own or not _do_like_work(source, own):
            return text
        return self._wording.reworded(text, source, own)

    def with_own_self(self, text: str, self_name: str, source: Trade | None = None) -> str:
        """`text` with every way a unit of the `source` trade speaks of itself (我园, 本校 …)
        turned into `self_name`."""
        if not self_name:
            return text
        names = source.names if source else ()
        if names not in self._selves:
            selves = [own for name in names if name in self._by_name for own in self._by_name[name].selves]
            self._selves[names] = _selves_pattern(own for own in selves if own[0] in "我本")
        return self._selves[names].sub(lambda match: self_name if match["own"] else match.group(), text)

    def _peers_of(self, trade: Trade) -> frozenset[str]:
        """The peers of a trade, and of the one that a body stands within."""
        host = self._by_name.get(trade.host)
        return trade.peers | host.peers if host else trade.peers

    # -- prepared once ---------------------------------------------------------------

    @cached_property
    def _by_name(self) -> dict[str, Trade]:
        return {trade.name: trade for trade in self.trades}

    @cached_property
    def _tails(self) -> TailFinder:
        return TailFinder(self.trades)

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self.trades, self.heard)

    @cached_property
    def _known(self) -> dict[str, Trade | None]:
        return {}

    @cached_property
    def _selves(self) -> dict[tuple[str, ...], re.Pattern[str]]:
        return {}

    @cached_property
    def _telling(self) -> dict[str, str]:
        """Words that one trade alone has, for its people or as its own, with its name."""
        owners: dict[str, set[str]] = {}
        for trade in self.trades:
            for word in (*trade.words, *(w for words in trade.people.values() for w in words)):
                owners.setdefault(word, set()).add(trade.name)
        return {
            word: next(iter(names)) for word, names in owners.items() if len(names) == 1 and len(word) > 1
        }

    def _with_host(self, tail: Tail) -> Trade:
        """The trade of a tail; of a body, with that of the unit it stands within; of a department (项目部)
        that of the unit alone."""
        is_department = tail.noun in tail.trade.departments
        if not tail.trade.is_body and not is_department:
            return tail.trade
        within = self.trade_of(tail.before)
        if within is None or not tail.trade.is_body:
            return within or tail.trade
        host = within.host or ("" if within.is_body else within.name)
        return replace(tail.trade, host=host)


NO_TRADES = Trades()


def _do_like_work(one: Trade, other: Trade) -> bool:
    if set(one.names) & set(other.names):
        return True
    return not (one.is_body or other.is_body) and (other.name in one.kin or one.name in other.kin)


def _selves_pattern(selves: Iterable[str]) -> re.Pattern[str]:
    own = {*selves, *words_in("selves")}
    return re.compile(f"(?:{any_of(words_in('not_selves'))})|(?P<own>{any_of(own)})")

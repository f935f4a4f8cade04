"""Words that tell of a trade, learned from the reports of the corpus.

How much oftener one trade says a word than the others is its log-odds with an informative
Dirichlet prior (Monroe, Colaresi and Quinn, Fightin' Words, 2008): what all reports say of it
speaks first, and what the trade's file says as much as some reports would. Learned after
reading, from no more than some reports of each trade, and kept; a draft only looks it up.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from draftbot.index.database import MANY, Database
from draftbot.trades.trade import Trade
from draftbot.trades.trades import Trades

# A trade is heard from so many reports by so many units on: fewer have matters of their own.
LEAST_REPORTS, LEAST_UNITS = 8, 3
# More reports of a trade than this tell nothing new.
MOST_REPORTS = 60
# The prior weighs as this many words of all reports, a trade's file as this many reports that
# have the word.
_PRIOR, _FILE = 1000.0, 3.0
# A word is a trade's alone that it says this many times as often as the others (natural
# logarithm), surely (in standard deviations), in this share of its reports.
_ALONE, _SURELY, _USUAL = math.log(20), 3.0, 0.15
# What a file calls its trade's alone is not where others say it nearly as often.
_NOT_ALONE, _LEAST_OTHERS = math.log(3), 3
# Learned anew when the reports of a trade have become more, or less, by this share.
_CHANGE = 0.1
_NAME = "trade_words"


@dataclass(slots=True)
class _Heard:
    """The reports of one trade that are listened to: in how many each word stands, and by how
    many units."""

    reports: int = 0
    words: Counter[str] = field(default_factory=Counter)
    units: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, unit: str, words: Iterable[str]) -> None:
        self.reports += 1
        for word in words:
            self.words[word] += 1
            self.units[word].add(unit)

    @property
    def total(self) -> int:
        return self.words.total()


class TradeWords:
    """The trades of a prompts folder with what the corpus teaches of their words."""

    def __init__(self, database: Database, trades: Trades) -> None:
        self.database, self.told = database, trades
        self._known: tuple[str, Trades] = ("", trades)

    def now(self) -> Trades:
        """The trades as the corpus knows them at this moment."""
        learned = self._learned()
        if learned != self._known[0]:
            self._known = (learned, _taught(self.told, json.loads(learned)) if learned else self.told)
        return self._known[1]

    def learn(self) -> bool:
        """Learn where the corpus has changed enough since, or the files have; whether it did."""
        units = self._units()
        counts = Counter(trade for trade, _ in units.values())
        counts = Counter({trade: n for trade, n in sorted(counts.items()) if trade})
        made_of = {"trades": _fingerprint(self.told), "reports": dict(counts)}
        before = json.loads(self._learned() or "{}").get("made_of", {})
        if before.get("trades") == made_of["trades"] and not _differ(before.get("reports", {}), counts):
            return False
        learned = {"made_of": made_of, **_lessons(self.told, self._heard(units))}
        with self.database.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO store_facts VALUES (?, ?)",
                (_NAME, json.dumps(learned, ensure_ascii=False)),
            )
        return True

    def _learned(self) -> str:
        rows = self.database.read("SELECT value FROM store_facts WHERE name = ?", (_NAME,))
        return str(rows[0]["value"]) if rows else ""

    def _units(self) -> dict[str, tuple[str, str]]:
        """Each report's trade and unit; "" for one whose trade is not known. Of those that say
        nearly the same one is enough."""
        rows = self.database.read("SELECT id, unit FROM reports WHERE duplicate_of IS NULL ORDER BY id")
        trades = {unit: self.told.trade_of(unit) for unit in {row["unit"] for row in rows}}
        return {
            row["id"]: (trade.name if (trade := trades[row["unit"]]) else "", row["unit"]) for row in rows
        }

    def _heard(self, units: Mapping[str, tuple[str, str]]) -> dict[str, _Heard]:
        """What is heard of each trade, from as many units as can be."""
        chosen = _spread(units)
        words: defaultdict[str, set[str]] = defaultdict(set)
        for start in range(0, len(chosen), MANY):
            part = tuple(chosen[start : start + MANY])
            for row in self.database.read(
                "SELECT report_id, heading, body FROM words JOIN passages ON number = words.rowid"
                f" WHERE report_id IN ({', '.join('?' * len(part))})",
                part,
            ):
                words[row["report_id"]].update(row["heading"].split(), row["body"].split())
        heard: defaultdict[str, _Heard] = defaultdict(_Heard)
        for report_id in chosen:
            trade, unit = units[report_id]
            heard[trade].add(unit, filter(_is_word, words[report_id]))
        return dict(heard)


def _spread(units: Mapping[str, tuple[str, str]]) -> list[str]:
    """At most MOST_REPORTS reports of each trade, one of each unit before a second of any."""
    by_unit: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for report_id, (trade, unit) in units.items():
        if trade:
            by_unit[trade][unit].append(report_id)
    chosen = []
    for of_units in by_unit.values():
        ordered = sorted((i, id_) for ids in of_units.values() for i, id_ in enumerate(ids))
        chosen += [id_ for _, id_ in ordered[:MOST_REPORTS]]
    return chosen


def _is_word(word: str) -> bool:
    return len(word) > 1 and all("\u4e00" <= character <= "\u9fff" for character in word)


def _lessons(trades: Trades, heard: Mapping[str, _Heard]) -> dict[str, object]:
    """What the corpus teaches: words of each trade heard enough that are its alone, words of
    any trade's file that are not, and which trades were heard enough."""
    enough = {
        name
        for name, of_trade in heard.items()
        if of_trade.reports >= LEAST_REPORTS and len(set().union(*of_trade.units.values())) >= LEAST_UNITS
    }
    alone: dict[str, list[str]] = {}
    shared: dict[str, list[str]] = {}
    for trade in trades.trades:
        others = [of_other for name, of_other in heard.items() if _is_another(trades, trade, name)]
        if trade.name in enough and others:
            own = heard[trade.name]
            alone[trade.name] = [w for w in own.words if _is_alone(w, trade, own, others)]
        shared[trade.name] = [w for w in trade.words if _is_shared(w, trades, trade, heard)]
    return {
        "alone": {name: words for name, words in alone.items() if words},
        "shared": {name: words for name, words in shared.items() if words},
        "enough": sorted(enough),
    }


def _is_another(trades: Trades, trade: Trade, name: str) -> bool:
    """Whether reports of the trade of this name tell what is not `trade`'s to say."""
    other = trades.named(name)
    return name != trade.name and other is not None and trade.name not in other.speaks_of


def _is_alone(word: str, trade: Trade, own: _Heard, others: Sequence[_Heard]) -> bool:
    if own.words[word] < _USUAL * own.reports or len(own.units[word]) < LEAST_UNITS:
        return False
    odds, deviation = _log_odds(word, own, others, _FILE if word in trade.words else 0.0)
    return odds >= _ALONE and odds >= _SURELY * deviation


def _is_shared(word: str, trades: Trades, trade: Trade, heard: Mapping[str, _Heard]) -> bool:
    """Whether units of trades that do not claim a word say it all the same."""
    others = [
        of_other
        for name, of_other in heard.items()
        if _is_another(trades, trade, name) and (other := trades.named(name)) and word not in other.words
    ]
    units = set().union(*(of_other.units.get(word, set()) for of_other in others))
    if len(units) < _LEAST_OTHERS:
        return False
    return _log_odds(word, heard.get(trade.name, _Heard()), others, _FILE)[0] < _NOT_ALONE


def _log_odds(word: str, own: _Heard, others: Sequence[_Heard], told: float) -> tuple[float, float]:
    """How much oftener a word stands in a trade's reports than in the others' (natural
    logarithm of the ratio of odds), and its standard deviation; `told` are the reports that
    the trade's file stands for."""
    count, total = own.words[word], own.total
    of_others, all_others = sum(o.words[word] for o in others), sum(o.total for o in others)
    prior = max(_PRIOR * (count + of_others) / max(1, total + all_others), 0.1)
    ours, theirs = count + prior + told, of_others + prior
    odds = math.log(ours / (total + _PRIOR + told - ours)) - math.log(theirs / (all_others + _PRIOR - theirs))
    return odds, math.sqrt(1 / ours + 1 / theirs)


def _taught(trades: Trades, learned: Mapping[str, Mapping[str, Sequence[str]]]) -> Trades:
    return trades.taught(learned["alone"], learned["shared"], learned["enough"])


def _differ(before: Mapping[str, int], now: Mapping[str, int]) -> bool:
    """Whether the reports of some trade are other than before, by more than a few in a hundred."""
    return any(
        abs(before.get(trade, 0) - now.get(trade, 0)) > _CHANGE * before.get(trade, 0)
        for trade in {*before, *now}
    )


def _fingerprint(trades: Trades) -> str:
    said = [(t.name, t.tails, t.words, sorted(t.speaks_of)) for t in trades.trades]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]

"""Words that tell of a trade, learned from the reports of the corpus.

How much oftener one trade says a word than the others is its log-odds with an informative
prior (Monroe, Colaresi and Quinn, Fightin' Words, 2008), counted in reports, since one report
may say a word many times: what all reports say of it speaks first, and what the trade's file
says as much as some reports would. Learned after reading, from no more than some reports of
each trade, and kept; a draft only looks it up.
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

# A trade is heard from so many reports by so many units on: fewer are too much of their own.
LEAST_REPORTS, LEAST_UNITS = 12, 4
# More reports of a trade than this tell nothing new.
MOST_REPORTS = 60
# What all reports say weighs as this many reports of a trade, its file as this many that have
# the word; half a report is never certain to have it, or not to.
_PRIOR, _FILE, _DOUBT = 2.0, 3.0, 0.5
# A word is a trade's alone that it says this many times as often as the others (natural
# logarithm), surely (in standard deviations), in this share of its reports.
_ALONE, _SURELY, _USUAL = math.log(20), 3.0, 0.3
# What a file calls its trade's alone is not where units of this many say it nearly as often; of a
# trade that was never heard, where they say it in this share of their reports.
_NOT_ALONE, _LEAST_OTHERS, _OFTEN = math.log(3), 3, 0.05
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
                "INSERT INTO store_facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
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
            words = [w for w in own.words if _is_alone(w, trade, own, others)]
            # The index has long words by their parts too: 作者 of 工作者.
            alone[trade.name] = [w for w in words if not any(w in other for other in words if other != w)]
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
    own = heard.get(trade.name)
    if own is None:
        return sum(o.words[word] for o in others) >= _OFTEN * sum(o.reports for o in others)
    return _log_odds(word, own, others, _FILE)[0] < _NOT_ALONE


def _log_odds(word: str, own: _Heard, others: Sequence[_Heard], told: float) -> tuple[float, float]:
    """How much likelier a report of a trade has a word than one of the others (natural logarithm
    of the ratio of odds), and its standard deviation; `told` are the reports that have it by what
    the trade's file says."""
    count, reports = own.words[word], own.reports
    of_others, other_reports = sum(o.words[word] for o in others), sum(o.reports for o in others)
    usual = (count + of_others) / (reports + other_reports)
    cells = (
        count + _PRIOR * usual + _DOUBT + told,
        reports - count + _PRIOR * (1 - usual) + _DOUBT,
        of_others + _PRIOR * usual + _DOUBT,
        other_reports - of_others + _PRIOR * (1 - usual) + _DOUBT,
    )
    ours, not_ours, theirs, not_theirs = cells
    odds = math.log(ours / not_ours) - math.log(theirs / not_theirs)
    return odds, math.sqrt(sum(1 / cell for cell in cells))


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

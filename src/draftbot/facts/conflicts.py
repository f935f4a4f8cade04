"""Facts of one sheet that cannot all be true, or that do not fit the sheet's own fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from draftbot.chinese.dates import find_dates
from draftbot.chinese.names import NameFinder, NameKind
from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.periods import find_periods
from draftbot.chinese.quantities import Kind, find_quantities
from draftbot.chinese.scripts import normalise
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.domain import FactSheet
from draftbot.facts.amounts import Amount, amounts_in, clauses_of, telling_words
from draftbot.facts.brief import leaders_by_office
from draftbot.messages import Message
from draftbot.trades.trades import NO_TRADES, Trades


@dataclass(frozen=True, slots=True)
class _Told:
    """One amount of a fact with all that says which amount it is: what is counted and done."""

    fact: str
    amount: Amount
    words: frozenset[str]
    dates: frozenset[str]


def conflicts(sheet: FactSheet, finder: NameFinder, trades: Trades = NO_TRADES) -> tuple[Message, ...]:
    """A message for each contradiction, in the order of the facts; () where there is none.

    Two facts contradict each other when they give different numbers of the same
    thing: the same name, measure word, doing and date. A fact contradicts a field
    when it speaks of another year, another head or a unit of another trade.
    """
    facts = list(dict.fromkeys(fact.text.strip() for fact in sheet.facts if fact.text.strip()))
    told = [each for fact in facts for each in _told(fact)]
    found = [*_between(told), *_with_period(sheet, facts), *_with_leaders(sheet, facts, finder)]
    return tuple(dict.fromkeys([*found, *_with_unit(sheet, facts, trades), *_signed_too_early(sheet)]))


@cache
def _other_year() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says, before a year and with it, that the fact is of another: 比2024年增加, 2018年起任园长."""
    before, behind = (any_of(words_in("other_years", key)) for key in ("before", "behind"))
    return re.compile(rf"(?:{before})\s*$"), re.compile(rf"\d{{4}}年(?:\d{{1,2}}月)?(?:{behind})")


def _told(fact: str) -> Iterator[_Told]:
    plain = normalise(fact)
    dates = frozenset(e.text for e in find_quantities(plain) if e.kind is Kind.DATE)
    bare = re.sub("|".join(map(re.escape, sorted(dates, key=len, reverse=True))) or "(?!)", "", plain)
    clauses = clauses_of(bare)
    for amount in amounts_in(bare):
        clause = next(c for c in clauses if c.start <= amount.start < c.end)
        words = telling_words(bare[clause.start : amount.start] + "，" + bare[amount.end : clause.end])
        yield _Told(fact, amount, words | telling_words(amount.counted_noun), dates)


def _between(told: list[_Told]) -> Iterator[Message]:
    for one, other in combinations(told, 2):
        a, b = one.amount, other.amount
        if (
            one.fact != other.fact
            and a.measure == b.measure
            and not a.value.overlaps(b.value)
            and one.words
            and one.words == other.words
            and (one.dates == other.dates or not one.dates or not other.dates)
        ):
            yield Message("facts.two_numbers", one=one.fact, other=other.fact, a=a.text, b=b.text)


def _with_period(sheet: FactSheet, facts: list[str]) -> Iterator[Message]:
    years = _years(sheet.period)
    if not years:
        return
    for fact in facts:
        plain = plain_digits(fact)
        for when in find_dates(plain):
            year = max(when.years, default=max(years))
            before, behind = _other_year()
            meant = before.search(plain[: when.start]) or behind.match(plain[when.start :])
            if not min(years) <= year <= max(years) + 1 and not meant:
                yield Message("facts.other_year", fact=fact, year=year, period=sheet.period)
                break


def _years(field: str) -> list[int]:
    """The years that a field names."""
    return [year for period in find_periods(plain_digits(field), bare=True) for year in period.years]


def _with_leaders(sheet: FactSheet, facts: list[str], finder: NameFinder) -> Iterator[Message]:
    leaders = leaders_by_office(sheet.leaders)
    plain = list(map(normalise, facts))
    for fact, text, names in zip(facts, plain, finder.find(plain), strict=True):
        for person in (name for name in names if name.kind is NameKind.PERSON):
            before = text[: person.start]
            for office, name in leaders.items():
                told = before.endswith(office) and not before.removesuffix(office).endswith(
                    ("副", "原", "前")
                )
                if told and person.text != name:
                    yield Message(
                        "facts.other_leader", fact=fact, office=office, name=person.text, leader=name
                    )


def _with_unit(sheet: FactSheet, facts: list[str], trades: Trades) -> Iterator[Message]:
    own = trades.selves_of(sheet.unit)
    foreign = [self_ for self_ in words_in("selves") if own and self_ not in own]
    for fact in facts:
        said = next((s for s in foreign if s in normalise(fact)), "")
        if said:
            yield Message("facts.other_self", fact=fact, said=said, unit=sheet.unit)


def _signed_too_early(sheet: FactSheet) -> Iterator[Message]:
    signed, years = _years(sheet.date), _years(sheet.period)
    if signed and years and signed[0] < min(years):
        yield Message("facts.signed_too_early", date=sheet.date, period=sheet.period)

"""Facts of one sheet that cannot all be true, or that do not fit the sheet's own fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from draftbot.chinese.names import NameFinder, NameKind
from draftbot.chinese.organisations import KINDS, kind_of
from draftbot.chinese.quantities import Kind, find_quantities
from draftbot.chinese.scripts import normalise
from draftbot.domain import FactSheet
from draftbot.facts.amounts import Amount, amounts_in, clauses_of, telling_words
from draftbot.facts.brief import leaders_by_office

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*(?:年|[-/.—–～~至]))")
# 2018年起任园长, 比2024年增加: the other year is meant.
_OTHER_YEAR_MEANT = re.compile(
    r"(?:比|较|同|自|从|于|与|截至|始建于|成立于)\s*$|^\d{4}年(?:\d{1,2}月)?(?:以来|起|始|至今|建|成立|开园|建成|投入使用|任|竣工|命名|荣获|获|被)"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """One amount of a fact with all that says which amount it is: what is counted and done."""

    fact: str
    amount: Amount
    words: frozenset[str]
    dates: frozenset[str]


def conflicts(sheet: FactSheet, finder: NameFinder) -> tuple[str, ...]:
    """A sentence for each contradiction, in the order of the facts; () where there is none.

    Two facts contradict each other when they give different numbers of the same
    thing: the same name, measure word, doing and date. A fact contradicts a field
    when it speaks of another year, another head or another kind of unit.
    """
    facts = list(dict.fromkeys(fact.text.strip() for fact in sheet.facts if fact.text.strip()))
    told = [each for fact in facts for each in _told(fact)]
    found = [*_between(told), *_with_period(sheet, facts), *_with_leaders(sheet, facts, finder)]
    return tuple(dict.fromkeys([*found, *_with_unit(sheet, facts), *_signed_too_early(sheet)]))


def _told(fact: str) -> Iterator[_Told]:
    plain = normalise(fact)
    dates = frozenset(e.text for e in find_quantities(plain) if e.kind is Kind.DATE)
    bare = re.sub("|".join(map(re.escape, sorted(dates, key=len, reverse=True))) or "(?!)", "", plain)
    clauses = clauses_of(bare)
    for amount in amounts_in(bare):
        clause = next(c for c in clauses if c.start <= amount.start < c.end)
        words = telling_words(bare[clause.start : amount.start] + "，" + bare[amount.end : clause.end])
        yield _Told(fact, amount, words | telling_words(amount.counted_noun), dates)


def _between(told: list[_Told]) -> Iterator[str]:
    for one, other in combinations(told, 2):
        a, b = one.amount, other.amount
        if (
            one.fact != other.fact
            and a.measure == b.measure
            and a.value != b.value
            and one.words
            and one.words == other.words
            and (one.dates == other.dates or not one.dates or not other.dates)
        ):
            yield f"“{one.fact}”和“{other.fact}”对同一件事给出了不同的数：{a.text}、{b.text}，请核对。"


def _with_period(sheet: FactSheet, facts: list[str]) -> Iterator[str]:
    years = [int(year) for year in _YEAR.findall(normalise(sheet.period) + "年")]
    if not years:
        return
    for fact in facts:
        plain = normalise(fact)
        for match in _YEAR.finditer(plain):
            year = int(match.group(1))
            meant = _OTHER_YEAR_MEANT.search(plain[: match.start()]) or _OTHER_YEAR_MEANT.match(
                plain[match.start() :]
            )
            if not min(years) <= year <= max(years) + 1 and not meant:
                yield f"“{fact}”说的是{year}年，和时间“{sheet.period}”对不上，请核对。"
                break


def _with_leaders(sheet: FactSheet, facts: list[str], finder: NameFinder) -> Iterator[str]:
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
                    yield f"“{fact}”里的{office}是{person.text}，负责人一栏写的是{name}，请核对。"


def _with_unit(sheet: FactSheet, facts: list[str]) -> Iterator[str]:
    own = kind_of(sheet.unit) if sheet.unit else None
    foreign = [s for kind in KINDS if own and kind is not own for s in kind.selves[:2] if s not in own.selves]
    for fact in facts:
        said = next((s for s in foreign if s in normalise(fact)), "")
        if said:
            yield f"“{fact}”里自称“{said}”，和单位“{sheet.unit}”对不上，请核对。"


def _signed_too_early(sheet: FactSheet) -> Iterator[str]:
    signed = _YEAR.findall(normalise(sheet.date))
    years = _YEAR.findall(normalise(sheet.period) + "年")
    if signed and years and int(signed[0]) < int(min(years)):
        yield f"日期“{sheet.date}”早于时间“{sheet.period}”，请核对。"

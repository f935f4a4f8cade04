"""The figures of a text as they are told whole: an amount, a range (从19%降到12%), a day (7月16), days
from one to another (3月5日至4月20日).

One takes another's place only where both are of one kind and count alike; what stands around them
stays, and reads as it did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from draftbot.chinese.measures import measures
from draftbot.chinese.numerals import HAN, HAN_DIGITS, Value, plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.facts.amounts import Amount, amounts_in, clauses_of, telling_words

AMOUNT, RANGE, DAY, DAYS, MONTH = "amount", "range", "day", "days", "month"
_MONTH, _DATE = r"(1[0-2]|0?[1-9])月", r"(3[01]|[12]\d|0?[1-9])(?!\d)[日号]?"
_DAY = re.compile(rf"(?<!\d){_MONTH}{_DATE}")
_TO = any_of(words_in("words_of_wishes", "ends of ranges"))
# 2021年3月, 3月, of no range and of no day.
_MONTHS = re.compile(
    rf"(?<![\d.—-])(?<!{_TO.replace('|', ')(?<!')})(?P<year>(?:19|20)\d\d年)?{_MONTH}"
    rf"(?![\d{HAN_DIGITS}—-]|{any_of(words_in('words_of_wishes', 'no month alone'))})"
)
# 3月5日至4月20日, 3月5日—20日.
_DAYS = re.compile(rf"{_DAY.pattern}(?:{_TO}|[—~～-]+)(?:{_MONTH})?{_DATE}")
# Between the two ends of a range: 升到, 提高到, 至; no longer than a verb and its end.
_LONGEST_JOINT = 5
_BETWEEN = re.compile("、")
# The kind of measures that count how often, and whom.
_TIMES, _PEOPLE = "times", "people"


@dataclass(frozen=True, slots=True)
class FigureTold:
    """`values` are its one or two numbers, of days month and day; `matter` the words of its clause that say what it counts,
    `noun` what stands beside it; `is_inherited` where an earlier clause says it."""

    start: int
    end: int
    text: str
    kind: str
    values: tuple[Value, ...]
    measure: str
    noun: str
    matter: frozenset[str]
    is_inherited: bool = False

    def says(self, other: FigureTold) -> bool:
        """Whether both tell the same number of what counts alike."""
        return self.values == other.values and self.counts_like(other)

    def counts_like(self, other: FigureTold) -> bool:
        return self.kind == other.kind and _alike(self.measure, other.measure)


def _alike(one: str, other: str) -> bool:
    """Whether two measures count the same (名 and 人, 回 and 次); a lone number may count anything."""
    if one == other or not one or not other:
        return True
    known = measures()
    if one not in known or other not in known:
        return False
    return known[one].kind == known[other].kind and known[one].kind in (_TIMES, _PEOPLE)


@lru_cache(maxsize=4096)
def figures_told(text: str) -> tuple[FigureTold, ...]:
    """The figures of a text, in order, their places in it as it stands."""
    plain = plain_digits(text)
    if len(plain) != len(text):
        plain = to_simplified(text)
    spans = list(_DAYS.finditer(plain))
    single = re.sub(_DAYS, lambda m: "，" * len(m.group()), plain)
    days = list(_DAY.finditer(single))
    held = re.sub(_DAY, lambda m: "，" * len(m.group()), single)
    found = [*_days(plain, spans, DAYS), *_days(plain, days, DAY), *_amounts(held)]
    return tuple(sorted(found, key=lambda one: one.start))


def months_told(text: str) -> tuple[FigureTold, ...]:
    """The months of a text, with their years where they are told, in order; months are no figures elsewhere."""
    return tuple(
        FigureTold(
            m.start(),
            m.end(),
            m.group(),
            MONTH,
            (Value.exactly(int(m[2])),),
            "",
            "",
            _matter(text, m.start()),
        )
        for m in _MONTHS.finditer(text)
    )


def _days(plain: str, days: Sequence[re.Match[str]], kind: str) -> Iterator[FigureTold]:
    for match in days:
        values = tuple(Value.exactly(int(part or match[1])) for part in match.groups())
        yield FigureTold(
            match.start(), match.end(), match.group(), kind, values, "", "", _matter(plain, match.start())
        )


def _amounts(plain: str) -> Iterator[FigureTold]:
    amounts = amounts_in(plain)
    taken: set[int] = set()
    for low, high in pairwise(amounts):
        if low.start not in taken and _joins(plain[low.end : high.start]) and _is_one_measure(low, high):
            taken |= {low.start, high.start}
            yield _figure(plain, low, high.end, RANGE, (low.value, high.value), high.measure or low.measure)
    for amount in amounts:
        if amount.start not in taken:
            yield _figure(plain, amount, amount.end, AMOUNT, (amount.value,), amount.measure)


def _figure(
    plain: str, first: Amount, end: int, kind: str, values: tuple[Value, ...], measure: str
) -> FigureTold:
    return FigureTold(
        first.start,
        end,
        plain[first.start : end],
        kind,
        values,
        measure,
        first.counted_noun,
        _matter(plain, first.start),
        first.inherited,
    )


def _is_one_measure(low: Amount, high: Amount) -> bool:
    return low.measure == high.measure or not low.measure


def _joins(between: str) -> bool:
    """Whether what stands between two amounts makes a range of them: 升到, 提高至."""
    return len(between) <= _LONGEST_JOINT and re.fullmatch(rf"\w*(?:{_TO})了?", between) is not None


def _matter(plain: str, at: int) -> frozenset[str]:
    """What a figure counts: the words of its own member of a list of figures (造林9亩、抚育6亩), else those
    of its clause."""
    clause = next((c for c in clauses_of(plain) if c.start <= at < c.end), None)
    if clause is None:
        return frozenset()
    start, end = clause.start, clause.end
    for mark in _BETWEEN.finditer(plain, start, end):
        if mark.end() <= at and any(map(str.isdigit, plain[start : mark.start()])):
            start = mark.end()
        elif mark.start() >= at:
            end = min(end, mark.start())
    return telling_words(plain[start:end]) or telling_words(clause.text)


def said_for(old: FigureTold, old_text: str, new: FigureTold, new_text: str) -> tuple[str, str]:
    """What to take out of the text that has `old`, and what to put there: whole where both are told alike,
    else the number alone, so that no measure is doubled or lost."""
    before, after = old_text[old.start : old.end], new_text[new.start : new.end]
    if old.kind == DAY:
        return before.rstrip("日号"), after.rstrip("日号")
    if old.kind == MONTH:
        has_years = all("年" in said for said in (before, after))
        return (before, after) if has_years else (before.split("年")[-1], after.split("年")[-1])
    if old.kind in (RANGE, DAYS) or old.measure == new.measure == _tail(before, old) == _tail(after, new):
        return before, after
    return _number_of(before), _number_of(after)


def _tail(text: str, figure: FigureTold) -> str:
    """The measure as it is written behind the number."""
    return figure.measure if text.endswith(figure.measure) else text[len(_number_of(text)) :]


def _number_of(text: str) -> str:
    return re.sub(rf"[^\d.,%％{HAN}]+$", "", text)


def reads_on(before: str, after: str) -> bool:
    """Whether a text that was changed still reads as it did: no two figures side by side that did not
    stand so before, no measure twice behind one, and no words said twice in a row."""
    counts = (_collisions, _doubled, _stammers)
    return all(count(after) <= count(before) for count in counts)


def _stammers(text: str) -> int:
    return len(re.findall(r"([\u4e00-\u9fff\d]{2,})\1", text))


def _collisions(text: str) -> int:
    figures = figures_told(text)
    return sum(one.end == other.start for one, other in pairwise(figures))


def _doubled(text: str) -> int:
    ends = ((one.end, text[one.end - 1 : one.end]) for one in figures_told(text))
    return sum(bool(last) and not last.isdigit() and text[end : end + 1] == last for end, last in ends)

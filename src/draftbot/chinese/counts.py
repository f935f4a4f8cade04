"""Numbers with what they count or measure: 三百二十余名, 3个半小时, 5%—8%, 2公里300米.

Whatever is written with a digit counts; a numeral in Chinese characters does unless it is part
of a word (统一, 三轮车). One Chinese digit counts only before a measure word (两次, not 三防), two
without a place only so too (not 三一); none does in a quoted name (“千万工程”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from draftbot.chinese.measures import Measure, beside, measure_at, measure_with_ge, measures, told_by_one
from draftbot.chinese.numerals import HALF_BEHIND, HAN, HAN_DIGITS, Number, Value, find_numbers, value_of
from draftbot.chinese.set_phrases import places_in_words
from draftbot.chinese.word_lists import any_of, words_in

_SPACE = re.compile(r"\s*")
# 两米多; not 3人多次.
_MORE = re.compile("[多余](?=$|[，。；、：）的来以前后内里,;)])")
# 九成五 is 95 %.
_TENTHS = re.compile(rf"[{HAN_DIGITS}](?![{HAN}])")
# 三年级 and 九十年代 last no years, 两成员 are no share.
_NO_MEASURE = re.compile(r"\s*(?:年[级代制]|成[立为员果功效长绩本就熟年人品])")
_TO = re.compile(r"\s*(?:[-—–－~～∼]{1,2}|至|到)\s*")
_FROM = frozenset("从由自")
_CLAUSE_END = re.compile(r"(?:$|[，。；、！？：）,;)])")
_STOREYS = frozenset("层楼")
# Of these there is no second: 二 before them is two.
_AMOUNTS = frozenset(("people", "share", "area", "volume", "length", "weight"))
_PLACE = re.compile("[十百千万亿几数拾佰仟廿卅]")
_OPENED, _CLOSED = re.compile("[“「][^”」]*$"), re.compile("[^“「]*[”」]")
_COUNTERS = "两三四五六七八九十百千万亿廿卅"
_COMPOUND = re.compile("[零又]?")


@dataclass(frozen=True, slots=True)
class Count:
    """`number` is what is written, `value` the same in the base of its measure (2公里 is 2000 米);
    `measure` is None where no measure word follows, `word` is the measure word to leave
    behind a blank, "" for an amount of several (2小时15分); offsets are into the text."""

    start: int
    end: int
    number: Value
    value: Value
    measure: Measure | None = None
    word: str = ""

    @property
    def kind(self) -> str:
        """What is measured, "" where nothing tells."""
        return self.measure.kind if self.measure else ""


def find_counts(plain: str, with_one: bool = False) -> list[Count]:
    """The counts of a text given by `plain_digits`, in order; what numbers the text itself
    (第三, 1.) and set phrases are for the caller to leave out. `with_one` takes a lone 一 for a
    count where the clause ends with it: 减至一次, not 一次会议."""
    numbers = find_numbers(plain)
    found = [_count(plain, number) for number in numbers]
    # 三分 by itself may be any; behind 二亩, before 二十秒 it is a part of an amount.
    parts = {at for i, (one, two) in enumerate(pairwise(found)) if _sum(plain, one, two) for at in (i, i + 1)}
    kept = [
        count
        for i, (number, count) in enumerate(zip(numbers, found, strict=True))
        if i in parts or _counts(plain, number, count, with_one)
    ]
    return list(_joined(plain, kept))


def _count(plain: str, number: Number) -> Count:
    if number.is_share:
        return Count(number.start, number.end, number.value, number.value, measures()["%"])
    value, at = number.value, number.end
    if _NO_MEASURE.match(plain, at):
        return Count(number.start, at, value, value)
    measure, end = _measure(plain, at)
    if measure is None:
        return Count(number.start, at, value, value)
    more = bool(_ge_more().match(plain, at))
    if measure.word == "成" and (tenths := _TENTHS.match(plain, end)):
        value, end = value.plus(value_of(tenths.group()).times(0.1)), tenths.end()
    elif half := measure.takes_half and HALF_BEHIND.match(plain, end):
        end = half.end()
    elif value.is_exact and (tail := measure.takes_half and _MORE.match(plain, end)):
        more, end = True, tail.end()
    if more and value.is_exact:
        value = Value(value.low, value.low + 1, is_open=True)
    return Count(number.start, end, value, value.times(measure.scale), measure, measure.word)


def _measure(plain: str, at: int) -> tuple[Measure | None, int]:
    """The measure word behind a number that ends at `at`, and where it ends."""
    start = at
    if plain.endswith("个半", 0, at) or plain[at - 1 : at + 1] == "半个" or _ge_more().match(plain, at):
        # The 个 belongs to the measure, whatever stands between the two.
        start += {"个多": 2}.get(plain[at : at + 2], int(plain[at] == "个"))
        measure = measure_with_ge(plain, start)
        return measure, start + len(measure.word.removeprefix("个")) if measure else at
    space = _SPACE.match(plain, at)
    start = space.end() if space else at
    measure = measure_at(plain, start)
    return measure, start + len(measure.word) if measure else at


def _counts(plain: str, number: Number, count: Count, with_one: bool) -> bool:
    if number.text[0].isdigit() or number.is_share:
        return True
    if plain[: number.start].endswith("第") or _is_quoted(plain, number):
        return False
    if count.measure is None and not _PLACE.search(number.text):
        return False
    if len(number.text) == 1 and not _counts_alone(plain, number, count, with_one):
        return False
    whole = measure_at(plain, number.start)
    if whole is not None and len(whole.word) > len(number.text):
        return False  # 千克 behind a blank is a measure
    return not places_in_words(plain).issuperset(range(number.start, number.end))


def _is_quoted(plain: str, number: Number) -> bool:
    before, behind = plain[max(0, number.start - 10) : number.start], plain[number.end : number.end + 10]
    return bool(_OPENED.search(before) and _CLOSED.match(behind))


def _counts_alone(plain: str, number: Number, count: Count, with_one: bool) -> bool:
    """Whether one Chinese digit counts. 二次 is the second time, twice is 两次; 二亩, 二成 are amounts."""
    measure = count.measure
    if measure is None or measure.is_weak:
        return False
    if number.text == "半":
        return True
    if number.text == "一":
        # 一个半月, 一倍多
        if count.number != Value.exactly(1):
            return True
        is_told = (
            with_one
            and measure.word in told_by_one()
            and plain[max(0, number.start - 2) : number.start - 1] != "一"
        )
        return is_told and bool(_CLAUSE_END.match(plain, count.end))
    is_amount = measure.kind in _AMOUNTS or measure.word in _STOREYS
    return number.text in _COUNTERS or (number.text == "二" and is_amount)


def _joined(plain: str, counts: list[Count]) -> Iterator[Count]:
    """Counts that make one range (300人至400人) or one amount (3小时20分) as one."""
    run: Count | None = None
    for count in counts:
        joined = run and (_range(plain, run, count) or _sum(plain, run, count))
        if run and not joined:
            yield run
        run = joined or count
    if run:
        yield run


def _range(plain: str, low: Count, high: Count) -> Count | None:
    if not _TO.fullmatch(plain[low.end : high.start]) or plain[low.start - 1 : low.start] in _FROM:
        return None
    alike = low.measure and high.measure and low.measure.base == high.measure.base
    if not alike or not (low.value.is_exact and high.value.is_exact) or low.value.low >= high.value.low:
        return None
    number = Value(low.number.low, high.number.high)
    return replace(high, start=low.start, number=number, value=Value(low.value.low, high.value.high))


def _sum(plain: str, whole: Count, part: Count) -> Count | None:
    """2公里300米 is 2300 米, 3分05秒 is 185 秒, 5元3角 is 5.3 元."""
    if not whole.measure or not part.measure or not _COMPOUND.fullmatch(plain[whole.end : part.start]):
        return None
    scale, small = whole.measure.scale, part.measure.scale
    base = whole.measure.base
    if not whole.kind:
        base, scale = part.measure.base, beside(part.measure.base).get(whole.measure.word, 0)
    elif not part.kind:
        small = beside(base).get(part.measure.word, 0)
    elif part.measure.base != base:
        return None
    if not 0 < small < scale or not part.number.is_exact or part.number.low * small >= scale:
        return None
    value = whole.number.times(scale).plus(part.number.times(small))
    measure = measures()[base]
    return Count(whole.start, part.end, value, value, measure)


@cache
def _ge_more() -> re.Pattern[str]:
    """3个多小时, 两个多月: the 个 belongs to the measure."""
    return re.compile(f"个多(?={any_of(words_in('lengths_of_time', 'behind ge'))})")

"""The numbers of a running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from draftbot.chinese.measures import measure_at, measure_with_ge
from draftbot.chinese.numerals.reading import FORMAL_DIGITS, HAN, HAN_DIGITS, Number, read_at
from draftbot.chinese.numerals.values import Value
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_table, words_in

# ０－９％．： and the like, each to one character, so that offsets stay as they are.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，（）：；！？"}
# 数 of 人数, 总数 is a noun; 数十 is several tens.
_START = re.compile(
    rf"[\d{HAN}{FORMAL_DIGITS}拾佰仟几半]|(?<![人次总户件天分个少多倍指系度份台家项时])数(?=[十百千万亿])"
)
# 伍 and 陆 are surnames too.
_SURNAME = re.compile(f"[{FORMAL_DIGITS}](?![拾佰仟万亿元圆角分整])")
_PLACES = "拾佰仟"
_FORMAL = re.compile(f"[{FORMAL_DIGITS}{_PLACES}][{FORMAL_DIGITS}{_PLACES}零万亿]*")
_PLACED, _OF_MONEY = re.compile(f"[{_PLACES}]"), frozenset("元角分")
_EVERYDAY = str.maketrans(f"{FORMAL_DIGITS}{_PLACES}", f"{HAN_DIGITS}十百千")
# The 半 of 三年半; not of 三天半夜.
HALF_BEHIND = re.compile("半(?![天年日夜数封公径球场价导挂])")
# 半年 is rather a period, 半成 of 半成品.
_NOT_ALONE = frozenset("年成")
# 每半小时 is how often, 上半场 and 一半 are parts.
_PART_OF = re.compile("[每上下前后大多过一隔各对参夜]$")
_LOOSE_PLACE = re.compile("[十百千]")
_ROUND = frozenset("百 千 万 亿 十万 百万 千万".split())
_OVER = re.compile("(?:(?<![以之线网晚早同加])上|逾|超|(?<!不)超过|(?<!通)过)$")
# 近三年 and 近30天 are the last ones.
_NEARLY = re.compile("(?<![附最临邻靠走远])近$")
_TO = re.compile(r"\s*(?:[-—–－~～∼]{1,2}|至|到)\s*")
_FROM = frozenset("从由自")
_NOT_COUNTED = re.compile(r"\s*(?:[月日号时点]|[-./:：]\d|[A-Za-z])")
_NUMBERED_BEFORE = re.compile(r"[第〔\[（(\dA-Za-z./:：—–~～-]\s*$")
# 3-5年 is how long, 95-98年 when.
_FEW_YEARS = 60
_YEARS = range(1900, 2100)


def in_everyday_digits(text: str) -> str:
    """`text`, of the same length, with 五百元 for 伍佰元: no dictionary or tagger knows how a cheque is
    written. 伍佰 alone may be somebody, and so may 伍万里."""

    def everyday(match: re.Match[str]) -> str:
        measure = measure_at(text, match.end())
        is_counted = measure is not None and (_PLACED.search(match[0]) or measure.word in _OF_MONEY)
        return match[0].translate(_EVERYDAY) if is_counted else match[0]

    return _FORMAL.sub(everyday, text)


def plain_digits(text: str) -> str:
    """`text` in Simplified characters with half-width digits, of the same length."""
    return half_width(to_simplified(text))


def half_width(simplified: str) -> str:
    """A Simplified text with half-width digits, of the same length."""
    return simplified.translate(_HALF_WIDTH)


def may_hold_numbers(plain: str) -> bool:
    """Whether anything in a text given by `plain_digits` can belong to a number; quickly told."""
    return _START.search(plain) is not None


def find_numbers(plain: str) -> list[Number]:
    """All numbers in a text given by `plain_digits`, in order: 二〇二四 is 2024, 1.2万 is 12000;
    五六百, 300—400 and 三百余 are ranges, 上百 is 100 and more, 近三百 a little less."""
    return list(_with_ranges(plain, list(_singly(plain))))


def values_in(text: str) -> list[Value]:
    """The values of all numbers in `text`, in order."""
    return [number.value for number in find_numbers(plain_digits(text))]


def _singly(plain: str) -> Iterator[Number]:
    at = 0
    while start := _START.search(plain, at):
        if plan := _plan().match(plain, start.start()):
            at = plan.end()
            continue
        number = _one_at(plain, start.start())
        if number is None:
            at = start.end()
            continue
        yield _in_context(plain, number)
        at = number.end + _loose_places(plain, number)


@cache
def _plan() -> re.Pattern[str]:
    """十四五 of “十四五”期间: a plan's number, and that it is for five years."""
    five = HAN_DIGITS[4]
    behind = (phrase.partition(f"N{five}")[2] for phrase in word_table("set_phrases")["phrases"])
    return re.compile(rf"二?十[{HAN_DIGITS}]?{five}(?={any_of(filter(None, behind))})")


def _one_at(plain: str, at: int) -> Number | None:
    if plain[at] == "半":
        return _half(plain, at)
    if _SURNAME.match(plain, at):
        return None
    number = read_at(plain, at)
    return _and_a_half(plain, number) if number and number.value.is_exact else number


def _half(plain: str, at: int) -> Number | None:
    """半小时 is half of one, 半个月 too; 半年 is rather a period, and 上半场 no amount."""
    start = at + 1 + plain.startswith("个", at + 1)
    measure = measure_with_ge(plain, start) if start > at + 1 else measure_at(plain, start)
    if measure is None or not measure.takes_half or measure.word in _NOT_ALONE or _PART_OF.search(plain[:at]):
        return None
    return Number(at, at + 1, "半", Value.exactly(0.5))


def _and_a_half(plain: str, number: Number) -> Number:
    """三年半 is three and a half, as is 三个半月; 两个半球 are two."""
    behind = measure_at(plain, number.end)
    if plain.startswith("个半", number.end):
        measure = measure_with_ge(plain, number.end + 2)
        if measure is not None and measure.takes_half:
            end = number.end + 2
            return Number(number.start, end, plain[number.start : end], number.value.plus(Value.exactly(0.5)))
    elif behind is not None and behind.takes_half and HALF_BEHIND.match(plain, number.end + len(behind.word)):
        return _with_value(number, number.value.plus(Value.exactly(0.5)))
    return number


def _loose_places(plain: str, number: Number) -> int:
    """千 of 5千克 and 万千瓦, 百 of 2024百强 count nothing of their own."""
    is_behind_digits = number.text[-1].isdigit() or measure_at(plain, number.end) is not None
    return int(is_behind_digits and _LOOSE_PLACE.match(plain, number.end) is not None)


def _in_context(plain: str, number: Number) -> Number:
    before = plain[max(0, number.start - 2) : number.start]
    low = number.value.low
    if not number.value.is_exact:
        return number
    if number.text in _ROUND and _OVER.search(before):
        return _with_value(number, Value(low, low * 10 - 1))
    if _NEARLY.search(before) and low > 1 and not _recent().match(plain, number.end):
        place = 10 ** (len(str(int(low))) - len(str(int(low)).rstrip("0")))
        return _with_value(number, Value(low - place / 2, low, is_open=True))
    return number


def _with_ranges(plain: str, numbers: list[Number]) -> Iterator[Number]:
    """Two numbers that make one range (300—400, 三到五, 20至30万) as one."""
    at = 0
    while at < len(numbers):
        if at + 1 < len(numbers) and (value := _range(plain, numbers[at], numbers[at + 1])):
            start, end = numbers[at].start, numbers[at + 1].end
            yield Number(start, end, plain[start:end], value, numbers[at].is_share)
            at += 2
        else:
            yield numbers[at]
            at += 1


def _range(plain: str, low: Number, high: Number) -> Value | None:
    if not _TO.fullmatch(plain[low.end : high.start]) or not (low.value.is_exact and high.value.is_exact):
        return None
    is_arabic = low.text[0].isdigit()
    if is_arabic != high.text[0].isdigit() or low.text[0] == "0" or plain[low.start - 1 : low.start] in _FROM:
        return None
    if _NUMBERED_BEFORE.search(plain[: low.start]) or _NOT_COUNTED.match(plain, high.end):
        return None
    first, last = low.value.low, high.value.low
    if (last >= _FEW_YEARS and plain.startswith("年", high.end)) or (first in _YEARS and last in _YEARS):
        return None
    if not low.text.endswith(("万", "亿")) and high.text.endswith(("万", "亿")):
        scale = {"万": 10**4, "亿": 10**8}[high.text[-1]]
        first = first * scale if first * scale < last else first
    return Value(first, last) if first < last else None


def _with_value(number: Number, value: Value) -> Number:
    return Number(number.start, number.end, number.text, value, number.is_share)


@cache
def _recent() -> re.Pattern[str]:
    """近三年, 近3个学期: the last ones."""
    return re.compile(f"个?(?:{any_of(words_in('lengths_of_time', 'recent'))})|[年周天日期届代来]")

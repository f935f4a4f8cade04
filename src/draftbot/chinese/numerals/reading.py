"""One numeral read from its beginning: place by place, digit by digit, or as a fraction.

Speech leaves the last place unsaid (三百二 is 320, 一万二 12,000) and counts from one number to
the next (五六百 is 500 to 600, 十七八 17 or 18); 几, 余, 多 and 来 leave a place open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from draftbot.chinese.numerals.values import Value
from draftbot.chinese.word_lists import word_table

HAN_DIGITS = "一二三四五六七八九"
_ZEROS = "零〇○"
# All characters of numerals but those of cheques.
HAN = f"{_ZEROS}{HAN_DIGITS}两十百千万亿廿卅"
# What numbers the parts of a text.
COUNTED_FROM_ONE = f"{HAN_DIGITS}十百"
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
# How cheques and vouchers write them.
FORMAL_DIGITS = "壹贰叁肆伍陆柒捌玖"
_DIGITS = {c: i for digits in (HAN_DIGITS, FORMAL_DIGITS) for i, c in enumerate(digits, 1)} | {"两": 2}
_SCORES = {"廿": 20, "卅": 30}
# 三五个, 三两个; else a range is one digit and the next.
_FAR_PAIRS = {(3, 5): (3, 5), (3, 2): (2, 3)}

_ARABIC = r"\d+(?:[,，]\d{3}(?!\d))*(?:\.\d+)?"
_TOKEN = re.compile(
    rf"(?P<arabic>{_ARABIC})|(?P<zero>[{_ZEROS}])|(?P<digit>[{''.join(_DIGITS)}])|(?P<some>几|数(?=[十百千万亿]))"
    # 百 of 百分之 counts nothing, 千 of 5千克 belongs to the measure.
    rf"|(?P<score>[廿卅])|(?P<small>[{''.join(_SMALL)}](?!分[之点]))|(?P<large>[万亿](?!分之))|(?P<about>[余多来](?=[万亿]))"
)
_MEASURED_IN_THOUSANDS = re.compile("千[克米瓦卡帕赫伏字]")
# Digit by digit: 二〇二四, 三零五; in years the zero may be ours (二0二五年).
_BY_DIGIT = re.compile(
    rf"[{_ZEROS}{HAN_DIGITS}]{{2,}}(?![十百千万亿])|[一二][{_ZEROS}九0][{_ZEROS}{HAN_DIGITS}0]{{2}}(?=年)"
)
_DECIMALS = re.compile(rf"点([{_ZEROS}{HAN_DIGITS}]+)(?![{HAN_DIGITS}十百千刻])([万亿]*)")
_FRACTION = re.compile(rf"(?P<whole>[百千万](?=分之)|[{HAN}]+(?=分之)|\d+(?=分之))分之")
# 30余万, 三百多名, 20来岁; not 余额, 多元化, nor 来 of 以来.
_ABOUT = re.compile(
    "余(?![额下款热])|多(?!元化|样|功能|媒体)|来(?=[个人名位次户家天年岁里斤亩吨块条件场元米座辆])|几"
)
_MOST_WHOLE_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it stands (offsets into that text), as written, and what it
    amounts to; `is_share` for a fraction, whose value is then in per cent."""

    start: int
    end: int
    text: str
    value: Value
    is_share: bool = False


def value_of(written: str) -> Value:
    """The value of one numeral, given by `plain_digits`. Raises ValueError where there is none, or more."""
    number = read_at(written, 0)
    if number is None or number.end != len(written):
        raise ValueError(f"not one numeral: {written}")
    return number.value


def integer_in(text: str) -> int:
    """The whole number that `text` begins with (第 aside), 0 for none; the middle of a range."""
    number = read_at(text, 1 if text.startswith("第") else 0)
    return round(number.value.middle) if number else 0


def read_at(text: str, at: int) -> Number | None:
    """The longest numeral of `text` that begins at `at`."""
    if fraction := _FRACTION.match(text, at):
        whole, part = read_at(fraction["whole"], 0), read_at(text, fraction.end())
        if whole and part and whole.value.low and not part.is_share:
            value = part.value.times(100 / whole.value.low)
            return Number(at, part.end, text[at : part.end], value, is_share=True)
    if (digits := _BY_DIGIT.match(text, at)) and _is_by_digit(digits.group()):
        return Number(at, digits.end(), digits.group(), Value.exactly(_by_digit(digits.group())))
    if (circa := _circa_at(text, at)) is not None:
        return circa
    reading = _Reading()
    end = read = at
    while (token := _TOKEN.match(text, read)) and reading.takes(token):
        read = token.end()
        end = end if token["zero"] and read > at + 1 else read
    if end == at:
        return None
    return _with_rest(reading, text, at, end)


def _circa_at(text: str, at: int) -> Number | None:
    """百儿八十, 百十来: what is said for about a hundred, and no numeral goes on with."""
    for written, (low, high) in _round().items():
        end = at + len(written)
        behind = text[end : end + 1]
        if text.startswith(written, at) and behind not in _DIGITS and behind not in _LARGE:
            end += bool(_ABOUT.match(text, end))
            return Number(at, end, text[at:end], Value(low, high))
    return None


@cache
def _round() -> dict[str, tuple[int, int]]:
    told = word_table("spoken_counts")["round"]
    limits = (limits.split("-") for limits in told[1::2])
    return {word: (int(low), int(high)) for word, (low, high) in zip(told[::2], limits, strict=True)}


def _with_rest(reading: _Reading, text: str, at: int, end: int) -> Number:
    """With decimals in Chinese (三点五万), or with 余, 多, 来 behind."""
    value, step = reading.value(), reading.step
    decimals = None if reading.is_arabic else _DECIMALS.match(text, end)
    if decimals and value.is_exact:
        fraction = _by_digit(decimals[1]) / 10 ** len(decimals[1])
        value = value.plus(Value.exactly(fraction))
        for mark in decimals[2]:
            value = value.times(_LARGE[mark])
        end = decimals.end()
    elif (
        value.is_exact and step and (about := _ABOUT.match(text, end)) and reading.leaves_open(about.group())
    ):
        value = Value(value.low, value.low + step, is_open=True)
        end = about.end()
    return Number(at, end, text[at:end], value)


@dataclass(slots=True)
class _Reading:
    """A numeral read so far, token by token: `total` in whole 万 and 亿, `section` below them,
    `pending` a digit whose place is not told yet."""

    total: Value = field(default_factory=lambda: Value.exactly(0))
    section: Value = field(default_factory=lambda: Value.exactly(0))
    pending: Value | None = None
    # The places named last: in this section, of any kind right before, and of 万 and 亿.
    place: int = 0
    unit: int = 0
    large: int = 0
    step: float = 0
    is_arabic: bool = False
    is_started: bool = False
    is_bare: bool = False
    has_gap: bool = False
    is_paired: bool = False
    literal: str = ""

    def takes(self, token: re.Match[str]) -> bool:
        """Whether the numeral goes on with `token`, which is then read."""
        kind = token.lastgroup or ""
        taken: bool = getattr(self, f"_take_{kind}")(token)
        self.is_started = self.is_started or taken
        return taken

    def value(self) -> Value:
        """What has been read amounts to."""
        return self.total.plus(self._section(self.unit))

    def leaves_open(self, mark: str) -> bool:
        """Whether 余, 多, 来 or 几 can follow: 三百多, 20多, not 三多 nor 2024几."""
        if mark == "余":
            return self.is_arabic or self.pending is None
        if self.is_arabic and not self.unit:
            return self.literal.endswith("0") and not (
                mark == "几" and len(self.literal) > _MOST_WHOLE_DIGITS
            )
        return self.pending is None and mark != "几"

    def _take_arabic(self, token: re.Match[str]) -> bool:
        written = token.group()
        number = float(re.sub("[,，]", "", written))
        if self.is_started and not (
            self.is_arabic and self.pending is None and number < self.unit and written.isdecimal()
        ):
            return False
        self.is_arabic, self.pending, self.literal = True, Value.exactly(number), written
        self.step = _step(written)
        return True

    def _take_zero(self, token: re.Match[str]) -> bool:
        if self.is_arabic or self.pending is not None:
            return False
        if not self.is_started:
            self.step = 1
        self.has_gap = True
        return True

    def _take_digit(self, token: re.Match[str]) -> bool:
        digit = _DIGITS[token.group()]
        behind = token.string[token.end() : token.end() + 1]
        if self.is_arabic or not self._may_follow(token):
            return False
        if self.pending is None:
            if self.unit > 10 and not self.has_gap and behind in ("等", "级", "是"):
                return False  # 两百|一等奖
            self.pending, self.step = Value.exactly(digit), 1
            return True
        first = int(self.pending.low)
        pair = (first, digit) if digit == first + 1 else _FAR_PAIRS.get((first, digit))
        if self.is_paired or not self.pending.is_exact or pair is None:
            return False
        self.pending, self.is_paired = Value(*pair), True
        return True

    def _may_follow(self, token: re.Match[str]) -> bool:
        """Whether a digit may follow: a lone 百 only where its place is told, which is the next
        (百八十, 百三四十, 万二千; neither 百强 nor 万一)."""
        behind = token.string[token.end() : token.end() + 2]
        place = behind[1:] if behind[:1] in _DIGITS else behind[:1]
        return not (self.is_bare and self.unit > 10) or _SMALL.get(place, 0) * 10 == self.unit

    def _take_some(self, token: re.Match[str]) -> bool:
        """几 stands for a digit: 几十, 十几, 一百几十; 数 only at the beginning."""
        behind = token.string[token.end() : token.end() + 1]
        if self.is_arabic or self.pending is not None or not self._may_follow(token):
            return False
        if not self.is_started and behind not in _SMALL and behind not in _LARGE:
            return False
        if self.is_started and token.group() == "数":
            return False
        self.pending, self.is_paired = Value(1 if self.is_started else 2, 9), True
        return True

    def _take_score(self, token: re.Match[str]) -> bool:
        if self.is_started:
            return False
        self.section, self.place, self.unit, self.step = Value.exactly(_SCORES[token.group()]), 10, 10, 10
        return True

    def _take_small(self, token: re.Match[str]) -> bool:
        place = _SMALL[token.group()]
        if self.place and place >= self.place:
            return False
        if self.is_arabic and not self._counts_small(token, place):
            return False
        # 一百十二 is said, 一百千 is not.
        may_be_bare = place == 10 and (self.place or self.has_gap) and not self.is_bare
        if self.pending is None and self.is_started and not may_be_bare:
            return False
        self.is_bare = not self.is_started
        self.section = self.section.plus(self._placed(self.pending or Value.exactly(1), place))
        self.step = place * (_step_of_decimals(self.literal) if self.is_arabic else 1)
        self.place = self.unit = place
        self.pending, self.has_gap = None, False
        return True

    def _counts_small(self, token: re.Match[str], place: int) -> bool:
        """Whether 百 or 千 counts after a figure: 5千, 3百; not 2024百强, 30十, 5千克."""
        whole = self.literal.split(".")[0]
        return (
            self.pending is not None
            and place > 10
            and len(whole) <= _MOST_WHOLE_DIGITS
            and not _MEASURED_IN_THOUSANDS.match(token.string, token.start())
        )

    def _take_large(self, token: re.Match[str]) -> bool:
        scale = _LARGE[token.group()]
        section = self._section(self.place)
        if self.is_started and not section.high:
            # 万亿: so many times 万 times 亿.
            if scale <= self.large or self.has_gap:
                return False
            self.total = self.total.times(scale)
        elif self.large and scale == self.large:
            return False
        else:
            self.is_bare = not self.is_started
            section = section if self.is_started else Value.exactly(1)
            self.total = (
                self.total.plus(section).times(scale)
                if scale > self.large
                else self.total.plus(section.times(scale))
            )
        self.step = scale * (_step_of_decimals(self.literal) if self.is_arabic else 1)
        self.section, self.pending, self.place = Value.exactly(0), None, 0
        self.unit = self.large = scale
        self.has_gap = False
        return True

    def _take_about(self, token: re.Match[str]) -> bool:
        """二十余万 is more than 200,000 and less than 300,000."""
        if not self.is_started or self.section.plus(self.pending or Value.exactly(0)).is_open:
            return False
        if not self.is_arabic and self.pending is not None:
            return False
        self.section = self._section(self.place).plus(Value(0, self.step, is_open=True))
        self.pending = None
        return True

    def _section(self, unit: int) -> Value:
        """The section with its last digit in its place, below `unit`: 三百二 is 320, 三百零二 is 302."""
        if self.pending is None:
            return self.section
        is_one_digit = not self.is_arabic or len(self.literal) == 1
        place = unit // 10 if unit > 10 and not self.has_gap and is_one_digit else 1
        return self.section.plus(self._placed(self.pending, place))

    def _placed(self, digit: Value, place: int) -> Value:
        """几十 ends at 99, 几百 at 999."""
        is_some = digit.high == 9 and digit.low <= 2
        return Value(digit.low * place, digit.high * place + (place - 1 if is_some and place > 1 else 0))


def _is_by_digit(written: str) -> bool:
    """Whether digits in a row are said one by one: 二〇二四, 九八; 三四 is three or four, 零五 is five."""
    if any(c in _ZEROS or c == "0" for c in written[1:]):
        return True
    if len(written) > 2:
        return True
    first, second = (_DIGITS.get(c, 0) for c in written)
    return bool(first) and second != first + 1 and (first, second) not in _FAR_PAIRS


def _by_digit(written: str) -> int:
    return int("".join(str(_DIGITS.get(c, 0)) for c in written))


def _step(written: str) -> float:
    """How much 余 may add to a figure: less than one of its last place that is not zero."""
    if "." in written:
        return _step_of_decimals(written)
    digits = re.sub("[,，]", "", written)
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if digits.strip("0") else 1.0


def _step_of_decimals(written: str) -> float:
    return float(10 ** -len(written.partition(".")[2]))

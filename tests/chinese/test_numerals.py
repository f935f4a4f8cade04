"""Numerals read and written; cn2an is the oracle for what it reads, rules written out for the rest."""

from __future__ import annotations

import random
from itertools import pairwise

import cn2an
import pytest

from draftbot.chinese.numerals import (
    Value,
    all_said,
    find_numbers,
    in_everyday_digits,
    integer_in,
    plain_digits,
    value_of,
    values_in,
    write_digits,
    write_number,
)

LARGEST = 10**16 - 1
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
DIGITS = "一二三四五六七八九"
PLACES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def _generated(count: int) -> list[int]:
    """Numbers of every length alike, many with zeros inside and at the end."""
    chance = random.Random(11)
    numbers = []
    for _ in range(count):
        digits = [chance.choice("0123456789") for _ in range(chance.randint(1, 16))]
        for at in range(len(digits)):
            if chance.random() < 0.35:
                digits[at] = "0"
        numbers.append(int("".join(digits)))
    return numbers


def _lacks_a_level(number: int) -> bool:
    """一亿零一千 leaves out all of 万: a 零 stands for it, which the oracle forgets before 千."""
    return number >= 10**8 and number % 10**8 // 10**4 == 0 and number % 10**4 >= 1000


def test_5000_numbers_are_written_as_the_oracle_writes_them_and_read_back() -> None:
    for number in _generated(5000):
        theirs = cn2an.an2cn(number, "low")
        assert write_number(number) == (theirs.replace("亿", "亿零") if _lacks_a_level(number) else theirs)
        assert value_of(theirs) == Value.exactly(number)
        assert value_of(cn2an.an2cn(number, "up")) == Value.exactly(number), "as cheques have it"


def test_5000_numbers_are_read_as_the_oracle_reads_them() -> None:
    """The oracle reads what we wrote, plain and formal."""
    for number in _generated(5000):
        written = write_number(number)
        assert cn2an.cn2an(written, "strict") == number == value_of(written).low
        # 伍 alone is a surname; before 元 it is five.
        assert [v.low for v in values_in(written.translate(FORMAL) + "元")] == [number]


def test_decimals_and_mixed_writing_are_read_as_the_oracle_reads_them() -> None:
    chance = random.Random(7)
    for _ in range(2000):
        number = round(chance.uniform(0, 9999), chance.randint(1, 4))
        assert value_of(cn2an.an2cn(number, "low")).low == pytest.approx(number)
        mixed = f"{number}{chance.choice('万亿')}"
        assert value_of(mixed).low == pytest.approx(cn2an.cn2an(mixed, "smart"))
        hundreds, tens = chance.randint(1, 9999), chance.randint(1, 9999)
        whole = f"{hundreds}亿{tens}万"
        assert value_of(whole).low == hundreds * 10**8 + tens * 10**4
        # The oracle makes 一十 of 10 to 19 and then loses the ten.
        assert cn2an.cn2an(whole, "smart") == value_of(whole).low or 10 <= tens < 20
        years = "".join(chance.choice("〇" + DIGITS) for _ in range(4))
        assert value_of(years).low == cn2an.cn2an(years, "normal")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("合计壹万贰仟零叁拾元整", "合计一万二千零三十元整"),
        ("伍万元以上", "五万元以上"),
        ("伍万里、陆佰同志和伍柒", "伍万里、陆佰同志和伍柒"),
    ],
)
def test_what_is_counted_as_on_a_cheque_is_read_as_it_is_said(text: str, read: str) -> None:
    assert in_everyday_digits(text) == read


def test_the_last_place_may_go_unsaid() -> None:
    """三百二: the oracle reads it up to 万 only; it has no 三亿二, and none with more before it in 亿."""
    for place, scale in PLACES.items():
        for first in DIGITS:
            for last in DIGITS:
                written = f"{first}{place}{last}"
                expected = (DIGITS.index(first) + 1) * scale + (DIGITS.index(last) + 1) * scale // 10
                assert value_of(written) == Value.exactly(expected), written
                if place != "亿":
                    assert cn2an.cn2an(written, "normal") == expected
    assert value_of("三百零二") == Value.exactly(302)
    assert value_of("一百二十万五") == Value.exactly(1_205_000)
    assert value_of("5万8") == Value.exactly(58_000)


def test_the_first_one_may_go_unsaid() -> None:
    """百八十, 万二千五百: speech leaves out the 一 of the oracle's writing, where the next place is told."""
    chance = random.Random(3)
    for place in (100, 1000, 10_000):
        for _ in range(300):
            number = (
                place
                + chance.randint(1, 9) * place // 10
                + chance.choice((0, chance.randint(0, place // 10 - 1)))
            )
            written = cn2an.an2cn(number, "low")
            assert written[0] == "一"
            assert value_of(written[1:]) == Value.exactly(number), written
            assert [value.low for value in values_in(f"共{written[1:]}户")] == [number], written
        for low, high in pairwise(range(1, 10)):
            written = cn2an.an2cn(place + low * place // 10, "low")[1:].replace(
                DIGITS[low - 1], DIGITS[low - 1] + DIGITS[high - 1], 1
            )
            assert value_of(written) == Value(place + low * place // 10, place + high * place // 10), written


def test_a_digit_and_the_next_are_a_range_which_the_oracle_refuses() -> None:
    """五六百, 十七八, 二三十万: wherever one digit may stand, two in a row may."""
    for low, high in pairwise(range(1, 10)):
        pair = DIGITS[low - 1] + DIGITS[high - 1]
        for before, added in (("", 0), ("二十", 20), ("一百三十", 130), ("两千零", 2000)):
            written = f"{before}{pair}"
            assert value_of(written) == Value(added + low, added + high), written
        for behind, scale in (
            ("十", 10),
            ("百", 100),
            ("千", 1000),
            ("万", 10_000),
            ("十万", 100_000),
            ("百亿", 10**10),
        ):
            written = f"{pair}{behind}"
            assert value_of(written) == Value(low * scale, high * scale), written
            with pytest.raises(ValueError, match="不符合格式"):
                cn2an.cn2an(written, "normal")
        assert value_of(f"十{pair}万") == Value((10 + low) * 10_000, (10 + high) * 10_000)
        assert value_of(f"三百{pair}十") == Value(300 + low * 10, 300 + high * 10)
    assert value_of("三五百") == Value(300, 500)
    assert value_of("三两个"[:2]) == Value(2, 3)
    assert value_of("两三千") == Value(2000, 3000)
    assert value_of("九十") == Value.exactly(90)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("共三百二十个", [Value.exactly(320)]),
        ("３２０人，1,280人", [Value.exactly(320), Value.exactly(1280)]),
        ("3月、9月演练2次，320人参加", [Value.exactly(n) for n in (3, 9, 2, 320)]),
        ("没有数字", []),
        ("1亿3000万元，1.2万人", [Value.exactly(130_000_000), Value.exactly(12_000)]),
        ("壹拾贰万叁仟元", [Value.exactly(123_000)]),
        ("两个半小时，三个半月", [Value.exactly(2.5), Value.exactly(3.5)]),
        ("两个半球，三天半夜", [Value.exactly(2), Value.exactly(3)]),
        ("三年半，两斤半，停水半小时，半个月", [Value.exactly(n) for n in (3.5, 2.5, 0.5, 0.5)]),
        ("上半年，每半小时，一半，半年来", [Value.exactly(1)]),
        ("装机5860万千瓦", [Value.exactly(58_600_000)]),
        ("三百余名，二十多万，30多万", [Value(300, 400, True), Value(200_000, 300_000, True), Value(300_000, 400_000, True)]),
        ("1200余份，1.2万余元", [Value(1200, 1300, True), Value(12_000, 13_000, True)]),
        ("十几人，二十几个，20几个，几十份，数百家", [Value(11, 19), Value(21, 29), Value(20, 30, True), Value(20, 99), Value(200, 999)]),
        ("人数十人，总数百余", [Value.exactly(10), Value(100, 200, True)]),
        ("上百人，近三百人，近三年", [Value(100, 999), Value(250, 300, True), Value.exactly(3)]),
        ("300—400人，三至五名，20-30万元", [Value(300, 400), Value(3, 5), Value(200_000, 300_000)]),
        ("从30增加到40", [Value.exactly(30), Value.exactly(40)]),
        ("2024-2025，3至5日，第3-5期", [Value.exactly(n) for n in (2024, 2025, 3, 5, 3, 5)]),
        ("百分之九十八点五，四分之三，千分之五", [Value.exactly(98.5), Value.exactly(75), Value.exactly(0.5)]),
        ("百分之三四十", [Value(30, 40)]),
        ("二0二五年，一九九八年", [Value.exactly(2025), Value.exactly(1998)]),
        ("5千克，2024百强，5千元", [Value.exactly(5), Value.exactly(2024), Value.exactly(5000)]),
        ("获奖三百二等", [Value.exactly(300), Value.exactly(2)]),
        ("陆知远、伍先生", []),
        ("廿五日，卅年", [Value.exactly(25), Value.exactly(30)]),
        ("三点五万元，一点二亿", [Value.exactly(35_000), Value.exactly(120_000_000)]),
        ("八点三十分", [Value.exactly(8), Value.exactly(30)]),
        ("百八十人，百一百货，百强", [Value.exactly(n) for n in (180, 100, 100, 100)]),
        ("“十四五”期间，十五五规划，十四五个", [Value(14, 15)]),
        ("百儿八十人，百十来户", [Value(80, 100), Value(100, 110)]),
    ],
)  # fmt: skip
def test_numbers_of_running_text(text: str, values: list[Value]) -> None:
    assert values_in(text) == values


def test_numbers_are_found_where_they_stand() -> None:
    text = "投入1.2万余元，五六百人参加"
    for number in find_numbers(plain_digits(text)):
        assert text[number.start : number.end] == number.text
    assert [n.text for n in find_numbers(text)] == ["1.2万余", "五六百"]


@pytest.mark.parametrize(
    ("mine", "other", "said"),
    [
        ("五六百", "560", True), ("五六百", "600", True), ("五六百", "700", False), ("600", "五六百", False),
        ("五六百", "五六百", True), ("五六百", "500—600", True), ("四五百", "五六百", False), ("三百余", "320", True),
        ("三百余", "300", False), ("三百余", "400", False), ("320", "三百余", False), ("几十", "35", True),
        ("几十", "135", False), ("上百", "128", True), ("十几", "15", True), ("十七八", "17", True), ("十七八", "19", False),
    ],
)  # fmt: skip
def test_a_range_is_said_by_what_lies_within_it(mine: str, other: str, said: bool) -> None:
    (one,), (two,) = values_in(mine + "人"), values_in(other + "人")
    assert one.is_said_by(two) is said
    assert all_said([one], [two]) is said


def test_values_that_cannot_both_be_true_do_not_overlap() -> None:
    some = Value(300, 400, is_open=True)
    assert some.overlaps(Value.exactly(320))
    assert not some.overlaps(Value.exactly(420))
    assert not some.overlaps(Value.exactly(400))
    assert Value(500, 600).overlaps(Value(600, 700))


@pytest.mark.parametrize(
    ("text", "value"),
    [("三", 3), ("第十二", 12), ("12", 12), ("二〇二六", 2026), ("两", 2), ("没有", 0), ("五六百字", 550)],
)
def test_whole_numbers_by_themselves(text: str, value: int) -> None:
    assert integer_in(text) == value


def test_years_are_written_digit_by_digit() -> None:
    assert write_digits(2024) == "二〇二四"


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_what_has_no_numeral_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        write_number(number)


@pytest.mark.parametrize("written", ["", "没有", "三个", "第三", "三百人"])
def test_what_is_not_one_numeral_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not one numeral"):
        value_of(written)

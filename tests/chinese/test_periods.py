"""Periods kept whole: one span with its years, whatever trade writes it."""

from __future__ import annotations

import pytest

from draftbot.chinese.dates import find_dates, is_signing_date, stretches, without_dates
from draftbot.chinese.numerals import plain_digits, values_in, write_number
from draftbot.chinese.periods import find_periods, year_named
from draftbot.chinese.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "first", "last", "year"),
    [
        # schools
        ("2025年秋季学期", 2025, 2025, 2025), ("2024-2025学年第二学期", 2024, 2025, 2025), ("2024—2025学年度第一学期", 2024, 2025, 2025),
        ("2024至2025学年", 2024, 2025, 2025), ("2024-25学年", 2024, 2025, 2025), ("2024学年", 2024, 2024, 2024), ("2024学年第二学期", 2024, 2025, 2025),
        ("2024-2025学年（第二学期）", 2024, 2025, 2025), ("2024-2025-2学期", 2024, 2025, 2025), ("二〇二四—二〇二五学年", 2024, 2025, 2025),
        # offices, firms, banks
        ("2025年上半年", 2025, 2025, 2025), ("2025年一季度", 2025, 2025, 2025), ("2025年第3季度", 2025, 2025, 2025), ("2025上半年", 2025, 2025, 2025),
        ("2025年前三季度", 2025, 2025, 2025), ("2025年度", 2025, 2025, 2025), ("２０２５年", 2025, 2025, 2025), ("2025财年", 2025, 2025, 2025),
        ("2025年1—3季度", 2025, 2025, 2025),
        ("2025会计年度", 2025, 2025, 2025), ("二0二五年", 2025, 2025, 2025), ("一九九八年", 1998, 1998, 1998), ("2021—2025年", 2021, 2025, 2025),
        ("2021年至2023年", 2021, 2023, 2023), ("2025年Q2", 2025, 2025, 2025),
        # sugar mills, heating, fleets, leagues: from one year into the next, no list of seasons needed
        ("2023/24榨季", 2023, 2024, 2024), ("2024-2025采暖季", 2024, 2025, 2025), ("2024—2025雪季", 2024, 2025, 2025), ("2024/25赛季", 2024, 2025, 2025),
        ("2024/2025水文年", 2024, 2025, 2025),
    ],
)  # fmt: skip
def test_a_period_is_one_span_with_its_years(text: str, first: int, last: int, year: int) -> None:
    plain = plain_digits(f"现将{text}工作情况汇报如下")
    (period,) = find_periods(plain)
    assert (period.first, period.last, period.year) == (first, last, year)
    (when,) = find_dates(plain)
    assert when.years == ((first,) if first == last else (first, last))
    (entity,) = find_quantities(plain)
    assert entity.text == plain[when.start : when.end]


def test_months_of_a_year_are_one_period_however_they_are_written() -> None:
    for first in range(1, 12):
        for last in range(first + 1, 13):
            written = [f"{first}{to}{last}月" for to in ("—", "-", "～", "至", "到")]
            written += [f"{first}月至{last}月", f"{write_number(first)}至{write_number(last)}月份"]
            periods = [find_periods(plain_digits(f"现将2025年{months}工作汇报如下")) for months in written]
            assert [[p.text.partition("年")[2] for p in found] for found in periods] == [
                [plain_digits(w)] for w in written
            ]
            assert len({found[0].part for found in periods}) == 1
            (entity,) = find_quantities(f"2025年{written[0]}，接待群众")
            assert entity.text == f"2025年{written[0]}"
    assert [find_periods(f"2025年{months}")[0].part for months in ("1至6月", "7-12月", "1—9月", "2至5月")] == [
        find_periods("2025年上半年")[0].part, find_periods("2025年下半年")[0].part, find_periods("2025年前三季度")[0].part, "二-五月",
    ]  # fmt: skip
    assert [p.text for p in find_periods("2025年3至5月10日，2025年3月至5月底")] == ["2025年", "2025年"]


def test_a_five_year_plan_is_the_years_it_runs() -> None:
    for number in range(10, 21):
        for plan in (f"“{write_number(number)}五”期间", f"{write_number(number)}五时期"):
            (period,) = find_periods(f"{plan}全面完成任务")
            assert (period.text, period.last) == (plan, 1955 + 5 * number), plan
            assert not find_quantities(plan)
            assert values_in(plan) == []
    assert find_periods("十五个期间，“十四五”规划") == []


def test_a_school_year_is_never_cut_in_two() -> None:
    for text in ("2024-2025学年第二学期", "2024—2025学年", "2024至2025学年度"):
        assert [p.text for p in find_periods(text)] == [e.text for e in find_quantities(text)] == [text]


@pytest.mark.parametrize(
    "text", ["2025人", "编号2024-1503", "2024-10-12", "2025.3.12", "电话 010-2024-2025", "2024", "共2025-2030件", "12024年"]
)  # fmt: skip
def test_what_names_no_period(text: str) -> None:
    assert find_periods(text) == []


@pytest.mark.parametrize(
    ("field", "year"),
    [
        ("2025", 2025), ("2025-10", 2025), ("2024年9月至2025年7月", 2025), ("2025防汛工作总结", 2025), ("二〇二五年", 2025),
        ("1.2024年工作", 2024), ("本学期", None), ("", None), ("2023年、2024年", 2024),
    ],
)  # fmt: skip
def test_fields_and_titles_may_name_a_bare_year(field: str, year: int | None) -> None:
    assert year_named(plain_digits(field), bare=True) == year


@pytest.mark.parametrize(
    ("said", "known", "covered"),
    [
        ("2024-2025学年第二学期", "2024—2025学年度第2学期", True), ("2024-2025学年", "2024—2025学年第二学期", True), ("2024-2025学年第一学期", "2024—2025学年第二学期", False),
        ("2024-2025学年秋季学期", "2024-2025学年第一学期", True), ("2023-2024学年", "2024-2025学年", False), ("2025年上半年", "2025年下半年", False),
        ("2025年第一季度", "2025年1季度", True), ("2025年", "2025年上半年", True), ("2025年上半年", "2025年", True), ("2024-2025学年", "2025年", False),
        ("2025年3月", "2024-2025学年", False), ("8:30", "2025年", False), ("2021—2025年", "2024-2025学年", False),
    ],
)  # fmt: skip
def test_a_period_is_covered_by_one_that_says_as_much(said: str, known: str, covered: bool) -> None:
    (mine,), (theirs,) = find_dates(said), find_dates(known)
    assert mine.is_within(theirs) is covered


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("2025年幼儿园防汛工作总结", "|幼儿园防汛工作总结"), ("2024-2025学年第二学期德育工作总结", "|德育工作总结"), ("2025年1—6月安全生产情况", "|安全生产情况"),
        ("关于2025年上半年信访工作的汇报", "关于|信访工作的汇报"), ("2025防汛总结", "|防汛总结"), ("3月份消防检查通报", "|消防检查通报"), ("2023/24榨季生产总结", "|榨季生产总结"),
    ],
)  # fmt: skip
def test_a_title_without_its_period_keeps_what_it_is_about(title: str, left: str) -> None:
    assert without_dates(plain_digits(title), "|") == left


def test_dates_that_belong_together_make_one_stretch() -> None:
    plain = "3月5日至12日开展培训，6月、9月各演练一次，8:00—11:30值班，2025年3月底前完成"
    found = [plain[start:end] for start, end, _ in stretches(plain, find_dates(plain))]
    assert found == ["3月5日至12日", "6月、9月", "8:00—11:30", "2025年3月底"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("三月五日签订", [(None, 3, 5)]), ("10日内办结", []), ("三日内查清", []), ("3号机组", []), ("晚上8点集合", [(8, 0)]), ("4月中旬", [(None, 4, None)]),
        ("2007年中、高等职业教育", [(2007, None, None)]), ("2025年初中毕业班", [(2025, None, None)]), ("三年级", []), ("廿五日召开", [(None, None, 25)]), ("5月饼", []),
    ],
)  # fmt: skip
def test_dates_end_where_they_end(text: str, parts: list[tuple[int | None, ...]]) -> None:
    assert [when.parts for when in find_dates(text)] == parts


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("2024年12月6日", True),
        ("（二〇二四年十二月）", True),
        ("20XX年X月X日", True),
        ("2024年12月6日开会", False),
    ],
)
def test_a_line_that_only_dates(line: str, signs: bool) -> None:
    assert is_signing_date(line) is signs

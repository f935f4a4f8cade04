"""Figures and dates as values: what counts as a fact, and which facts are the same."""

from __future__ import annotations

import pytest

from draftbot.chinese.dates import find_dates
from draftbot.chinese.figures import Figure, find_stated
from draftbot.chinese.numerals import Value, plain_digits


def find_figures(text: str) -> tuple[Figure, ...]:
    return find_stated(plain_digits(text)).figures


@pytest.mark.parametrize(
    "text",
    [
        "落实三会一课、一岗双责制度", "推进两学一做学习教育", "坚持四不两直", "严格三重一大程序", "一是成立小组，二是排查隐患，三要抓好落实",
        "（二）加强值班", "1.加强值班。2.备足物资", "（1）加强值班", "①加强值班", "第一，加强领导；第二，落实责任", "第三届运动会", "从五个方面入手",
        "贯彻党的二十大精神", "落实十四五规划", "实行24小时值班", "一对一帮扶", "五位一体", "六一儿童节", "一律统一一致", "千方百计、四面八方", "十分重视",
        "拨打119电话", "幼儿一日生活", "进行二次修改", "六年级学生", "启动三级响应", "进入第二年", "一名幼儿", "一次会议", "中国二十一世纪",
    ],
)  # fmt: skip
def test_what_only_numbers_the_text_or_is_a_set_phrase_is_no_figure(text: str) -> None:
    assert find_figures(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("320人", 320, "people"), ("３２０名", 320, "people"), ("三百二十位", 320, "people"), ("1.2万人", 12000, "people"),
        ("一万二千人次", 12000, "people"), ("百分之九十八点五", 98.5, "share"), ("98.5%", 98.5, "share"), ("98.5个百分点", 98.5, "share"), ("九成", 90, "share"),
        ("四分之三", 75, "share"), ("8.6万元", 86000, "money"), ("捌万陆仟元", 86000, "money"), ("1亿3000万元", 1.3e8, "money"), ("3个月", 3, "time"), ("3年", 36, "time"),
        ("两个半小时", 9000, "time"), ("十分钟", 600, "time"), ("三次", 3, "times"), ("57处", 57, "things"), ("五十七处", 57, "things"), ("１,２８０平方米", 1280, "area"),
        ("二人", 2, "people"), ("共320", 320, ""),
    ],
)  # fmt: skip
def test_a_figure_is_read_in_every_way_of_writing(text: str, value: float, kind: str) -> None:
    (figure,) = find_figures(text)
    assert (figure.value, figure.kind) == (Value.exactly(value), kind)


@pytest.mark.parametrize(
    ("said", "known", "same"),
    [
        ("三百二十名", "320人", True), ("320", "320人", True), ("320人", "参加人数：320", True), ("1.2万元", "12000元", True), ("98.5%", "百分之九十八点五", True),
        ("300余人", "320人", True), ("百余人", "128人", True), ("300余人", "420人", False), ("320人", "300余人", False), ("2名", "2次", False), ("321人", "320人", False),
    ],
)  # fmt: skip
def test_equal_facts_are_equal_however_written(said: str, known: str, same: bool) -> None:
    assert find_figures(said)[0].is_said_by(find_figures(known)[0]) is same


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2025年3月5日至12日", [(2025, 3, 5), (2025, 3, 12)]), ("3月、9月", [(None, 3, None), (None, 9, None)]), ("二〇二四年三月十二日", [(2024, 3, 12)]),
        ("2024-2025学年", [(2024, None, None)]), ("2025.3.12", [(2025, 3, 12)]), ("3月5日和9月12日", [(None, 3, 5), (None, 9, 12)]),
        ("于2023年4月，2024年5月", [(2023, 4, None), (2024, 5, None)]), ("2025 年 3 月 5 日", [(2025, 3, 5)]), ("上午8:30", [(8, 30)]), ("八点三十分", [(8, 30)]),
        ("每月2次", []), ("3个月", []), ("三个月内", []), ("12号楼", []), ("第3号", []), ("24小时", []), ("10点要求", []), ("一日生活", []),
    ],
)  # fmt: skip
def test_dates_are_read_part_by_part(text: str, parts: list[tuple[int | None, ...]]) -> None:
    assert [when.parts for when in find_dates(text)] == parts


def test_a_date_is_covered_only_by_one_that_says_as_much() -> None:
    (known,) = find_dates("2025年3月5日")
    for text, covered in (
        ("3月", True),
        ("3月5日", True),
        ("2025年", True),
        ("3月6日", False),
        ("2024年3月5日", False),
    ):
        assert find_dates(text)[0].is_within(known) is covered, text
    assert not find_dates("3月5日")[0].is_within(find_dates("3月")[0])

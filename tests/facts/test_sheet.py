"""The fact sheet: what cannot be read, then what is read and given back."""

from __future__ import annotations

import pytest

from draftbot.domain import Fact, FactSheet
from draftbot.errors import BadFacts
from draftbot.facts.sheet import (
    parse_facts,
    period_year,
    write_facts,
    written_date,
)

SHEET = """\
单位: 向阳幼儿园
时间: 2025
署名: 向阳幼儿园
日期: 2025-12-05
负责人: [园长周敏, 李岚]
事实:
  - 3月、9月开展消防演练2次，320人参加
  - 内容: 更换灭火器18具
    部分: 主要做法
"""


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ('单位: 向阳幼儿园\n负责人: ["园长', "第3行", "line 3"),
        ("事实:\n  - [演练2次", "第3行", "line 3"),
        ("unitt: 向阳幼儿园", "不认识“unitt”", "“unitt” is not a known key"),
        ("单位: 甲园\n学校: x\n单位: 乙园", "“单位”写了两次", "“unit” is given twice"),
        (
            "事实:\n  - 甲\n单位: 甲园\n单位: 乙园",
            "第4行的“单位”前面已经写过",
            "line 4: “单位” is given twice",
        ),
        ("单位: 甲园\nunit: 乙园", "“单位”写了两次", "“unit” is given twice"),
        ("单位: [甲园, 乙园]", "“单位”只能写一个值", "takes one value"),
        ("日期: 2025-02-30", "没有“2025-02-30”这一天", "no such day"),
        ("事实:\n  - 部分: 安全工作", "没有“内容”", "has no “text”"),
        ("事实:\n  - 内容: [甲]", "只能写一行", "one line"),
        ("负责人: {园长: {姓名: 周敏}}", "“负责人”", "leaders"),
        ("甲: &x 1\n乙: *x", "引用", "aliases"),
        ("[" * 50_000, "层次太深", "nested too deeply"),
        ("单位: 甲\n---\n单位: 乙", "第二份", "second document"),
    ],
)
def test_a_broken_sheet_is_refused_saying_why(text: str, zh: str, en: str) -> None:
    with pytest.raises(BadFacts) as refused:
        parse_facts(text)
    assert zh in refused.value.message("zh")
    assert en in refused.value.message("en")


def test_an_overlong_sheet_is_refused() -> None:
    with pytest.raises(BadFacts, match="太长"):
        parse_facts("事实:\n" + "  - 演练\n" * 50_000)


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff", "# 只有注释\n"])
def test_nothing_gives_an_empty_sheet(text: str) -> None:
    assert parse_facts(text) == FactSheet()


def test_yaml_keeps_what_was_typed() -> None:
    assert parse_facts(SHEET) == FactSheet(
        unit="向阳幼儿园",
        period="2025年",
        author="向阳幼儿园",
        date="2025年12月5日",
        leaders=("园长周敏", "李岚"),
        facts=(
            Fact("3月、9月开展消防演练2次，320人参加"),
            Fact("更换灭火器18具", section="主要做法"),
        ),
    )


def test_english_keys_and_full_width_colons_read_the_same() -> None:
    english = SHEET.replace("单位", "unit").replace("时间", "Period").replace("署名", "author")
    english = english.replace("日期", "date").replace("负责人", "leaders").replace("事实", "facts")
    english = english.replace("内容", "text").replace("部分", "section")
    assert parse_facts(english) == parse_facts(SHEET)
    assert parse_facts(SHEET.replace(": ", "：")) == parse_facts(SHEET)


@pytest.mark.parametrize(
    "text",
    [
        "单位：向阳幼儿园\n时间：2025\n开展演练2次\n投入3.5万元",
        "单位：向阳幼儿园\n时间：2025\n1. 开展演练2次\n2、投入3.5万元",
        "　　单位：向阳幼儿园\n　　时间：2025年\n　　·开展演练2次\n　　（2）投入3.5万元",
        "单位: 向阳幼儿园\r\n时间: 2025年\r\n- 开展演练2次\r\n- 投入3.5万元",
        "单位: 向阳幼儿园\n时间: 2025年\n事实: |\n  开展演练2次\n  投入3.5万元",
    ],
)
def test_plain_lines_are_accepted(text: str) -> None:
    sheet = parse_facts(text)
    assert (sheet.unit, sheet.period) == ("向阳幼儿园", "2025年")
    assert sheet.facts == (Fact("开展演练2次"), Fact("投入3.5万元"))


@pytest.mark.parametrize(
    "line", ["3.5万元用于更换电路", "12.5%的家庭参加", "2025年新增床位30张", "-5℃以下停课"]
)
def test_a_number_that_begins_a_fact_is_not_a_list_number(line: str) -> None:
    assert parse_facts(f"{line}\n另一条").facts[0] == Fact(line)


def test_no_value_becomes_something_else() -> None:
    sheet = parse_facts('事实:\n  - 2025-12-20\n  - 007\n  - 否\n  - 1e3\n  - 12:30\n  - "null"')
    assert [fact.text for fact in sheet.facts] == ["2025-12-20", "007", "否", "1e3", "12:30", "null"]


def test_json_is_read_and_its_null_is_nothing() -> None:
    sheet = parse_facts(
        '{"unit": "甲园", "period": null, "leaders": [], "facts": [{"text": "乙", "section": null}]}'
    )
    assert sheet == FactSheet(unit="甲园", facts=(Fact("乙"),))


def test_facts_written_with_a_name_or_under_a_section() -> None:
    sheet = parse_facts(
        "参加人数: 320\n安全工作:\n  - 演练2次\n事实:\n  - 投入: 3.5万元\n  - 保教工作: [教研12次]"
    )
    assert sheet.facts == (
        Fact("参加人数：320"),
        Fact("演练2次", "安全工作"),
        Fact("投入：3.5万元"),
        Fact("教研12次", "保教工作"),
    )


def test_the_same_fact_twice_is_one_fact() -> None:
    assert parse_facts("- 演练2次\n- 演练2次").facts == (Fact("演练2次"),)


@pytest.mark.parametrize(
    "sheet",
    [
        FactSheet(),
        parse_facts(SHEET),
        FactSheet(unit="甲: 乙", facts=(Fact("a: b"), Fact("- c"), Fact("#d"), Fact("“{}”"), Fact("是"))),
        FactSheet(facts=(Fact("第一行"), Fact("内容", "部分"))),
    ],
)
def test_a_written_sheet_reads_back(sheet: FactSheet) -> None:
    assert parse_facts(write_facts(sheet)) == sheet


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2025-12-20", "2025年12月20日"),
        ("2025/1/5", "2025年1月5日"),
        ("2025.01.05", "2025年1月5日"),
        ("2025年01月05日", "2025年1月5日"),
        ("2025年12月", "2025年12月"),
        ("年底", "年底"),
        ("", ""),
    ],
)
def test_a_date_is_written_without_zero_padding(typed: str, written: str) -> None:
    assert written_date(typed) == written


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("2025年", 2025), ("2025年度", 2025), ("2024—2025学年第一学期", 2025), ("二〇二五年", 2025),
        ("2021年至2025年", 2025), ("今年", None), ("", None), ("第12025号", None),
    ],
)  # fmt: skip
def test_the_year_of_a_period(period: str, year: int | None) -> None:
    assert period_year(FactSheet(period=period)) == year

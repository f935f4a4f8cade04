"""Numbers read in every family, written by the rules, placed at their depth."""

from __future__ import annotations

import pytest

from draftbot.chinese.enumerators import (
    ITEM,
    Family,
    enumerators_in,
    format_number,
    is_serial,
    numbers_of_text,
    parse_number,
    parse_outline_lines,
    without_enumerator,
)


@pytest.mark.parametrize(
    ("line", "family", "ordinal", "rest"),
    [
        ("一、基本情况", Family.HAN, 1, "基本情况"),
        ("十二、附则", Family.HAN, 12, "附则"),
        ("一．概况", Family.HAN, 1, "概况"),
        ("（一）组织", Family.HAN_BRACKET, 1, "组织"),
        ("(二十一)组织", Family.HAN_BRACKET, 21, "组织"),
        ("（一 ）、组织", Family.HAN_BRACKET, 1, "组织"),
        ("㈢交通", Family.HAN_BRACKET, 3, "交通"),
        ("1.经费", Family.ARABIC, 1, "经费"),
        ("1．经费", Family.ARABIC, 1, "经费"),
        ("⒉经费", Family.ARABIC, 2, "经费"),
        ("1.8月20日开学", Family.ARABIC, 1, "8月20日开学"),
        ("12、经费", Family.ARABIC_COMMA, 12, "经费"),
        ("（3）宿舍", Family.BRACKET, 3, "宿舍"),
        ("3）宿舍", Family.BRACKET, 3, "宿舍"),
        ("⑷宿舍", Family.BRACKET, 4, "宿舍"),
        ("⑩宿舍", Family.CIRCLE, 10, "宿舍"),
        ("第一，抓班子", Family.ORDER, 1, "抓班子"),
        ("其二、抓队伍", Family.ORDER, 2, "抓队伍"),
        ("三是抓作风", Family.POINT, 3, "抓作风"),
        ("四要抓落实", Family.POINT, 4, "抓落实"),
        ("第三章 保障", Family.CHAPTER, 3, "保障"),
        ("第二節 保障", Family.CLAUSE, 2, "保障"),
        ("第二部分：打算", Family.PART, 2, "打算"),
        ("2.1 机制", Family.DECIMAL, 1, "机制"),
        ("2.1.3机制", Family.DECIMAL, 3, "机制"),
        ("2 机制", Family.BARE, 2, "机制"),
        ("2机制", Family.BARE, 2, "机制"),
        ("\u3000\u3000一、情况", Family.HAN, 1, "情况"),
    ],
)
def test_every_family(line: str, family: Family, ordinal: int, rest: str) -> None:
    number = parse_number(line)
    assert number is not None
    assert (number.family, number.ordinal, line[number.end :]) == (family, ordinal, rest)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "2024年工作",
        "3.5万元",
        "8:00开始",
        "12个班级",
        "第一小学",
        "一年来",
        "一些问题",
        "10kV线路",
        "2.5%的家长",
        "二〇二四年",
        "（详见附件）",
    ],
)
def test_what_is_no_number(line: str) -> None:
    assert parse_number(line) is None


def test_numbers_as_the_rules_write_them() -> None:
    assert [format_number(level, 3) for level in range(1, 7)] == ["三、", "（三）", "3.", "（3）", "③", "③"]
    assert format_number(1, 23) == "二十三、"
    assert format_number(5, 21) == "（21）"


def test_an_outline_in_plain_text() -> None:
    text = "2024年工作总结\n\n一、基本情况\n二、主要做法\n（一）领导\n1. 专班\n2、例会\n（二）投入\n三、问题"
    assert parse_outline_lines(text) == [
        (0, "2024年工作总结"), (1, "基本情况"), (1, "主要做法"), (2, "领导"), (3, "专班"), (3, "例会"), (2, "投入"), (1, "问题"),
    ]  # fmt: skip


def test_an_outline_without_numbers_is_flat_and_marks_count() -> None:
    assert parse_outline_lines("基本情况\n主要做法") == [(1, "基本情况"), (1, "主要做法")]
    assert parse_outline_lines("# 一、情况\n## 细目") == [(1, "情况"), (2, "细目")]


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("一是加强领导。", "加强领导。"), ("三要抓落实", "抓落实"), ("第一，抓班子", "抓班子"), ("其一是抓班子", "抓班子"), ("（二）开展检查", "开展检查"),
        ("(3)检查", "检查"), ("1.检查", "检查"), ("12、检查", "检查"), ("①检查", "检查"), ("首先，检查", "检查"), ("其次检查", "检查"), ("  一、检查", "检查"),
        # several numbers, an amount, a heading
        ("一、二年级参加", "一、二年级参加"), ("3、4月开展", "3、4月开展"), ("3.5万元到账", "3.5万元到账"), ("第一小学参加", "第一小学参加"), ("一年来", "一年来"),
    ],
)  # fmt: skip
def test_a_sentence_without_its_enumerator(sentence: str, left: str) -> None:
    assert without_enumerator(sentence) == left


def test_what_numbers_running_text() -> None:
    text = "一是检查，二要整改。（三）演练第三次；1.值守。其一，七、八十人到场"
    assert [text[a:b] for a, b in sorted(enumerators_in(text))] == ["一是", "二要", "（三）", "1.", "其一"]
    assert "第三" in [text[a:b] for a, b in numbers_of_text(text)]


@pytest.mark.parametrize(
    ("cell", "serial"), [("1", True), ("（三）", True), ("十二、", True), ("12人", False), ("", False)]
)
def test_the_number_of_a_row(cell: str, serial: bool) -> None:
    assert is_serial(cell) is serial


def test_an_item_of_a_list() -> None:
    texts = ("二是检查", "（十二）检查", "1.检查", "二十检查", "1.5万元")
    assert [bool(ITEM.match(text)) for text in texts] == [True, True, True, False, False]

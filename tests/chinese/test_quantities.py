"""What belongs to one unit and one year, found by its form."""

from __future__ import annotations

from itertools import pairwise

import pytest

from draftbot.chinese.quantities import Kind, find_quantities


def found(text: str) -> list[tuple[str, str]]:
    return [(e.text, e.label) for e in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全园320名师生参加演练", [("320名", "人数")]),
        ("整改率达到94.1%", [("94.1%", "比例")]),
        ("完成率百分之九十五", [("百分之九十五", "比例")]),
        ("投入资金12.5万元", [("12.5万元", "金额")]),
        ("排查隐患三十六处", [("三十六处", "个数")]),
        ("组织演练两次", [("两次", "次数")]),
        ("参考率二成七", [("二成七", "比例")]),
        ("菜地二亩三分", [("二亩三分", "面积")]),
        ("平均用时三分二十秒", [("三分二十秒", "时长")]),
        ("于2024年6月19日开展", [("2024年6月19日", "日期")]),
        ("3月至9月", [("3月至9月", "日期")]),
        ("根据青教〔2024〕3号文件", [("根据青教〔2024〕3号", "文号")]),
        ("二〇二四年", [("二〇二四年", "年份")]),
        ("上午10时30分集合", [("10时30分", "时间")]),
        ("含糖点心由每周三次减至一次", [("三次", "次数"), ("一次", "次数")]),
        ("组织第十二届推普周活动", [("第十二届", "届次")]),
        ("疏散时间缩短到3分05秒", [("3分05秒", "时长")]),
        ("晨检由十几秒延长到半分钟", [("十几秒", "时长"), ("半分钟", "时长")]),
        ("在三至六年级试行", [("三至六年级", "年级")]),
        ("小学一年级新生入学", []),
        ("每年3月底前修订一次预案", [("3月底", "日期")]),
    ],
)
def test_each_kind_is_found_whole(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "落实一岗双责和三级责任制", "做到三个到位", "坚持24小时值班", "第一时间报告", "贯彻党的二十大精神",
        "一是加强领导", "组织一次演练", "各部门齐抓共管", "安排专人关心留守学生",
        "校长应带头执行", "教师成长周期较长", "报园长方案审核", "二次供水设施", "三分耕耘七分收获",
    ],
)  # fmt: skip
def test_set_phrases_are_no_facts(text: str) -> None:
    assert found(text) == []


def test_quantities_never_overlap() -> None:
    entities = find_quantities("2024年3月5日至9月，带领320名师生投入12.5万元开展3次演练，合格率98%。")
    assert all(a.end <= b.start for a, b in pairwise(entities))
    assert {e.kind for e in entities} >= {Kind.DATE, Kind.QUANTITY}

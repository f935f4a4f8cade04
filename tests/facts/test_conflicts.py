"""Facts that contradict each other, or the sheet's own fields."""

from __future__ import annotations

import pytest

from draftbot.domain import Fact, FactSheet
from draftbot.facts.conflicts import conflicts
from making.finders import finder
from making.trades import shipped_trades
from telling import zh


def sheet(*facts: str, **fields: object) -> FactSheet:
    return FactSheet(facts=tuple(map(Fact, facts)), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (sheet("消防演练参加320人", "消防演练参加300人"), ("320人", "300人")),
        (sheet("3月、9月开展消防演练2次，320人参加", "开展消防演练2次，300人参加"), ("320人", "300人")),
        (sheet("全园现有10个班，286名幼儿", "现有12个班，幼儿286人"), ("10个班", "12个班")),
        (sheet("开展消防演练两次", "开展消防演练4次"), ("两次", "4次")),
        (sheet("家长满意度98%", "家长满意度96%"), ("98%", "96%")),
        (sheet("投入资金3.5万元", "投入资金36000元"), ("3.5万元", "36000元")),
        (sheet("消防演练参加五六百人", "消防演练参加700人"), ("五六百人", "700人")),
        (sheet("护林巡查20公里", "护林巡查3000米"), ("20公里", "3000米")),
        (sheet("2023年秋季学期开展演练2次", period="2024-2025学年第二学期"), ("2023年", "第二学期")),
        (sheet("2024年3月开展演练2次", period="2025年"), ("2024年", "2025年")),
        (sheet("园长李娜带队检查", leaders=("园长周敏",)), ("李娜", "周敏")),
        (sheet("我校组织演练2次", unit="向阳幼儿园"), ("我校", "向阳幼儿园")),
        (sheet(date="2024年12月1日", period="2025年"), ("2024年12月1日", "2025年")),
    ],
)
def test_a_contradiction_is_told_with_both_sides(given: FactSheet, names: tuple[str, ...]) -> None:
    told = zh(*conflicts(given, finder(), shipped_trades()))
    assert all(name in told for name in names)
    assert told.endswith("请核对。")


@pytest.mark.parametrize(
    "given",
    [
        FactSheet(),
        sheet("", "　"),
        sheet("3月开展演练1次，120人参加", "9月开展演练1次，200人参加"),
        sheet("小班幼儿90人", "大班幼儿86人"),
        sheet("投入资金3.5万元", "投入资金35000元"),
        sheet("开展消防演练三次", "开展消防演练3次"),
        sheet("消防演练参加五六百人", "消防演练参加560人"),
        sheet("消防演练参加三百余人", "消防演练参加320人"),
        sheet("护林巡查2公里", "护林巡查2000米"),
        sheet("2024-2025学年第二学期开展教研20次", period="2025年"),
        sheet("2025年春季学期开展教研20次", period="2024-2025学年第二学期"),
        sheet("更换灭火器18具", "购置灭火器20具"),
        sheet("演练2次", "演练2次"),
        sheet("满意度比2024年提高3个百分点", "本人2018年起任园长", "2026年将改造厨房", period="2025年"),
        sheet("2024—2025学年开展教研20次", period="2024—2025学年"),
        sheet("副园长张敏带队检查", leaders=("园长周敏",)),
        sheet("教师32人", "保育员18人"),
    ],
)
def test_what_can_all_be_true_is_no_contradiction(given: FactSheet) -> None:
    assert conflicts(given, finder(), shipped_trades()) == ()

"""Blanks filled by what they are called, one or several in a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.understanding import understand
from draftbot.conversation.understanding.blanks_filled import with_blanks_filled
from making.handmade import handmade
from making.readers import reader

STATION = """
任职情况
本人现任站长，【待补：到任的时间】到任，主要负责【待补：分管的工作】。
我【待补：完成的主要任务】，年度考核目标【待补：完成情况】。

主要工作
（一）索道检修。 全年检修支架【待补：个数】座，更换托索轮【待补：数量】组，停运比上年减少【待补：比例】。
（二）应急救援。 由【待补：牵头领导】负责，【待补：责任部门】具体落实，演练时间安排在【待补：救援演练的起止时间】。
（三）客运服务。 接待游客【待补：人数】人次，投诉【待补：个数】件，起止时间是【待补：从何时到何时】。

存在问题
司机平均年龄【待补：时长】岁，仍有【待补：个数】个站房没有备用电源，钢丝绳【待补：损坏的情况】。
"""
FILLED = {
    "到任的时间填2021年9月，分管的工作填检修和救援，年度考核目标填全部完成": {
        1: "2021年9月",
        2: "检修和救援",
        4: "全部完成",
    },
    "年度考核目标那个空填全部完成": {4: "全部完成"},
    "把牵头领导填成副站长": {8: "副站长"},
    "责任部门填机务班，牵头领导那里写副站长": {8: "副站长", 9: "机务班"},
    "停运比上年减少填12%": {7: "12%"},
    "减少多少那个空是12%": {7: "12%"},
    "起止时间填3月至11月": {13: "3月至11月"},
    "救援演练的起止时间填5月6日至8日": {10: "5月6日至8日"},
    "检修支架填31座，更换托索轮填6组": {5: "31座", 6: "6组"},
    "平均年龄填46岁，备用电源那儿填2个站房": {14: "46岁", 15: "2个站房"},
    "“钢丝绳”后面应该是锈蚀": {16: "锈蚀"},
    "游客人数那个空填81200人次吧": {11: "81200人次"},
    "完成的主要任务填成立检修队": {3: "成立检修队"},
}


@pytest.mark.parametrize("message", FILLED)
def test_a_blank_is_filled_by_its_name(message: str, tmp_path: Path) -> None:
    filled, rest = with_blanks_filled(message, handmade(STATION))
    assert {f.number: f.text for f in filled if isinstance(f, do.FillBlank)} == FILLED[message]
    assert not rest
    read = understand(message, handmade(STATION), reader(tmp_path))
    assert [f.number for f in read if isinstance(f, do.FillBlank)] == sorted(FILLED[message], reverse=True)


@pytest.mark.parametrize(
    "message",
    [
        "今年回填弃土3万方",
        "填报系统上线了，运行平稳",
        "全站向水库填了12车沙",
        "第3处空填320",
        "还有哪些空没填？",
        "体重填成62公斤",
        "都填到存在问题那两个空里",
    ],
)
def test_what_names_no_blank_is_left_as_it_is(message: str) -> None:
    assert with_blanks_filled(message, handmade(STATION)) == ([], message)


def test_what_stands_beside_a_fill_is_read_as_ever(tmp_path: Path) -> None:
    read = understand("第三部分删掉，年度考核目标填全部完成", handmade(STATION), reader(tmp_path))
    assert read == [do.FillBlank("全部完成", 4), do.RemoveSection("存在问题")]


def test_a_name_that_shares_no_word_with_a_blank_is_asked_about() -> None:
    drill = "宣传培训\n本站先后【待补：宣传培训采取的措施】，参与的有【待补：宣传培训参加的部门和人员】，【待补：宣传培训的结果、有数字的写数字】。"
    (asked,), _ = with_blanks_filled("参训人数那个空填18", handmade(drill))
    assert isinstance(asked, do.NotUnderstood)


def test_an_order_to_fill_what_was_just_told_is_no_part_of_it() -> None:
    assert with_blanks_filled("客运量减少8万人次，填上", handmade(STATION)) == ([], "客运量减少8万人次")


def test_numbers_of_blanks_are_those_before_the_message_however_they_are_filled(tmp_path: Path) -> None:
    read = understand("全年检修支架31座，年度考核目标填全部完成", handmade(STATION), reader(tmp_path))
    assert [action.number for action in read if isinstance(action, do.FillBlank)] == [5, 4]

"""Ordinary Chinese to actions."""

from __future__ import annotations

import pytest

from draftbot.drafting import actions as do
from draftbot.drafting.understanding import understand

GENRES = ["工作总结", "工作汇报", "述职报告", "实施方案"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("帮我起草一份2025年幼儿园防汛工作总结", [do.WriteDraft("2025年幼儿园防汛工作总结")]),
        ("请帮我写一篇关于消防安全的工作汇报。", [do.WriteDraft("消防安全的工作汇报")]),
        ("2025年校园安全工作总结", [do.WriteDraft("2025年校园安全工作总结")]),
        ("重新起草", [do.WriteDraft()]),
        ("换一种写法", [do.WriteDraft(another=True)]),
        ("我们园叫向阳幼儿园", [do.SetFact("unit", "向阳幼儿园")]),
        ("单位：向阳幼儿园", [do.SetFact("unit", "向阳幼儿园")]),
        ("把安全工作删掉", [do.RemoveSection("安全工作")]),
        ("删除第三部分", [do.RemoveSection("第三部分")]),
        ("把第一部分改名为工作概况", [do.RenameSection("第一部分", "工作概况")]),
        ("在第二部分后面加家园共育", [do.AddSection("家园共育", "第二部分")]),
        ("把经验体会移到第二部分", [do.MoveSection("经验体会", 2)]),
        ("第二部分再具体一点", [do.RewriteSection("第二部分", "longer")]),
        ("第三部分短一些", [do.RewriteSection("第三部分", "shorter")]),
        ("重写存在的问题", [do.RewriteSection("存在的问题", "again")]),
        ("整体压到2500字", [do.SetLength(2500)]),
        ("3000字左右", [do.SetLength(3000)]),
        ("第二部分写到一千字", [do.SetLength(1000, "第二部分")]),
        ("检索：防汛值班制度", [do.SearchPassages("防汛值班制度")]),
        ("帮我找一下关于消防演练的段落", [do.SearchPassages("消防演练")]),
        ("导出Word", [do.Export("docx")]),
        ("下载为markdown", [do.Export("md")]),
        ("看看提纲", [do.ShowOutline()]),
        ("换成述职报告", [do.ChooseGenre("述职报告")]),
        ("不用大模型", [do.UseModel(False)]),
        ("帮助", [do.ShowHelp()]),
        ("事实：北门外排水沟盖板已更换", [do.AddFact("北门外排水沟盖板已更换")]),
        ("3月、9月开展消防演练2次，320人参加", [do.AddFact("3月、9月开展消防演练2次，320人参加")]),
    ],
)
def test_what_people_say_is_understood(message: str, expected: list[do.Action]) -> None:
    assert understand(message, GENRES) == expected


def test_several_wishes_in_one_message_are_all_done_drafting_last() -> None:
    message = "帮我起草一份2025年幼儿园防汛工作总结，3000字左右。我们园叫向阳幼儿园。全年组织演练4次"
    assert understand(message, GENRES) == [
        do.SetLength(3000),
        do.SetFact("unit", "向阳幼儿园"),
        do.AddFact("全年组织演练4次"),
        do.WriteDraft("2025年幼儿园防汛工作总结"),
    ]


@pytest.mark.parametrize("message", ["你好呀", "今天天气不错", "这个怎么样"])
def test_what_is_not_understood_is_said_so(message: str) -> None:
    assert understand(message, GENRES) == [do.NotUnderstood(message)]


def test_traditional_messages_are_understood() -> None:
    assert understand("把第一部分刪掉", GENRES) == [do.RemoveSection("第一部分")]

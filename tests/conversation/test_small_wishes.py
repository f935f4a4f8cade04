"""Small wishes, each done and nothing beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import understand
from draftbot.drafts.addresses import LAST, Where
from making.handmade import handmade
from making.readers import reader

QUARRY = """
基本情况
- 全场现有矿工52人，开采矿石18万吨。

主要工作
（一）爆破管理。
- 组织爆破作业86次，雷管清退率97.1%。
（二）设备保养。
- 更换破碎机锤头24只。
（三）人员培训。
- 培训6期，参加310人次。

存在的问题
一是粉碎机老化。 二是洒水降尘不够。 三是边坡监测点少。 四是值守人手不足。

明年打算
1.更换粉碎机。 2.增设监测点4处。 3.修缮工棚。 4.招聘安全员2名。
"""


@cache
def at_the_quarry() -> View:
    made = handmade(QUARRY)
    facts = replace(made.conversation.facts, unit="赤柏岭采石场")
    conversation = replace(made.conversation, title="赤柏岭采石场2026年工作总结", facts=facts)
    return replace(made, conversation=conversation)


def said(message: str) -> list[do.Action]:
    return understand(message, at_the_quarry(), reader(Path("unused")))


@pytest.mark.parametrize(
    "message",
    [
        "成员单位有县应急管理局、县交通运输局、石门街道办事处",
        "协办单位是县气象局",
        "明年打算里加一条建成石门中学安全教育点",
    ],
)
def test_another_bodys_name_is_not_the_users_own_unit(message: str) -> None:
    assert not [one for one in said(message) if isinstance(one, do.SetFact)]


@pytest.mark.parametrize(
    "message",
    ["我们单位叫赤柏岭建材中心", "单位：赤柏岭建材中心", "单位怎么变成石门街道了，麻烦改回赤柏岭建材中心"],
)
def test_a_unit_that_is_told_as_ones_own_is_taken(message: str) -> None:
    (one,) = said(message)
    assert isinstance(one, do.SetFact)
    assert (one.field, one.value) == ("unit", "赤柏岭建材中心")


DONE: dict[str, list[do.Action]] = {
    "粉碎机老化那条去掉，重新买了": [do.DeleteSentence(Where(quote="粉碎机老化"))],
    "明年打算加一条K7+200处边坡加固": [do.AddSentence("4.K7+200处边坡加固", "明年打算", LAST)],
    "加一句阮大江被评为市级安全标兵": [do.AddFact("阮大江被评为市级安全标兵")],
    "问题里面就别再提边坡监测了": [do.DeleteSentence(Where(quote="边坡监测点少"))],
    "打算前两条和第四条删掉": [
        do.DeleteSentence(Where(quote="更换粉碎机")),
        do.DeleteSentence(Where(quote="增设监测点4处")),
        do.DeleteSentence(Where(quote="招聘安全员2名")),
    ],
    "不足后两条都删了": [
        do.DeleteSentence(Where(quote="边坡监测点少")),
        do.DeleteSentence(Where(quote="值守人手不足")),
    ],
    "不足第二条、第七条都删掉": [
        do.DeleteSentence(Where(quote="洒水降尘不够")),
        do.NotUnderstood("不足第七条"),
    ],
    "不足第七条删掉": [do.NotUnderstood("不足第七条")],
    "参加310人次那半句删了，改成：全员持证上岗": [do.ReplaceText("参加310人次", "全员持证上岗")],
    "雷管清退率刚才写错了，应该是98.6%": [
        do.ChangeFact("97.1%", "98.6%", "组织爆破作业86次，雷管清退率97.1%")
    ],
    "开采矿石还是19万吨，培训改成7期": [
        do.ChangeFact("18万吨", "19万吨", "全场现有矿工52人，开采矿石18万吨"),
        do.ChangeFact("6期", "7期", "培训6期，参加310人次"),
    ],
    "增设监测点应该是6处": [do.EditSentence(Where(quote="增设监测点4处"), "2.增设监测点6处。")],
    "主要工作的小标题换成爆破管理、设备保养、人员培训三项": [
        do.SetPoints("主要工作", ("爆破管理", "设备保养", "人员培训"))
    ],
    "存在的问题只写两条": [do.RewriteSection("存在的问题", "shorter", 2)],
    "明年打算三条就够了": [do.RewriteSection("明年打算", "shorter", 3)],
    "存在的问题再多写一条": [do.RewriteSection("存在的问题", "longer", 5)],
    "明年打算少写两条": [do.RewriteSection("明年打算", "shorter", 2)],
    "存在的问题这四条都写短些": [do.RewriteSection("存在的问题", "shorter")],
    "请问还有哪些地方没写到我给您的内容": [do.Ask("请问还有哪些地方没写到我给您的内容", "missing")],
}


@pytest.mark.parametrize("message", DONE)
def test_a_small_wish_is_done_and_nothing_beside_it(message: str) -> None:
    assert said(message) == DONE[message]


def test_a_year_and_what_is_counted_in_the_world_are_no_lengths() -> None:
    read = said("边坡加固要在2027年4月20日前完成")
    offered = [one for action in read if isinstance(action, do.NotUnderstood) for one in action.perhaps]
    assert not [one for one in (*read, *offered) if isinstance(one, do.SetLength)]


@pytest.mark.parametrize(("message", "shorter"), [("全文缩到900字", True), ("全文写到900字", False)])
def test_a_length_to_shorten_to_says_so(message: str, shorter: bool) -> None:
    (one,) = said(message)
    assert isinstance(one, do.SetLength)
    assert one.shorter is shorter


@pytest.mark.parametrize("message", ["加一句感谢的话", "明年打算里加一条关于环保的", "最后加一句总结一下"])
def test_what_is_asked_for_and_not_told_is_not_printed(message: str) -> None:
    printed = (do.AddSentence, do.AddFact, do.SetClosing, do.SetOpening, do.EditSentence)
    assert not [one for one in said(message) if isinstance(one, printed)]

"""Orders of whole items of a draft, of lists in the place of a part, and figures for its blanks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import understand
from draftbot.drafts.addresses import LAST, Where
from making.handmade import handmade
from making.readers import reader

NURSERY = """
基本情况
苗圃现有工人【待补：人数】人，温室【待补：面积】平方米，蓄水【待补：水量】立方米，全年出圃苗木【待补：数量】株，成活率【待补：比例】。

主要工作
（一）育苗生产。 采用容器育苗，轻基质由本圃配制，苗床每周消毒。 - 育成油松苗12万株。
（二）病虫防治。 悬挂诱虫灯，释放天敌昆虫。 - 熏蒸仓库3间，工棚的热水器经常坏。
（三）灌溉改造。 铺设滴灌管【待补：长度】米，配套过滤器。
（四）容器育苗。 容器育苗的轻基质由本圃配制，苗床每周消毒，苗盘循环使用。

存在的问题
+ 主要有以下问题。 一是遮阳网破损，【待补：这一不足的具体表现】。 二是运苗道路不平。 三是技术员少。

下一步打算
一是更换遮阳网。 二是修整道路。
"""
WORK, PROBLEMS, PLANS = "主要工作", "存在的问题", "下一步打算"


@cache
def at_the_nursery() -> View:
    return handmade(NURSERY)


def said(message: str) -> list[do.Action]:
    return understand(message, at_the_nursery(), reader(Path("unused")))


def told(section: str, text: str) -> do.TellPart:
    return do.TellPart(text, section, only=True)


def item(point: str, section: str = WORK) -> Where:
    return Where(section, point=point)


DONE: dict[str, list[do.Action]] = {
    # A list in the place of a part
    "打算三条：修一口机井；招两名技术员；换新遮阳网": [
        told(PLANS, "一是修一口机井；二是招两名技术员；三是换新遮阳网")
    ],
    "问题太散了，留两条就行：机井水量小；运苗车旧": [told(PROBLEMS, "一是机井水量小；二是运苗车旧")],
    "问题改成两个，一个是水不够用，旱季要停灌，一个是车旧": [
        told(PROBLEMS, "一是水不够用，旱季要停灌；二是车旧")
    ],
    "问题第二、三条换成：机井水量小；运苗车旧": [
        do.RetellItem(item("运苗道路不平", PROBLEMS), "机井水量小"),
        do.RetellItem(item("技术员少", PROBLEMS), "运苗车旧"),
    ],
    # Whole items
    "病虫防治那条删掉": [do.DeleteSentence(item("病虫防治"))],
    "灌溉那条不归我们管，删了": [do.DeleteSentence(item("灌溉改造"))],
    "（三）不要了，技术员那条也删掉": [
        do.DeleteSentence(item("灌溉改造")),
        do.DeleteSentence(Where(quote="技术员")),
    ],
    "灌溉那条移到育苗生产那条后面": [do.MoveSentence(item("灌溉改造"), WORK, 4)],
    "（二）和（三）对调": [do.MoveSentence(item("灌溉改造"), WORK, 4)],
    "（一）和（四）重复了，合并一下": [do.MergeItems(WORK, ("育苗生产", "容器育苗"))],
    "轻基质说了两遍，并成一条": [do.MergeItems(WORK, ("育苗生产", "容器育苗"))],
    "灌溉那条换成：铺了滴灌。今年管了90亩": [do.RetellItem(item("灌溉改造"), "铺了滴灌。今年管了90亩")],
    "问题第三条我们没有，换成：冬季缺保温棚，后面的顺延": [
        do.EditSentence(Where(quote="技术员少"), "三是冬季缺保温棚")
    ],
    "在病虫防治后面加一条：苗木检疫。签发检疫证35份": [
        do.AddSentence("（四）苗木检疫。签发检疫证35份", WORK, 7)
    ],
    "秋天给村里送了600棵树苗，这个单独列一条放到主要工作最后": [
        do.AddSentence("（四）秋天给村里送了600棵树苗", WORK, LAST)
    ],
    "主要工作里加一条“（三）苗木检疫”，内容：签发检疫证35份": [
        do.AddSentence("（三）苗木检疫。签发检疫证35份", WORK, 7)
    ],
    # The matter that is named, not all of the sentence
    "热水器那句不要写": [do.ReplaceText("工棚的热水器经常坏", "")],
    # By what sentences are like
    "没数据的句子都删掉，不要留空": [do.DeleteBlanks()],
    "诱虫灯、遮阳网、苗盘这些我们没有，写到的都删": [
        do.DeleteText("诱虫灯", most=3, is_listed=True),
        do.DeleteText("遮阳网", most=3, is_listed=True),
        do.DeleteText("苗盘", most=3, is_listed=True),
    ],
    # Figures for blanks
    "工人34人，蓄水600方，成活率九成": [
        do.FillBlank("九成", 5),
        do.FillBlank("600", 3),
        do.FillBlank("34", 1),
    ],
    "3个空我填一下：温室2100平方米，滴灌管铺了800米": [do.FillBlank("800", 6), do.FillBlank("2100", 2)],
}


@pytest.mark.parametrize("message", DONE)
def test_what_was_said_is_done_whole(message: str) -> None:
    assert sorted(map(str, said(message))) == sorted(map(str, DONE[message]))


@pytest.mark.parametrize("message", ["其他苗木出圃3万株", "油松苗出圃12万株", "南坡蓄水80方"])
def test_a_part_is_not_told_for_the_whole(message: str) -> None:
    assert not any(isinstance(one, do.FillBlank) for one in said(message))


@pytest.mark.parametrize(
    "message", ["存在的问题再加一条：机井水量小", "场长说了两条要求，工具要归位，苗床要清"]
)
def test_more_of_a_part_is_not_told_instead_of_it(message: str) -> None:
    assert not any(isinstance(one, do.TellPart) and one.only for one in said(message))


def test_sentences_without_grounds_are_asked_about() -> None:
    (one,) = said("没依据的都拿掉")
    assert isinstance(one, do.NotUnderstood)
    assert one.perhaps == (do.DeleteUnconfirmed(),)


TWICE_NUMBERED = """
主要工作
（一）育苗生产。 采用容器育苗。
（二）病虫防治。 悬挂诱虫灯。

下一步打算
（一）更换遮阳网。 报价已出。
（二）修整道路。 分两段修。
"""


def test_numbers_that_several_parts_have_are_asked_about() -> None:
    (asked,) = understand("（一）和（二）对调", handmade(TWICE_NUMBERED), reader(Path("unused")))
    assert isinstance(asked, do.NotUnderstood)
    assert [one.section for one in asked.perhaps if isinstance(one, do.MoveSentence)] == [WORK, PLANS]


def test_what_is_added_to_a_beginning_without_lines_stands_in_the_first_part() -> None:
    added = do.AddSentence("全年没有发生火灾", "主要工作", 3)
    assert understand(
        "开头最后加一句：全年没有发生火灾。", handmade(TWICE_NUMBERED), reader(Path("unused"))
    ) == [added]

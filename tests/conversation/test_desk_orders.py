"""Orders given of a draft by its own words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import understand
from draftbot.conversation.understanding.desk_orders import orders_something
from draftbot.drafts.addresses import LAST, Where
from making.handmade import handmade
from making.readers import reader

FERRY = """
基本情况
- 全所现有船员【待补：人数】人，渡船6艘。
- 全年渡运旅客31万人次。

主要工作
（一）渡船检修。
- 对渡船逐艘检查，查出隐患【待补：处数】处，已整改【待补：处数】处。
- 备用缆绳每季更换一次。
（二）码头值守。
- 学生上下学时段加派1名安全员。
- 候船棚增设座椅20张，学生优先上船。
（三）应急演练。
- 组织落水救援演练【待补：次数】次。

存在的问题
- 一是浮桥老化，【待补：原因】影响靠泊。
- 二是夜间照明不足，明年打算加装灯具8盏

下一步打算
- （一）更换浮桥。
- （二）培训船员。
"""


@cache
def at_the_ferry() -> View:
    return handmade(FERRY)


def said(message: str) -> list[do.Action]:
    return understand(message, at_the_ferry(), reader(Path("unused")))


DONE: dict[str, list[do.Action]] = {
    "已整改填9处": [do.FillBlank("9处", 3)],
    "隐患填12处，整改数填9处": [do.FillBlank("9处", 3), do.FillBlank("12处", 2)],
    "落水救援演练4次": [do.FillBlank("4", 4)],
    "“浮桥老化”后面应该是跳板锈蚀": [do.FillBlank("跳板锈蚀", 5)],
    "下一步打算第一条改成：（一）浮桥年内换新，6月底前完工。": [
        do.EditSentence(Where(quote="更换浮桥"), "（一）浮桥年内换新，6月底前完工。")
    ],
    "基本情况第1句和第2句删掉": [
        do.DeleteSentence(Where(quote="全所现有船员")),
        do.DeleteSentence(Where(quote="全年渡运旅客31万人次")),
    ],
    "加装灯具是明年的事，挪到打算里去": [
        do.ReplaceText("明年打算加装灯具8盏", ""),
        do.AddSentence("明年打算加装灯具8盏", "下一步打算", LAST),
    ],
    "备用缆绳那句放到码头值守里": [do.MoveSentence(Where(quote="备用缆绳"), "主要工作", 6)],
    "夜间三个班轮换。这个写到备用缆绳那句后面": [do.AddSentence("夜间三个班轮换", "主要工作", 4)],
    "补充：夜间三个班轮换，写到备用缆绳那句后面": [do.AddSentence("夜间三个班轮换", "主要工作", 4)],
    "下一步打算的第一条和第二条对调": [do.MoveSentence(Where(quote="更换浮桥"), "下一步打算", 2)],
    "码头值守里写：安全员持证上岗。别写到渡船检修里": [do.AddSentence("安全员持证上岗。", "主要工作", 7)],
}


@pytest.mark.parametrize("message", DONE)
def test_an_order_is_of_the_draft_as_it_stood(message: str) -> None:
    assert said(message) == DONE[message]


def test_what_fits_several_sentences_is_asked_about() -> None:
    (one,) = said("学生那句删了")
    assert isinstance(one, do.NotUnderstood)
    assert [action.where.quote for action in one.perhaps if isinstance(action, do.DeleteSentence)] == [
        "学生上下学时段加派1名安全员",
        "候船棚增设座椅20张，学生优先上船",
    ]


@pytest.mark.parametrize(
    "text",
    ["缆绳那句接到照明那句后面合成一句", "浮桥和照明的话，放到存在的问题里", "客运31万，第二条那句删掉"],
)
def test_words_that_order_something_are_no_text_to_print(text: str) -> None:
    assert orders_something(text, at_the_ferry())


@pytest.mark.parametrize(
    "text", ["更换缆绳40米", "把3艘渡船移到上游锚地", "全年没有发生落水事故，演练写进了制度"]
)
def test_what_tells_a_fact_orders_nothing(text: str) -> None:
    assert not orders_something(text, at_the_ferry())

"""Edits that name what they mean of the draft: by number, by heading, in quotes, as a complaint."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import understand
from draftbot.conversation.understanding.offers_meant import with_offers_meant
from draftbot.drafts.addresses import LAST, Where
from making.handmade import handmade
from making.readers import reader

DEPOT = """
主要工作
（一）车辆维护。
发车前逐台检查制动。 更换轮胎36条。 车况老旧。
（二）客运服务。
改造候车亭5处。 受理来电210件。
（三）员工培养。
组织培训3次。 引进调度员2名。

存在的问题
一是车况老旧，维修费用偏高。

下一步打算
（一）新购客车4辆。
"""


@cache
def at_the_depot() -> View:
    return handmade(DEPOT)


def said(message: str) -> list[do.Action]:
    return understand(message, at_the_depot(), reader(Path("unused")))


def item(head: str) -> do.DeleteSentence:
    return do.DeleteSentence(Where("主要工作", point=head))


DONE: dict[str, list[do.Action]] = {
    "（一）（三）这两条不写了，删掉": [item("车辆维护"), item("员工培养")],
    "第（一）条、第（八）条都去掉": [item("车辆维护"), do.NotUnderstood("去掉（八）")],
    "（二）的标题改成“便民服务”，（三）的标题改成“人才建设”": [
        do.EditSentence(Where(quote="客运服务"), "（二）便民服务。"),
        do.EditSentence(Where(quote="员工培养"), "（三）人才建设。"),
    ],
    "第三小点叫“人才建设”": [do.EditSentence(Where(quote="员工培养"), "（三）人才建设。")],
    "“更换轮胎36条。车况老旧。”改成“更换轮胎38条，车况好转。”": [
        do.DeleteSentence(Where("", quote="车况老旧")),
        do.EditSentence(Where(quote="更换轮胎36条"), "更换轮胎38条，车况好转。"),
    ],
    "第一部分“车况老旧。”这句删掉": [do.DeleteSentence(Where(quote="车况老旧"))],
    "单独列一条（四）推行智能调度，写在主要工作里：上线调度平台1个。": [
        do.AddSentence("（四）推行智能调度。上线调度平台1个", "主要工作", LAST)
    ],
    "在客运服务那一段后面加上：增开夜班车2班。": [do.AddSentence("增开夜班车2班。", "主要工作", 8)],
    "引进调度员2名属于明年的打算，今年还没引进": [
        do.MoveSentence(Where(quote="引进调度员2名"), "下一步打算", LAST)
    ],
    "来电不是210件，是230件": [do.EditSentence(Where(quote="受理来电210件"), "受理来电230件。")],
    "撤销，谁让你动这个的": [do.Undo()],
}


@pytest.mark.parametrize("message", DONE)
def test_what_is_named_is_done_and_what_is_not_found_is_named(message: str) -> None:
    assert said(message) == DONE[message]


def test_a_button_for_a_whole_part_is_not_offered_for_words_that_name_none() -> None:
    asked = do.NotUnderstood("轮胎那句怪怪的", (do.RemoveSection("主要工作"), do.Undo()))
    (left,) = with_offers_meant([asked], at_the_depot())
    assert isinstance(left, do.NotUnderstood)
    assert left.perhaps == (do.Undo(),)


def test_nothing_is_offered_for_noise() -> None:
    asked = do.NotUnderstood(
        "zxq@12", (do.SetLength(400), do.SetFact("period", "2026年"), do.AddSection("zxq"))
    )
    assert with_offers_meant([asked], at_the_depot()) == [do.NotUnderstood("zxq@12")]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("引进调度员2名是明年的打算，今年又添了洗车机9台", "洗车机9台"),
        ("撤销，把客运服务又写细一点", "客运服务"),
    ],
)
def test_what_is_told_or_ordered_beside_a_complaint_is_not_lost(message: str, told: str) -> None:
    _, *rest = said(message)
    assert any(told in str(action) for action in rest)

"""What a unit says it does not have: the whole thing, and never whose it is."""

from __future__ import annotations

from typing import Any, cast

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.understanding.denials import denied
from draftbot.conversation.understanding.understand import _without_denials
from draftbot.domain import Conversation, FactSheet
from making.readers import view


class _Written:
    """A draft that says nothing yet."""

    sections = ()


def things(message: str) -> list[str]:
    sheet = FactSheet(unit="石桥镇卫生院")
    desk = view(Conversation("c", title="石桥镇卫生院2025年工作总结", facts=sheet), cast(Any, _Written()))
    told = denied(message, desk)
    return [one.words for one in told.actions if isinstance(one, do.DeleteText)] if told else []


def test_a_denial_is_no_fact_to_print() -> None:
    sheet = FactSheet(unit="石桥镇卫生院")
    desk = view(Conversation("c", title="石桥镇卫生院2025年工作总结", facts=sheet), cast(Any, _Written()))
    told = [do.AddFact("下村巡诊48次，我们没有搞夜诊", "主要做法"), do.AddFact("接诊4200人，没有接到投诉")]
    assert list(_without_denials(told, desk)) == [
        do.DeleteText("夜诊", denied=True),
        do.AddFact("下村巡诊48次", "主要做法"),
        told[1],
    ]


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("我们院没有接种门诊", ["接种门诊"]),
        ("卫生院没有CT", ["CT"]),
        ("院里没有推车式灭火器、手抬泵", ["推车式灭火器", "手抬泵"]),
        ("没有图书配送车，也没有城市书房", ["图书配送车", "城市书房"]),
        ("没有请第三方检测", ["第三方检测"]),
        ("镇上没有村卫生室，别写", ["村卫生室"]),
        ("分院也没有", ["分院"]),
        ("体检车这段整个删掉，流动点也没有", ["流动点"]),
        ("还有我们没有图书角，也没有哺乳室，别写", ["图书角", "哺乳室"]),
        ("我们院没有康复中心也没有对外借款", ["康复中心", "对外借款"]),
        ("收入里有租金22万元，我们院没有药房也没有对外借款", ["药房", "对外借款"]),
        ("不搞“联合诊疗”“巡回义诊”这些", ["联合诊疗", "巡回义诊"]),
        ("今年没有搞巡回义诊", ["巡回义诊"]),
        ("没有食堂、没有宿舍、没有班车", ["食堂", "宿舍", "班车"]),
        ("没有的空都去掉吧，落款柳湾卫生院，2025年12月26日", []),
        ("全年接诊4200人，没有接到投诉", []),
        ("我们院也没有", []),
        ("有没有照搬人家原文", []),
        ("二号楼没有消防电梯", []),
        ("目前没有扩散", []),
        ("今年没有发生安全事故", []),
    ],
)
def test_the_whole_phrase_is_denied(message: str, wanted: list[str]) -> None:
    assert things(message) == wanted

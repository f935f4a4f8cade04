"""What a unit says it does not have: the whole thing, and never whose it is."""

from __future__ import annotations

from typing import Any, cast

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.understanding.denials import denied
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


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("我们院没有接种门诊", ["接种门诊"]),
        ("卫生院没有CT", ["CT"]),
        ("院里没有推车式灭火器、手抬泵", ["推车式灭火器", "手抬泵"]),
        ("没有图书配送车，也没有城市书房", ["图书配送车", "城市书房"]),
        ("没有请第三方检测", ["第三方检测"]),
        ("镇上没有村卫生室，别写", ["村卫生室"]),
        ("有没有照搬人家原文", []),
        ("二号楼没有消防电梯", []),
        ("目前没有扩散", []),
        ("今年没有发生安全事故", []),
    ],
)
def test_the_whole_phrase_is_denied(message: str, wanted: list[str]) -> None:
    assert things(message) == wanted

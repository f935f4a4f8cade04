"""Items told anew, made one and taken out leave no part of them behind, and lose nothing of the user's."""

from __future__ import annotations

import pytest

from draftbot.domain import Draft
from draftbot.drafts.addresses import Where, find_spots
from draftbot.drafts.rearranging import move_sentences
from draftbot.drafts.whole_items import with_item_retold, with_items_merged, without_item
from making.handmade import handmade

LIGHTHOUSE = """
航标维护
+ 主要做了以下工作。
（一）灯塔检修。 逐座检查灯器和电池。 - 更换电池40组。
（二）浮标更换。 打捞旧浮标，敷设新链。
（三）灯器检查。 逐座检查灯器，电池和太阳能板，填写检查单。 - 抽检灯器16座。
"""


def draft() -> Draft:
    made = handmade(LIGHTHOUSE).draft
    assert made is not None
    return made


def texts(draft: Draft) -> list[str]:
    return [sentence.text for section in draft.sections for sentence in section.sentences]


def where(point: str) -> Where:
    return Where("航标维护", point=point)


def test_an_item_goes_with_all_under_it_and_what_the_user_told_stays() -> None:
    left, _, kept = without_item(draft(), where("灯塔检修"))
    assert kept == ["更换电池40组。"]
    assert texts(left)[:3] == ["主要做了以下工作。", "更换电池40组。", "（一）浮标更换。"]
    assert "逐座检查灯器和电池。" not in texts(left)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("打捞、检修、敷设浮标9座次。", "（二）浮标更换。"),
        ("布设虚拟航标。今年布设2座。", "（二）布设虚拟航标。"),
    ],
)
def test_an_item_told_anew_keeps_its_number(text: str, head: str) -> None:
    told = texts(with_item_retold(draft(), where("浮标更换"), text))
    assert told[4] == head
    assert told[5].endswith("座。") or told[5].endswith("座次。")
    assert "打捞旧浮标，敷设新链。" not in told
    assert told[6] == "（三）灯器检查。"


def test_two_items_made_one_tell_what_both_told_once() -> None:
    merged, gone = with_items_merged(draft(), where("灯塔检修"), where("灯器检查"))
    assert sorted(gone) == ["逐座检查灯器和电池。", "（三）灯器检查。"]
    assert texts(merged) == [
        "主要做了以下工作。",
        "（一）灯塔检修。",
        "更换电池40组。",
        "逐座检查灯器，电池和太阳能板，填写检查单。",
        "抽检灯器16座。",
        "（二）浮标更换。",
        "打捞旧浮标，敷设新链。",
    ]


def test_an_item_put_between_others_is_a_paragraph_of_its_own() -> None:
    before = draft()
    moved = move_sentences(before, find_spots(before, where("灯器检查")), 0, 2)
    assert [paragraph[0].text for paragraph in moved.sections[0].paragraphs] == [
        "主要做了以下工作。",
        "（一）灯器检查。",
        "（二）灯塔检修。",
        "（三）浮标更换。",
    ]

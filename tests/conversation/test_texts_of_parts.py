"""What stands instead of all that a part tells, told with it, and stays as it was typed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import understand
from making.handmade import handmade
from making.readers import reader

WORK, TROUBLE, PLANS = "主要工作", "存在的问题", "下一步打算"
PAPER = """
主要工作
（一）巡渠护渠。 全年巡渠【待补：次数】次。
（二）检修闸门。 检修闸门12座。

存在的问题
闸门锈得快，水位尺看不清。

下一步打算
争取资金换闸门。
"""


@cache
def at_the_canal() -> View:
    return handmade(PAPER)


def said(message: str) -> list[do.Action]:
    return understand(message, at_the_canal(), reader(Path("unused")))


def instead(section: str, text: str) -> do.TellPart:
    return do.TellPart(text, section, only=True)


@pytest.mark.parametrize(
    ("message", "done"),
    [
        # What the draft says already, quotes and figures are told with the rest.
        (
            "存在的问题改成：1.闸门锈得快，水位尺看不清。2.“一渠一档”还差3条渠，检修闸门12座太少。",
            [instead(TROUBLE, "一是闸门锈得快，水位尺看不清；二是“一渠一档”还差3条渠，检修闸门12座太少")],
        ),
        # The first number stands before a month.
        (
            "下一步打算换成：1.3月前修好东闸。2.水位尺换新的，汛前装完",
            [instead(PLANS, "一是3月前修好东闸；二是水位尺换新的，汛前装完")],
        ),
        # Digits without a mark count where as many are told.
        (
            "问题就两条：1闸门锈得快 2夜里没人看",
            [instead(TROUBLE, "一是闸门锈得快；二是夜里没人看")],
        ),
        # Parted by semicolons, as many as are told.
        (
            "打算三条：换止水带；东闸加高，和乡里一起做；把水位尺搬到桥头",
            [instead(PLANS, "一是换止水带；二是东闸加高，和乡里一起做；三是把水位尺搬到桥头")],
        ),
        # Two parts in one message.
        (
            "存在的问题写：一是渠堤有鼠洞，两处渗水；二是人手少。下一步打算写：一是灌浆堵漏，入冬前做完；二是招2名护渠员。",
            [
                instead(TROUBLE, "一是渠堤有鼠洞，两处渗水；二是人手少"),
                instead(PLANS, "一是灌浆堵漏，入冬前做完；二是招2名护渠员"),
            ],
        ),
        # Items of several sentences stay as they are.
        (
            "主要工作改成：\n（一）巡渠护渠。两人一班，昼夜轮换。\n（二）检修闸门。逐座上油，漏水的换止水带。",
            [instead(WORK, "（一）巡渠护渠。两人一班，昼夜轮换。\n（二）检修闸门。逐座上油，漏水的换止水带")],
        ),
        # An order of its own behind the last item is none of the text.
        (
            "存在的问题改成：一是渠堤有鼠洞，两处渗水；二是人手少。标题改成2025年渠道管护小结",
            [instead(TROUBLE, "一是渠堤有鼠洞，两处渗水；二是人手少"), do.TakeTitle("2025年渠道管护小结")],
        ),
    ],
)
def test_the_text_of_a_part_is_told_whole(message: str, done: list[do.Action]) -> None:
    assert said(message) == done


@pytest.mark.parametrize(
    "message",
    [
        "第二部分改成：几点不足",
        "主要工作分成两块：巡渠、检修",
        "存在的问题再加两条：1.缺船。2.缺人",
        "存在的问题第二条改成：水位尺看不清，要换",
    ],
)
def test_what_is_no_text_of_a_whole_part_stands_instead_of_none(message: str) -> None:
    assert not any(isinstance(one, do.TellPart) and one.only and not one.point for one in said(message))


def test_items_that_are_orders_are_not_printed() -> None:
    assert not any(
        isinstance(one, do.TellPart) for one in said("不足留两条，一条别超过四十字，打算也照这样来两条")
    )


def test_lines_that_the_first_one_counts_are_an_outline() -> None:
    (done,) = said("这个框架不行，就三块：\n渠道管护\n用水调度\n下步想法")
    assert done == do.ReplaceOutline("一、渠道管护\n二、用水调度\n三、下步想法")


@pytest.mark.parametrize(
    ("message", "of"),
    [
        # 存在 is how the part is called, and nothing that the paper tells.
        ("存在问题那一节重写，太空了", do.DeleteText),
        # What is said not to be there is some of the paper.
        ("没填数的那几句话，统统别留", do.DeleteText),
    ],
)
def test_what_names_the_paper_is_no_thing_told_in_it(message: str, of: type[do.Action]) -> None:
    assert not any(isinstance(one, of) for one in said(message))


def test_what_is_quoted_and_new_is_told_for_the_part_named() -> None:
    assert said("“一渠一牌”加到下一步打算里") == [do.AddFact("一渠一牌", PLANS)]


def test_beside_a_long_list_parted_by_blanks_wishes_are_still_read() -> None:
    done = said(
        "标题改成2025年渠道管护小结，口气正式一点，里头要有巡渠 检修 灌浆 防汛 清淤 绿化 宣传 培训 考核这些事"
    )
    assert do.TakeTitle("2025年渠道管护小结") in done


def test_the_part_named_before_is_meant_by_it() -> None:
    assert said("第二部分改名叫不足之处，顺便给它扩到300字") == [
        do.RenameSection(TROUBLE, "不足之处"),
        do.SetLength(300, TROUBLE),
    ]


@pytest.mark.parametrize("message", ["太长了，站长手机上看不完的", "做成简报行不行，发到各村的"])
def test_nothing_goes_that_nobody_said_shall_go(message: str) -> None:
    assert not any(isinstance(one, do.DeleteText) for one in said(message))


def test_in_english_whatever_word_takes_something_out() -> None:
    assert said("delete everything about 水位尺") == [do.DeleteText("水位尺", most=3)]


def test_what_shall_not_stand_somewhere_is_no_text() -> None:
    assert not any(isinstance(one, do.AddFact) for one in said("巡渠次数别放前头说，挪到下一步打算"))


def test_a_text_that_says_how_the_paper_shall_be_is_not_printed() -> None:
    assert not any(
        isinstance(one, do.TellPart) for one in said("存在的问题改成：1.每条别超过四十字。2.总共别超过两百字")
    )


def test_a_long_text_stays_whole_and_a_part_that_is_not_there_is_no_fault() -> None:
    long = "巡渠两人一班，昼夜轮换，见漏即报。" * 200
    assert said(f"主要工作改成：{long}") == [instead(WORK, long.rstrip("。"))]
    assert said("第九部分改成：1.没有船。2.没有人")

"""What a unit says it does not have: the whole thing, and never whose it is."""

from __future__ import annotations

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.understanding.denials import denied, there_after_all
from draftbot.conversation.understanding.points_named import points_named
from draftbot.conversation.understanding.signed import signed
from draftbot.conversation.understanding.taken_out import taken_out
from draftbot.conversation.understanding.understand import _without_denials
from draftbot.domain import Conversation, Draft, DraftRequest, DraftSection, FactSheet, Outline, Sentence
from draftbot.drafts.addresses import Where
from making.readers import view


def written(*texts: str) -> Draft:
    """A draft of one sentence on each of some matters."""
    told = (DraftSection("主要做法", 1, (tuple(map(Sentence, texts)),)),) if texts else ()
    return Draft("d", DraftRequest("工作总结", Outline("工作总结", ())), told)


def things(message: str) -> list[str]:
    sheet = FactSheet(unit="石桥镇卫生院")
    desk = view(Conversation("c", title="石桥镇卫生院2025年工作总结", facts=sheet), written())
    told = denied(message, desk)
    return [one.words for one in told.actions if isinstance(one, do.DeleteText)] if told else []


def test_a_denial_is_no_fact_to_print() -> None:
    sheet = FactSheet(unit="石桥镇卫生院")
    desk = view(Conversation("c", title="石桥镇卫生院2025年工作总结", facts=sheet), written())
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
        ("没填的空都删掉", []),
        ("我们没有填的【待补】都不要", []),
        ("油菜和莲藕俺村可没有", ["油菜", "莲藕"]),
        ("没有急诊室，也没有抢床位那些话", ["急诊室", "抢床位"]),
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


TELLING = written("组织巡回义诊。", "开展接种门诊和健康档案工作。", "更新救护车。")


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("写到义诊、接种门诊、救护车的句子都删掉", ["义诊", "接种门诊", "救护车"]),
        ("义诊、接种门诊、救护车跟我们都没关系，这三条删掉", ["义诊", "接种门诊", "救护车"]),
        ("义诊、接种门诊跟我们都没关系，这三条删掉", []),
        ("讲接种门诊和健康档案的那句不要了", ["接种门诊和健康档案"]),
        ("义诊那条删了，救护车那条也不要", ["义诊", "救护车"]),
        ("义诊那句删掉，换成别的", []),
        ("接种门诊全年4200人次", []),
    ],
)
def test_what_shall_go_is_taken_thing_by_thing(message: str, wanted: list[str]) -> None:
    told = taken_out(message, view(Conversation("c", title="工作总结"), TELLING))
    gone = [one.words for one in told.actions if isinstance(one, do.DeleteText)] if told else []
    assert gone == wanted


@pytest.mark.parametrize(
    ("message", "author", "day", "rest"),
    [
        ("落款石桥镇卫生院，2025年12月26日", "石桥镇卫生院", "2025年12月26日", ""),
        (
            "署名：石桥镇卫生院 院长周启明，日期二〇二六年一月八日",
            "石桥镇卫生院 院长周启明",
            "2026年1月8日",
            "",
        ),
        ("落款写石桥镇卫生院2026年1月9日", "石桥镇卫生院", "2026年1月9日", ""),
        ("空的都删，署名石桥镇卫生院", "石桥镇卫生院", "", "空的都删"),
        ("署名要不要写石桥镇卫生院？", "", "", None),
        ("落款往右边挪一挪", "", "", None),
    ],
)
def test_who_signs_and_when_go_each_into_its_field(
    message: str, author: str, day: str, rest: str | None
) -> None:
    sheet = FactSheet(unit="石桥镇卫生院")
    told = signed(message, view(Conversation("c", title="2025年工作总结", facts=sheet), TELLING))
    wanted = [do.SetFact("author", author)] if author else []
    wanted += [do.SetFact("date", day)] if day else []
    assert (list(told.actions) if told else []) == wanted
    assert (told.rest if told else None) == rest


def test_a_denial_is_taken_back_by_its_own_words() -> None:
    desk = view(Conversation("c", title="工作总结", denied=("救护车", "教学点")), TELLING)
    for said in ("救护车我们其实有的", "我们有救护车，恢复"):
        told = there_after_all(said, desk)
        assert told is not None
        assert told.actions == (do.BringBack("救护车"),)
    assert there_after_all("教学我们当然有", desk) is None
    assert there_after_all("救护车我们没有", desk) is None


POINTS = written("（一）任务分工。", "主要做法是甲。", "（二）检查督促。", "乙。", "（三）协作配合。", "丙。")


@pytest.mark.parametrize(
    ("message", "wanted", "rest"),
    [
        (
            "还有(一)任务分工(二)检查督促都不要，换成战备值班、队伍管理",
            [do.ReplaceText("任务分工", "战备值班"), do.ReplaceText("检查督促", "队伍管理")],
            "",
        ),
        (
            "把（一）任务分工改成战备值班，（三）协作配合删掉，落款不变",
            [do.ReplaceText("任务分工", "战备值班"), do.DeleteText("协作配合")],
            "落款不变",
        ),
        ("任务分工、检查督促这两块不要", [do.DeleteText("任务分工"), do.DeleteText("检查督促")], ""),
        ("“任务分工”那个小标题去掉", [do.DeleteSentence(Where(quote="（一）任务分工"))], ""),
        ("检查督促每月一次", [], None),
        ("怎么把协作配合删了", [], None),
    ],
)
def test_small_headings_are_renamed_and_taken_out_by_their_words(
    message: str, wanted: list[do.Action], rest: str | None
) -> None:
    told = points_named(message, view(Conversation("c", title="工作总结"), POINTS))
    assert (list(told.actions) if told else []) == wanted
    assert (told.rest if told else None) == rest


@pytest.mark.parametrize("message", ["我没提前跟施工方对接好", "我没说改成2024年", "我也没参与打分"])
def test_what_one_person_did_not_do_is_no_lack_of_the_unit(message: str) -> None:
    assert denied(message, view()) is None

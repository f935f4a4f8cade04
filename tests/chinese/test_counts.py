"""Counts with their measures, in the words of many trades; what has a numeral in it and counts nothing."""

from __future__ import annotations

import pytest

from draftbot.chinese.counts import find_counts
from draftbot.chinese.figures import find_stated
from draftbot.chinese.measures import measure_at, measures, same_measure
from draftbot.chinese.numerals import Value, plain_digits
from draftbot.chinese.quantities import find_quantities
from draftbot.chinese.set_phrases import set_phrases_in

E, R = Value.exactly, Value


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # hospitals, chemists
        ("收治患者1.2万余人次，手术3280台，平均住院8.6天", [(R(12_000, 13_000, True), "people"), (E(3280), "things"), (E(8.6), "time")]),
        ("义诊十七八场，发放资料三四千份", [(R(17, 18), "times"), (R(3000, 4000), "things")]),
        ("处方26万张，差错率万分之零点三", [(E(260_000), "things"), (E(0.003), "share")]),
        # farms, forests
        ("出栏生猪3.5万头，家禽二十多万羽，亩产两千斤", [(E(35_000), "things"), (R(200_000, 300_000, True), "things"), (E(1_000_000), "weight")]),
        ("护林员巡山20余公里，造林五千六百亩", [(R(20_000, 30_000, True), "length"), (E(5600), "area")]),
        # police, courts, fire
        ("接警四万五千余起，日均一百二三十起", [(R(45_000, 46_000, True), "things"), (R(120, 130), "things")]),
        ("结案率96.2%，上升3.4个百分点", [(E(96.2), "share"), (E(3.4), "share")]),
        ("出动车辆320辆次，到场3分05秒", [(E(320), "times"), (E(185), "time")]),
        # banks, taxes, firms
        ("贷款余额12.6亿元，净增8亿5000万元，减税三分之一", [(E(12.6e8), "money"), (E(8.5e8), "money"), (E(33.333333), "share")]),
        ("慰问金3万5，票房近三百万元", [(E(35_000), ""), (R(2_500_000, 3_000_000, True), "money")]),
        ("罚没款壹拾贰万叁仟肆佰元，找零5元3角", [(E(123_400), "money"), (E(5.3), "money")]),
        ("水压0.35兆帕，节电12万度，能耗下降0.35千瓦时", [(E(350_000), "pressure"), (E(120_000), ""), (E(0.35), "energy")]),
        # power, roads, heat, mines
        ("停电缩短2小时15分，清沟3公里500米，室温18℃", [(E(8100), "time"), (E(3500), "length"), (E(18), "temperature")]),
        ("开工750千伏输变电工程，装机402万千瓦", [(E(750_000), "voltage"), (E(402e7), "power")]),
        ("风力七至八级，降雨两百五十毫米", [(R(7, 8), ""), (E(0.25), "length")]),
        # old people's homes, hotels, property
        ("入住老人一百五六十位，膳食费八九百元", [(R(150, 160), "people"), (R(800, 900), "money")]),
        ("满意率九成五，报修3860单，电梯96部", [(E(95), "share"), (E(3860), "things"), (E(96), "things")]),
        # libraries, schools, parties, villages
        ("馆藏23.5万册，接待读者四十余万人次", [(E(235_000), "things"), (R(400_000, 500_000, True), "people")]),
        ("招收2—3岁幼儿两个班，活动两个半小时", [(R(2, 3), "time"), (E(2), "things"), (E(9000), "time")]),
        ("党员三十二名，走访两千三百余户次", [(E(32), "people"), (R(2300, 2400, True), "people")]),
        ("硬化道路四公里，安装路灯八十余盏", [(E(4000), "length"), (R(80, 90, True), "things")]),
        ("每月5%—8%，3元至5元", [(R(5, 8), "share"), (R(3, 5), "money")]),
        ("由300人增加到400人", [(E(300), "people"), (E(400), "people")]),
        ("连续3-5年，三年半，一年多，一个多月", [(R(36, 60), "time"), (E(42), "time"), (R(12, 24, True), "time"), (R(1, 2, True), "time")]),
        ("产量一亿担", [(E(100_000_000), "")]),
    ],
)  # fmt: skip
def test_counts_of_many_trades(text: str, counts: list[tuple[Value, str]]) -> None:
    assert [(c.value, c.kind) for c in find_counts(plain_digits(text))] == counts


@pytest.mark.parametrize(
    "text",
    [
        # words of the dictionary
        "千方百计做好", "统一部署", "乘坐三轮车", "扫描二维码", "三甲医院", "五星级酒店", "高三成人礼", "百姓满意", "三令五申",
        # slogans by their form
        "落实一岗双责", "坚持四不两直", "开展三会一课", "做到两学一做", "三重一大事项", "一人一档、一户一策", "六稳六保",
        # names in quotes, names of no number
        "实施“千万工程”", "“双百双新”项目", "三一重能公司", "八八战略",
        # everybody's phrases
        "党的二十大精神", "二十届四中全会", "“十四五”规划", "三个方面", "八项规定", "24小时值班", "拨打119报警", "六一儿童节", "九十年代", "二十一世纪", "5G基站",
        "每周开展一次", "百年大计", "门前三包",
        # one digit without a measure, places in a row
        "三防工作", "两会期间", "第三名", "五年级学生", "三级响应", "加工半成品", "半年来", "上半年",
        # a measure behind a blank
        "降至，千克", "长，千米",
    ],
)  # fmt: skip
def test_what_counts_nothing(text: str) -> None:
    assert find_stated(plain_digits(text)).figures == ()
    assert find_quantities(text) == () or "年级" in text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("两名三次获奖", 2),
        ("两镇三村五所", 1),
        ("五人一组共六组", 1),
        ("百姓十分满意，十分钟到场", 1),
        ("万家企业", 1),
        ("124小时", 1),
        ("2.8万家", 1),
    ],
)
def test_what_looks_like_a_phrase_and_counts(text: str, count: int) -> None:
    assert len(find_stated(plain_digits(text)).figures) >= count


@pytest.mark.parametrize(
    ("said", "known", "same"),
    [
        ("五六百人", "560人", True), ("五六百人", "700人", False), ("600人", "五六百人", False), ("五六百人", "五六百名", True), ("十七八天", "18天", True),
        ("2公里", "2000米", True), ("2公里", "两千米", True), ("3小时", "180分钟", True), ("3天", "3秒", False), ("5吨", "5000公斤", True), ("半年前12个月", "1年", True),
        ("300元", "300美元", False), ("5%", "5个百分点", False), ("5‰", "0.5%", True), ("320", "320人", True), ("12.5公里", "长度12.5", True),
        ("近三百人", "296人", True), ("近三百人", "310人", False), ("300人", "近三百人", False), ("上百人", "128人", True), ("300—400人", "350人", True),
        ("300人", "300—400人", False), ("2小时15分", "135分钟", True), ("1.2万元", "壹万贰仟元", True),
    ],
)  # fmt: skip
def test_a_figure_is_said_by_the_same_amount_or_one_within_it(said: str, known: str, same: bool) -> None:
    mine, theirs = (find_stated(plain_digits(text)).figures[-1] for text in (said, known))
    assert mine.is_said_by(theirs) is same


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("投入12.5万元", [("12.5万元", "金额", "元")]), ("合格率98.5%", [("98.5%", "比例", "")]), ("历时三个多月", [("三个多月", "时长", "个月")]),
        ("培训两个半小时", [("两个半小时", "时长", "个小时")]), ("疏散用时3分05秒", [("3分05秒", "时长", "")]), ("居全省第3位", [("3位", "序号", "位")]),
        ("五六百人参加", [("五六百人", "人数", "人")]), ("更换供应商一家，", [("一家", "个数", "家")]), ("一家企业入驻", []), ("做到一人一份，", []),
        ("1. 抽查5所学校。2. 复查", [("5所", "个数", "所")]), ("（3）整改", []), ("西楼二层", [("二层", "数量", "层")]), ("20XX年完成", [("20XX年", "年份", "")]),
    ],
)  # fmt: skip
def test_what_a_blank_stands_for(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(e.text, e.label, e.keep) for e in find_quantities(text)] == found


def test_measures_of_one_base_amount_to_one_another() -> None:
    assert same_measure("公斤") == ("克", 1000)
    assert same_measure("名") == same_measure("人") == ("人", 1)
    assert same_measure("没有的词") == ("没有的词", 1)
    for measure in measures().values():
        assert measure.base in measures(), measure
        assert measures()[measure.base].scale == 1, measure
        assert measures()[measure.base].kind == measure.kind, measure
        assert measure.scale > 0


def test_the_longest_measure_is_taken() -> None:
    for text, word in (
        ("平方米", "平方米"),
        ("个工作日", "个工作日"),
        ("千瓦时", "千瓦时"),
        ("mm厚", "mm"),
        ("月", None),
        ("Mbps", None),
    ):
        found = measure_at(text, 0)
        assert (found.word if found else None) == word


def test_a_phrase_of_the_list_ends_no_longer_number() -> None:
    assert set_phrases_in("1240小时") == []
    assert set_phrases_in("增至2.8万家") == []
    assert [("24小时值班")[a:b] for a, b in set_phrases_in("24小时值班")] == ["24小时"]

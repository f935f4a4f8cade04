"""A past sentence keeps its wording and loses its facts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from draftbot.chinese.names import Name, NameKind
from draftbot.chinese.quantities import find_quantities
from draftbot.masking.lasting import is_label, is_lasting_name
from draftbot.masking.mask import mask
from making.briefs import SOURCE, brief
from making.trades import shipped_trades


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("晨光幼儿园成立防汛工作领导小组。", "本园成立防汛工作领导小组。"),
        ("全园320名师生参加了演练。", "全园【待补：人数】名师生参加了演练。"),
        ("2023年，我园修订了应急预案。", "2025年，本园修订了应急预案。"),
        ("整改率达到96.5%，群众满意。", "整改率【待补：比例】，群众满意。"),
        ("门卫、总务、行政三个岗位同时接收预警信息。", "门卫、总务、行政等岗位同时接收预警信息。"),
        ("下设预警联络、隐患排查、转移安置3个工作组。", "下设预警联络、隐患排查、转移安置等工作组。"),
        ("全園教職工參加了防汛演練。", "全园教职工参加了防汛演练。"),
        ("每样成品留样不少于125克，冷藏保存。", "每样成品留样不少于【待补：重量】克，冷藏保存。"),
        (
            "6月27日，共查出防汛隐患187处，其中沟渠堵塞6处、屋面渗漏11处、树木倾斜29处、线路老化37处。",
            "共查出防汛隐患【待补：个数】处。",
        ),
        (
            "全园查出防汛隐患26处，其中屋面渗漏11处，都已整改。",
            "全园查出防汛隐患【待补：个数】处，其中屋面渗漏【待补：个数】处，都已整改。",
        ),
    ],
)
def test_what_belongs_to_the_source_is_replaced(sentence: str, expected: str) -> None:
    masked = mask(sentence, SOURCE, brief())
    assert masked is not None
    assert masked.text == expected


def test_the_end_of_another_units_name_is_not_ones_own_unit() -> None:
    source = replace(SOURCE, unit="石桥县人民医院", title="石桥县人民医院2023年工作总结")
    masked = mask("同云溪县人民医院的协作让人民医院的会诊更加及时。", source, brief())
    assert masked is not None
    assert masked.text == "同【待补：单位】的协作让本园的会诊更加及时。"


def test_another_year_than_the_reports_is_a_blank() -> None:
    masked = mask("自2019年建园以来，办园条件逐步改善。", SOURCE, brief())
    assert masked is not None
    assert masked.blanks == ("年份",)


def test_without_a_year_of_ones_own_the_year_is_a_blank() -> None:
    masked = mask("2023年，全园修订了应急预案。", SOURCE, replace(brief(), year=None))
    assert masked is not None
    assert masked.text == "【待补：年份】，全园修订了应急预案。"


@pytest.mark.parametrize(
    ("sentence", "period", "expected"),
    [
        ("2023年上半年，全园修订了应急预案。", "", "2025年上半年，全园修订了应急预案。"),
        ("2023年第三季度，全园修订了应急预案。", "", "2025年第三季度，全园修订了应急预案。"),
        ("二〇二三年，全园修订了应急预案。", "", "二〇二五年，全园修订了应急预案。"),
        ("2022-2023学年第二学期，全园修订了预案。", "2024—2025学年第二学期", "2024—2025学年第二学期，全园修订了预案。"),
        ("2022-2023学年，全园修订了应急预案。", "2024—2025学年第二学期", "2024—2025学年，全园修订了应急预案。"),
        ("2022-2023学年第一学期，全园修订了预案。", "2024—2025学年第二学期", "【待补：日期】，全园修订了预案。"),
        ("2022-2023学年，全园修订了应急预案。", "", "【待补：日期】，全园修订了应急预案。"),
    ],
)  # fmt: skip
def test_a_period_becomes_the_writers_own_whole(sentence: str, period: str, expected: str) -> None:
    masked = mask(sentence, SOURCE, replace(brief(), period=period))
    assert masked is not None
    assert masked.text == expected


@pytest.mark.parametrize(
    ("sentence", "masked"),
    [
        ("与育才小学结成对子。", "与【待补：单位】结成对子。"),
        ("在望江路和校门两侧设岗引导。", "在【待补：地名】和校门两侧设岗引导。"),
        ("防汛物资存放在松岗水库，由专人保管。", "防汛物资存放在【待补：地名】，由专人保管。"),
        ("会同望江路派出所开展联合检查。", "会同【待补：单位】开展联合检查。"),
        ("到杭州跟岗学习。", "到【待补：地名】跟岗学习。"),
        ("组织教师到贵阳市跟岗学习。", "组织教师到【待补：地名】跟岗学习。"),
        ("会同青山区育才小学开展联合检查。", "会同【待补：单位】开展联合检查。"),
        ("与东风育才小学结成对子。", "与【待补：单位】结成对子。"),
        ("组织骨干教师到柳河镇阳光幼儿园观摩学习。", "组织骨干教师到【待补：单位】观摩学习。"),
        ("到杭州市红旗小学跟岗学习。", "到【待补：单位】跟岗学习。"),
        ("对宿舍区和送餐路线进行安全检查。", "对宿舍区和送餐路线进行安全检查。"),
        ("对民办幼儿园开展专项检查和指导。", "对民办幼儿园开展专项检查和指导。"),
        ("在护学路上安排值班人员疏导交通。", "在护学路上安排值班人员疏导交通。"),
        ("在望江路口设置警示标志。", "在【待补：地名】设置警示标志。"),
        ("进一步加强农村道路巡查。", "进一步加强农村道路巡查。"),
        ("按照区教育局和街道办事处的统一安排部署。", "按照教育局和街道办事处的统一安排部署。"),
    ],
)
def test_a_name_is_a_blank_whole(sentence: str, masked: str | None) -> None:
    found = mask(sentence, SOURCE, brief())
    assert (found.text if found else None) == masked


@pytest.mark.parametrize(
    ("names", "generic"),
    [
        (("教育局", "区教育局", "科技局", "民办幼儿园", "各学校", "街道办事处"), True),
        (("鼓楼教育局", "星河小学", "中心小学", "第一小学", "柳荫街道"), False),
    ],
)
def test_a_name_of_all_units_of_a_kind_names_none(names: tuple[str, ...], generic: bool) -> None:
    assert [shipped_trades().is_generic(name) for name in names] == [generic] * len(names)


@pytest.mark.parametrize(
    ("text", "theirs", "own", "expected"),
    [
        (
            "镇政府组织镇干部和村干部巡堤。",
            "石桥镇人民政府",
            "柳树街道办事处",
            "街道组织街道干部和社区干部巡堤。",
        ),
        (
            "街道召开会议，街道两侧设岗。",
            "柳树街道办事处",
            "石桥镇人民政府",
            "镇政府召开会议，街道两侧设岗。",
        ),
        ("坚持正确的办园方向。", "晨光幼儿园", "梧桐小学", "坚持正确的办学方向。"),
    ],
)
def test_each_kind_of_unit_has_its_words(text: str, theirs: str, own: str, expected: str) -> None:
    trades = shipped_trades()
    assert trades.in_own_words(text, trades.trade_of(theirs), trades.trade_of(own)) == expected


@pytest.mark.parametrize(
    ("text", "unit", "is_foreign"),
    [
        ("与属地街道、社区签订互助协议。", "梧桐小学", False),
        ("邀请社区民警到校讲解。", "梧桐小学", False),
        ("促进农村学校教师队伍稳定。", "某县教育局", False),
        ("社区党组织书记负总责。", "柳树街道办事处", False),
        ("雨情集中在复习考试期间。", "晨光幼儿园", True),
        ("清理区域活动中多余的材料。", "梧桐小学", True),
        ("农户排涝由村组负责。", "柳树街道办事处", True),
        ("社区网格员入户走访。", "石桥镇人民政府", False),
        ("对所辖区域的隐患逐一排查。", "梧桐小学", False),
        ("街道组织网格员入户走访。", "梧桐小学", True),
        ("与社区居民一起转移物资。", "梧桐小学", True),
        ("各校长把责任落到班级。", "柳树街道办事处", True),
    ],
)
def test_a_neighbour_may_be_spoken_of_but_not_spoken_as(text: str, unit: str, is_foreign: bool) -> None:
    trades = shipped_trades()
    assert bool(trades.foreign_words(text, trades.trade_of(unit))) is is_foreign


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年3月5日、6月8日和9月12日投入3万元购置物资5批。",
        "XX区教育局对XX幼儿园进行了检查。",
    ],
    ids=["mostly blanks", "placeholders"],
)
def test_a_sentence_that_cannot_be_made_clean_is_refused(sentence: str) -> None:
    assert mask(sentence, SOURCE, brief()) is None


def test_no_digit_of_any_sample_report_survives(sample_sentences: list[str]) -> None:
    """Over the whole sample corpus: what is not refused carries no number of its source."""
    kept = [m for s in sample_sentences if (m := mask(s, SOURCE, brief())) is not None]
    assert len(kept) > 0.3 * len(sample_sentences)
    for masked in kept:
        assert not re.search(r"\d", re.sub(r"202[56]年|24小时", "", masked.text)), masked.text


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("对2号二沉池和3、7号仓进行了检修，投入12万元", ["2号", "3", "7号"]),
        ("全年发生进水COD超过600毫克/升的冲击4次", ["600毫克"]),
        ("50岁以上的有4人，每月5日学习", ["50岁", "5日"]),
        ("“3·15”宣传3场，DN300管道换了40米", ["3", "15", "300"]),
        ("酶标仪是2016年买的，比2024年多1台", ["2016年"]),
        ("含水率控制在80%以下，6月3号停产", []),
    ],
)
def test_of_ones_own_past_report_what_names_a_thing_stays(sentence: str, labels: list[str]) -> None:
    entities = find_quantities(sentence)
    assert [e.text for i, e in enumerate(entities) if is_label(sentence, i, entities, 2025)] == labels


@pytest.mark.parametrize(
    ("text", "name", "kind", "lasts"),
    [
        ("设备老化", "老化", NameKind.PERSON, True),
        ("站长龙启明", "龙启明", NameKind.PERSON, False),
        ("送县动物疫控中心检测", "县动物疫控中心", NameKind.ORGANISATION, True),
        ("与明辉公司签约", "明辉公司", NameKind.ORGANISATION, False),
    ],
)
def test_an_everyday_word_is_no_person_and_ones_county_stays(
    text: str, name: str, kind: NameKind, lasts: bool
) -> None:
    start = text.index(name)
    assert is_lasting_name(text, Name(start, start + len(name), kind, name)) is lasts

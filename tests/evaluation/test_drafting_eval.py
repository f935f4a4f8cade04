"""`draftbot eval drafting`: what it counts as wrong, and a whole run over four invented reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from draftbot.checks.support import LEAST_SUPPORT, support
from draftbot.domain import (
    Draft,
    DraftRequest,
    DraftSection,
    Fact,
    FactSheet,
    Outline,
    OutlineSection,
    Role,
    Sentence,
    Source,
)
from draftbot.evaluation.drafting.figures import figures_in
from draftbot.evaluation.drafting.invented import invent, topic_of
from draftbot.evaluation.drafting.leaks import Vouched, leaks_in
from draftbot.evaluation.drafting.likeness import rouge_l, up_to
from draftbot.evaluation.drafting.measures import Tally, judge_sentences, states
from draftbot.evaluation.drafting.names import Names, collect_names
from draftbot.faces.cli import app
from making.trades import shipped_trades

pytestmark = pytest.mark.usefixtures("no_settings")

WRONG = 2
NO_NAMES = Names({})

REPORT = """{unit}{year}年防汛工作总结

一、基本情况

{unit}地处{river}岸边，汛期启动应急响应{n}次。{overview}

二、主要做法

（一）{first}
（二）{second}

三、存在问题

{problems}

四、下一步打算

{plans}

{unit}
{year}年11月20日
"""
OTHERS = (
    ("霜林幼儿园", 2022, "榕溪河", 3),
    ("雁湖小学", 2023, "雁湖", 5),
    ("麦垄幼儿园", 2024, "麦垄河", 7),
    ("岚桥小学", 2024, "岚桥河", 9),
)
# No two reports share a sentence, or they would be left out with one another.
OWN = (
    {
        "overview": "园舍排水设施运行正常，低洼处的活动室及时腾空，全体师生平安度过汛期。",
        "first": "加强组织领导。成立防汛工作领导小组，明确值班带班责任，重要情况随时报告。各班教师在雨天提前到岗，引导家长有序接送。",
        "second": "做好物资储备。备足沙袋、水泵和照明设备，仓库由专人保管，汛前逐件清点，损坏的及时更换。",
        "problems": "部分防汛排水管道老化，遇到强降雨时排水不畅。新入职的保育员参加演练较少，遇到突发情况反应不够快。",
        "plans": "继续完善防汛应急预案，汛期前全面检修排水设施。邀请水务部门的技术人员来园讲解排涝知识，提高全员防汛意识。",
    },
    {
        "overview": "学校防汛工作有序推进，操场和教学楼没有出现严重积水，正常教学秩序得到保障。",
        "first": "强化宣传教育。把防汛知识写进班会课，组织学生观看宣传短片并写下心得，班主任在雨季反复提醒上下学安全。",
        "second": "落实抢修力量。总务处与施工单位约定抢修时限，确保管网堵塞时有人到场处理，值班人员全程看护配电设备。",
        "problems": "操场地势偏低，雨后积水退得慢，影响体育课正常开展。个别教师对防汛预案不够熟悉，值班记录填写不够规范。",
        "plans": "把雨季防汛安全纳入学期工作要点，由校领导分片负责督促落实，争取在汛前完成操场排水沟的改造。",
    },
    {
        "overview": "幼儿园汛前开展全面自查，防汛各项准备工作到位，接送路线畅通，没有发生幼儿受伤的情况。",
        "first": "建立雨情通报制度。园内设立雨情观察点，值班人员按时记录并向带班领导通报，家长能够及时了解停课安排。",
        "second": "邀请家长参与检查。家长委员会参与汛前隐患排查，对发现的防汛问题提出意见，后勤人员逐项整改并公示结果。",
        "problems": "广播设备音量不足，户外活动时难以听清避险指令。防汛仓库空间狭小，器材取用不够方便，雨具数量偏少。",
        "plans": "争取专项资金更换老旧广播，完善园区高处的避险标识，把防汛演练安排到每个学期的开学阶段。",
    },
    {
        "overview": "汛期学校坚持校门口值守，师生出行平稳，防汛物资调配及时，校舍安全得到有效保障。",
        "first": "完善信息报送。信息组调试短信平台，遇有防汛预警时能够向全体家长发送提醒，教导处同步通知任课教师调整课程。",
        "second": "加强夜间巡查。保卫人员加密夜间巡逻，重点看护配电房和地下泵房，发现渗水立即上报并组织排险。",
        "problems": "与社区的防汛信息沟通还不够顺畅，预警转达有时滞后。校医室急救药品种类不全，定期查验的制度没有坚持。",
        "plans": "同社区共建防汛联络机制，定期交换雨情水情和人员转移安排，同时补齐急救药品并安排专人查验有效期。",
    },
)


@pytest.fixture(scope="module")
def flood_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("防汛")
    for (unit, year, river, n), own in zip(OTHERS, OWN, strict=True):
        text = REPORT.format(unit=unit, year=year, river=river, n=n, **own)
        (folder / f"{unit}.txt").write_text(text, "utf-8")
    return folder


# -- figures ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("组织演练三百二十人次", [(320, "人")]),
        ("投入２．８万元", [(28_000, "元")]),
        ("满意率达到百分之九十五", [(0.95, "")]),
        ("七成以上的家长", [(7, "成")]),
        ("走访数十户", [("数十", "户")]),
        ("五六百人参加", [("五六百", "人")]),
        ("二〇二四年3月5日", [(2024, "年"), (3, "月"), (5, "日")]),
        ("〔2024〕3号", [(2024, ""), (3, "号")]),
        ("更换供应商一家，", [(1, "家")]),
        ("存在三个方面的不足", [(3, "个")]),
    ],
)
def test_figures_are_values_with_what_they_count(text: str, figures: list[tuple[float | str, str]]) -> None:
    assert [figure.key for figure in figures_in(text)] == figures


@pytest.mark.parametrize(
    "text",
    [
        "落实“一岗双责”和两个责任，坚持三会一课",
        "一是加强领导；二是明确责任。第三，落实到人",
        "（二）开展检查，第一时间上报",
        "每月召开一次例会，建立一套机制",
        "门卫、食堂、班级、设施四个责任组",
        "六年级学生十分踊跃，千方百计做好三防工作",
        "认真贯彻党的二十大精神，落实“十四五”规划",
        "坚持24小时值班，遇险拨打119",
    ],
)
def test_set_phrases_and_enumerators_are_no_figures(text: str) -> None:
    assert figures_in(text) == []


# -- names and leaks -----------------------------------------------------------------


def test_names_are_known_wherever_they_stand() -> None:
    names = collect_names(
        ["青枫区霜林幼儿园"],
        [("r1", "园长沈若澜主持会议。活动在深圳市举行。距榕溪河约五百米。"), ("r2", "全园师生参加演练。")],
    )
    found = {name: kind for kind, name in names.within("沈若澜在霜林幼儿园门口，赴深圳市学习。", "")}
    assert found["沈若澜"] == "person"
    assert found["霜林幼儿园"] == "unit"
    assert found["深圳市"] == "place"
    assert list(names.within("全园师生参加演练。", "")) == []
    assert list(names.within("霜林幼儿园开展演练。", "霜林幼儿园")) == []


def a_draft(*sentences: Sentence) -> Draft:
    outline = Outline("工作总结", (OutlineSection("主要做法", role=Role.WORK),))
    facts = FactSheet("云栖里幼儿园", "2031年", facts=(Fact("开展消防演练2次，320人参加"),))
    request = DraftRequest("2031年安全工作总结", outline, facts)
    source = Source(1, "p1", "r1", "旧总结", ("主要做法",), "开展演练5次，编制预案，2023年底前完成整改。")
    return Draft("d1", request, (DraftSection("主要做法", 1, (sentences,)),), (source,))


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("开展演练5次。", [("5次", True)]),
        ("开展演练五次。", [("五次", True)]),
        ("开展演练8次。", [("8次", False)]),
        ("开展消防演练二次，三百二十人参加。", []),
        ("开展演练【待补：次数】次，2031年底前完成。", []),
        ("2023年底前完成整改。", [("2023年", True)]),
    ],
)
def test_a_leak_is_what_nobody_vouches_for(text: str, leaks: list[tuple[str, bool]]) -> None:
    draft = a_draft(Sentence(text, (1,)))
    vouched = Vouched.by(draft, 2031)
    found = leaks_in(draft.sections[0].sentences[0], vouched, NO_NAMES, {s.number: s for s in draft.sources})
    assert [(leak.text, leak.from_source) for leak in found] == leaks


def test_a_facts_own_number_does_not_vouch_for_another_thing() -> None:
    draft = a_draft(Sentence("更换灭火器2具。", (1,)))
    found = leaks_in(draft.sections[0].sentences[0], Vouched.by(draft, 2031), NO_NAMES, {})
    assert [leak.text for leak in found] == ["2具"]


def test_sentences_are_judged_for_leaks_support_and_repetition() -> None:
    draft = a_draft(
        Sentence("编制预案，2031年底前完成整改。", (1,)),
        Sentence("食堂每天公布带量食谱和采购价格。", (1,)),
        Sentence("一是编制预案，2031年底前完成整改。", (1,)),
    )
    tally = Tally()
    judge_sentences(draft, 2031, NO_NAMES, tally)
    assert {m.name: (m.failed, m.of) for m in tally.measured()} == {
        "leaks": (0, 3),
        "made_up": (0, 3),
        "supported": (1, 3),
        "repeated": (1, 3),
    }
    assert [f.sentence for f in tally.failures if f.measure == "supported"] == [
        "食堂每天公布带量食谱和采购价格。"
    ]


# -- facts, support, likeness ----------------------------------------------------------


def test_a_fact_is_stated_in_other_numerals_but_not_with_other_numbers() -> None:
    assert states("全年开展消防演练2次，320人参加。", "开展消防演练两次，三百二十人参加")
    assert not states("全年开展消防演练2次，330人参加。", "开展消防演练2次，320人参加")
    assert not states("共有2次，320人。", "开展消防演练2次，320人参加")


def test_invented_facts_are_always_the_same_and_have_no_number_twice() -> None:
    roles = {Role.OVERVIEW, Role.WORK, Role.PROBLEMS, Role.PLANS}
    unit = shipped_trades().unit("霜林幼儿园")
    one, again = (invent("r1", "2024年防汛工作总结", unit, "工作总结", 2031, roles) for _ in "12")
    assert one == again
    assert one.unit.endswith("幼儿园")
    assert 3 <= len(one.facts) <= 5
    numbers = [figure.value for fact in one.facts for figure in figures_in(fact.text)]
    assert len(numbers) == len(set(numbers))
    assert any("防汛" in fact.text for fact in one.facts)


@pytest.mark.parametrize(
    ("title", "unit", "topic"),
    [
        ("霜林幼儿园2024年防汛工作总结", "霜林幼儿园", "防汛"),
        ("2021年度述职报告", "", ""),
        ("关于义务教育优质均衡发展情况的调研报告", "", ""),
        ("雁湖小学关于2023年食品安全工作情况的汇报", "雁湖小学", "食品安全"),
    ],
)
def test_a_title_tells_its_topic(title: str, unit: str, topic: str) -> None:
    assert topic_of(title, unit) == topic


def test_support_leaves_blanks_enumerators_and_self_names_aside() -> None:
    passage = "我园每学期開展演練5次，提高師生安全意識。"
    assert support("一是本园每学期开展演练【待补：次数】次，提高师生安全意识。", passage) == 1.0
    assert support("食堂公示采购价格，接受家长监督。", passage) < LEAST_SUPPORT
    assert support("【待补：内容】。", passage) == 1.0


def test_rouge_l_is_of_the_longest_common_subsequence() -> None:
    assert rouge_l("安全工作", "安全的工作") == pytest.approx(8 / 9)
    assert rouge_l("", "安全") == 0
    assert rouge_l("安全【待补：数】工作", "安全工作") == 1
    assert up_to(["一二三", "四五六", "七"], 5) == "一二三四五"


# -- the command ---------------------------------------------------------------------


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["eval", "drafting", "--speed-home", str(tmp_path), "没有这里"])
    assert result.exit_code == WRONG
    assert "没有这里" in result.stderr
    assert result.stdout == ""


def test_four_reports_are_left_out_in_turn_and_drafted(
    model_folder: Path, flood_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTBOT_EMBEDDING_MODEL", str(model_folder))
    keep = tmp_path / "kept"
    args = ["eval", "drafting", str(flood_reports), "--timed", "1", "--errors", "1", "--keep", str(keep)]
    result = CliRunner().invoke(app, [*args, "--failures", "3", "--json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["writer"], found["reports"], found["sections"]) == ("extractive", 4, 16)
    measures = {one["name"]: one for one in found["measures"]}
    assert measures["leaks"]["value"] == 0, found["failures"]
    assert measures["made_up"]["value"] == 0, found["failures"]
    assert measures["repeated"]["value"] == 0, found["failures"]
    assert measures["facts"]["of"] == 4 * 5
    assert measures["planted_numbers"]["of"] == measures["planted_citations"]["of"] == 4
    assert measures["planted_citations"]["is_met"], found["failures"]
    assert [row["text"] for row in found["compared"]] == [
        "draft",
        "random",
        "top",
        "random_filled",
        "top_filled",
    ]
    assert found["compared"][0]["cosine_gain"] is None
    (speed,) = found["speed"]
    assert speed["passages"] > 0
    assert speed["whole"]["p50"] >= speed["first_section"]["p50"] > 0

    shown = CliRunner().invoke(app, [*args, "--limit", "1"])
    assert shown.exit_code == 0, shown.output
    assert "1 份报告，4 个部分" in shown.stdout
    assert "≥ 98%" in shown.stdout
    assert not (tmp_path / "home" / "draftbot.sqlite3").exists()  # the user's own data is as it was

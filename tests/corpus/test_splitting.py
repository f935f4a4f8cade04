"""Where a collection is cut, and where a single report is not."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from corpus.measuring import WAYS, boundaries, made_up_collection
from draftbot.corpus import read
from draftbot.corpus.lines import Line, lines_of
from draftbot.corpus.splitting.evidence import Page, is_part_heading
from draftbot.corpus.splitting.meaning import Odds, with_meaning
from telling import zh

A = """云湾区河湾小学2023年安全工作总结
2023年，河湾小学在区教育局的指导下，扎实做好校园安全各项工作，现总结如下。
一、主要做法
（一）健全制度。学校修订门卫、食堂、消防制度，逐项明确责任人和检查频次。
（二）排查隐患。每月组织一次拉网式排查，建立台账，限期整改并由分管校长签字销号。
二、存在问题
部分教师应急处置经验不足，个别监控点位图像不清晰，夜间巡查记录偏于简单。
三、下步打算
计划新增监控点位八处，组织两次实战演练，并把处置流程张贴到每个教室。""".split("\n")
B = """云湾区松坪街道2023年河道治理工作汇报
今年以来，松坪街道以水环境改善为目标，推进河道清淤、截污和岸线整治。
一、工作进展
完成清淤三公里，封堵排污口十一处，栽植岸边乔木四百余株，水质由劣五类提升到四类。
二、困难与不足
沿河商户油污直排现象时有反弹，管护经费来源单一，巡河员年龄普遍偏大。
三、下一步安排
推行河段认领制，争取专项资金，联合执法部门开展餐饮油污专项整治。""".split("\n")
C = """关于农村养老服务情况的调研报告
为了解农村养老服务现状，调研组走访九个村，座谈一百二十人次，现将情况报告如下。
一、基本情况
全镇六十岁以上老人占两成，独居老人四百余户，日间照料点仅有三处，床位长期空置。
二、主要问题
服务项目以棋牌为主，助餐助医供给不足，护理人员多为临时聘用，没有经过培训。
三、对策建议
建议由村集体牵头办助餐点，卫生院定期巡诊，并对护理人员实行持证上岗补贴。""".split("\n")
REPORTS = [(report[0], report[1:]) for report in (A, B, C)]


def starts(lines: list[str]) -> list[int]:
    return [report.first_line for report in read("\n".join(lines).encode(), "a.txt")]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(8))
def test_every_report_of_a_collection_is_found(way: str, seed: int) -> None:
    text, wanted = made_up_collection(REPORTS, way, random.Random(seed))
    score = boundaries(text, wanted)
    assert (score.hits, score.found) == (3, 3)


def test_the_reason_says_what_was_seen() -> None:
    reports = read("\n".join([*A, *B[1:]]).encode(), "a.txt")
    assert [report.first_line for report in reports] == [1, len(A) + 1]
    assert not reports[0].cut_reason
    assert "序号由“三、”回到“一、”" in zh(reports[1].cut_reason)
    assert "今年以来" in zh(reports[1].cut_reason)


def test_a_marker_names_the_report_that_has_no_title() -> None:
    first, second = read(
        "\n".join(["篇1：安全工作总结", *A[1:], "篇2：河道治理工作汇报", *B[1:]]).encode(), "a.txt"
    )
    assert (first.title, second.title) == ("安全工作总结", "河道治理工作汇报")
    assert zh(second.cut_reason) == "标记“篇2：河道治理工作汇报”"
    assert not second.title_is_derived


def test_an_advert_between_two_reports_is_a_border() -> None:
    advert = "小编为您整理了这篇河道治理工作汇报范文，希望能对您有所帮助。"
    assert starts([*A, advert, "【正文】", *B]) == [1, len(A) + 3]


def test_a_report_that_lost_its_first_section() -> None:
    assert starts([*A, B[1], *B[4:]]) == [1, len(A) + 1]


def test_a_closing_and_a_signature_part_two_letters_without_numbers() -> None:
    letter = [
        "各科室：",
        "为进一步规范公务用车管理，现就有关事项作如下说明，请遵照执行，执行中有何问题请及时反馈。",
        "特此通知。",
        "河湾镇党政办公室",
        "2024年3月5日",
    ]
    assert starts(
        [*letter, *letter[:1], "根据工作需要，决定对值班安排作如下调整，请各科室认真落实到人。", *letter[2:]]
    ) == [1, 6]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [A[0], "第一部分 2023年工作", *A[1:], "第二部分 2024年计划", *A[2:]], id="numbered parts"
        ),
        pytest.param(
            [A[0], A[1], "（一）2023年工作总结", *A[2:], "（二）2024年工作计划", *A[2:]], id="bracketed parts"
        ),
        pytest.param(
            [A[0].replace("总结", "总结及2024年工作计划"), *A[1:], "2024年工作计划", *A[2:]],
            id="plan of next year",
        ),
        pytest.param(
            [
                *A[:3],
                "学校从三个方面入手：",
                "一、制度先行，逐项修订。",
                "二、责任到人，逐级签订。",
                "三、检查从严。",
                *A[5:],
            ],
            id="list in a section",
        ),
        pytest.param(
            [
                "关于印发《河湾小学防汛预案》的通知",
                "各年级组：",
                "现将《河湾小学防汛预案》印发给你们，请认真执行，有关情况及时报告。",
                "河湾小学",
                "2024年4月1日",
                "河湾小学防汛预案",
                *A[2:],
            ],
            id="what a letter sends out",
        ),
        pytest.param(
            [*A, "附件1", "值班安排表", "一、日常值班", "教师轮流值守，周末由行政人员负责。", "二、夜间值班"],
            id="attachment",
        ),
        pytest.param(
            [line for line in A if not line.startswith(("一、", "二、", "三、"))] * 1, id="no numbers"
        ),
    ],
)
def test_a_single_report_is_not_cut(lines: list[str]) -> None:
    assert starts(lines) == [1]


def test_titles_repeated_at_the_head_make_one_report() -> None:
    assert len(starts([A[0], A[0], *A[1:]])) == 1


def test_a_running_count_of_parts_is_no_series_of_reports() -> None:
    plan = ["河湾镇五年规划", "第一篇 总则", *A[1:5], "总结2", *A[5:]]
    assert len(starts(plan)) == 1


def test_a_line_of_nothing_but_colons_is_no_heading_of_a_part() -> None:
    """Found by fuzzing: what is left of it when its colons go is empty."""
    page = Page(lines_of("一、做法\n：：\n二、问题"), frozenset())
    assert not is_part_heading(page, 1)


@pytest.mark.parametrize("part", ["2024年工作打算", "下一步工作思路", "明年工作安排"])
def test_a_part_on_plans_below_the_signature_is_no_report(part: str) -> None:
    signature = ["云湾区河湾小学", "2023年12月20日"]
    plans = ["一、继续抓安全", "每周检查一次。" * 6, "二、提高教学质量", "组织集体备课。" * 6]
    assert starts([*A, *signature, part, *plans]) == [1]


def test_a_model_of_meaning_is_asked_only_where_the_signs_leave_it_open() -> None:
    beds, nets = (
        "病区床位逐张登记，护士按时巡房，被服每周清洗消毒。",
        "渔网逐张收缴，江段每夜巡查，钓点设置警示牌。",
    )
    lines = [Line(number, beds if number <= 20 else nets) for number in range(1, 41)]
    page = Page(lines, frozenset())
    asked: list[str] = []

    def vectors(texts: Sequence[str]) -> list[npt.NDArray[np.float32]]:
        asked.extend(texts)
        found = [np.array([1, 0.4 * ("病区" in text), 0.4 * ("渔网" in text)], np.float32) for text in texts]
        return [vector / np.linalg.norm(vector) for vector in found]

    sure: dict[int, Odds] = {2: (4.0, ()), 36: (-4.0, ())}
    told = with_meaning(page, dict.fromkeys(range(8, 34), (-1.0, ())) | sure, vectors)
    assert [i for i, (odds, _) in told.items() if odds > 0] == [20, 2]
    assert {i: told[i] for i in sure} == sure
    assert [zh(sign.told) for sign in told[20][1]] == ["前后说的不是一件事"]
    asked.clear()
    assert with_meaning(page, sure, vectors) == sure
    assert not asked
    unsure: dict[int, Odds] = {20: (-1.0, ())}
    assert with_meaning(page, unsure, lambda texts: None) == unsure


@pytest.mark.parametrize("joint", ["\n", "\u3000"])
def test_a_signature_over_a_title_parts_papers_of_a_few_plain_lines(joint: str) -> None:
    signed = f"松林镇水管站{joint}2023年1月9日"
    papers = [
        f"松林镇水管站2022年供水小结\n抢修爆管十七处，最长停水四小时。\n水费收缴率九成三。\n{signed}",
        f"二〇二三年供水小结\n换水表六百只，老表跑字的没有了。\n{signed.replace('2023', '2024')}",
        "2024年上半年供水情况汇报\n水源地围网加高，钻围网钓鱼的少了。",
    ]
    reports = read("\n".join(papers).encode(), "a.txt")
    assert [(report.title, report.year.value) for report in reports] == [
        ("松林镇水管站2022年供水小结", 2022),
        ("二〇二三年供水小结", 2023),
        ("2024年上半年供水情况汇报", 2024),
    ]
    # The last does not sign: it is of the unit of the others of its file.
    assert [report.unit.value for report in reports] == ["松林镇水管站"] * 3
    assert reports[0].sections[0].paragraphs == ("抢修爆管十七处，最长停水四小时。", "水费收缴率九成三。")


def test_short_papers_under_the_bare_name_of_their_kind_are_parted() -> None:
    one = [
        "述职报告",
        "——仓库管理员 甲",
        "各位领导：",
        "我汇报三点。",
        "一、做了什么",
        "我清点货架二十排，账物相符。",
    ]
    one += [
        "二、欠了什么",
        "我交接记得不细，补了两回。",
        "三、打算",
        "我把台账做到随时能查。",
        "述职人：某某",
    ]
    other = [line.replace("仓库", "门卫").replace("货架二十排", "钥匙三十把") for line in one]
    assert starts([*one, *other]) == [1, len(one) + 1]

"""Titles, genres, units, years, levels, roles."""

from __future__ import annotations

import pytest

from draftbot.corpus import read
from draftbot.corpus.genres import genre_of, known_genres, leading, led_by
from draftbot.corpus.metadata import level_of, unit_of, year_of
from draftbot.corpus.roles import role_of, role_of_path
from draftbot.domain import Role

TEXT = "学校建立台账，逐项登记，限期整改，责任落实到人，期末统一考核并公布结果。"


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("河湾小学2024年安全工作总结", "工作总结"),
        ("河灣小學2024年安全工作總結", "工作总结"),
        ("关于防汛工作情况的汇报", "工作汇报"),
        ("关于安全生产工作情况的报告", "工作汇报"),
        ("2024年度述职述廉报告", "述职报告"),
        ("农村养老服务情况调研报告", "调研报告"),
        ("2025年春季学期教学工作计划", "工作计划"),
        ("2025年工作要点", "工作计划"),
        ("防溺水专项整治实施方案（试行）", "实施方案"),
        ("地震应急预案", "实施方案"),
        ("关于食堂检查情况的通报", "情况通报"),
        ("家园共育经验交流材料", "经验材料"),
        ("学习新课标心得体会", "心得体会"),
        ("2026年云湾省政府工作报告", "政府工作报告"),
        ("在全区教育大会上的讲话", "讲话稿"),
        ("在2024年度总结表彰大会上的讲话（摘要）", "讲话稿"),
        ("稻香镇党委书记在村级换届动员大会上的讲话", "讲话稿"),
        ("学习贯彻全会讲话精神情况的汇报", "工作汇报"),
        ("关于传达学习重要讲话精神的通知", "通知"),
        ("关于调整作息时间的通知", "通知"),
        ("关于做好年度评选表彰工作的通知", "通知"),
        ("关于表彰2024年度植树护绿先进集体和先进个人的决定", "表彰"),
        ("关于表扬抗洪抢险有功单位的通报", "表彰"),
        ("苇塘区教育局关于对校园足球联赛优胜队给予表扬的通报", "表彰"),
        ("关于授予梨园社区“无烟社区”称号的决定", "表彰"),
        ("关于晾晒场占用情况的通报", "情况通报"),
        ("关于表彰大会筹备情况的汇报", "工作汇报"),
        ("苇塘区安全生产专题会议纪要", "会议纪要"),
        ("2024年第七次主任办公会纪要", "会议纪要"),
        ("2024年工作总结暨2025年工作计划", "总结暨计划"),
        ("梨园社区2024年工作总结和2025年工作思路", "总结暨计划"),
        ("苗木站上半年工作总结及下半年工作安排", "总结暨计划"),
        ("工会2024年工作总结2025年工作计划", "总结暨计划"),
        ("年度总结计划", "总结暨计划"),
        ("2024年护林工作汇报及下一步打算", "工作汇报"),
        ("春天的故事", "其他"),
    ],
)
def test_genres(title: str, genre: str) -> None:
    assert genre_of(title).value == genre
    assert genre in known_genres()


def test_a_paper_that_joins_two_lends_its_form_as_the_first_of_them() -> None:
    assert leading("总结暨计划") == "工作总结"
    assert led_by("工作总结") == ("工作总结", "总结暨计划")
    assert all(led_by(genre) == (genre,) for genre in known_genres() if genre != "工作总结")


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (
            "苇塘区安全生产委员会\n会议纪要\n〔2024〕7号\n8月12日，区安委会召开会议，议定事项如下：\n一、关于农机检修\n"
            "会议指出，秋收前要对全区联合收割机逐台检修，检修情况由农机站登记造册。",
            "会议纪要",
        ),
        (
            "时间：9月3日\n地点：二楼会议室\n会议议定，由物业公司在十月底前完成三号楼外墙修补，费用从维修资金中列支。",
            "会议纪要",
        ),
        (
            "各镇人民政府：\n过去一年，全区涌现出一批植树先进。为鼓励先进，区政府决定对梨园社区等三个集体予以表彰。\n"
            "希望受到表彰的集体再接再厉，作出新的成绩。",
            "表彰",
        ),
        (
            "根据《苇塘区安委会会议纪要》的要求，现将秋收期间检修农机的事项通知如下。\n一、检修范围\n"
            "全区的联合收割机，逐台检修并登记造册。",
            "通知",
        ),
    ],
)
def test_papers_whose_title_or_text_names_them(text: str, genre: str) -> None:
    (report,) = read(text.encode(), "稿.txt")
    assert report.genre.value == genre


@pytest.mark.parametrize(
    ("title", "lines", "unit"),
    [
        ("云湾区教育局关于2024年学前教育工作的汇报", [TEXT], "云湾区教育局"),
        ("松坪镇中心小学校园安全工作总结", [TEXT], "松坪镇中心小学"),
        ("云湾区中小学教师队伍建设情况调研报告", [TEXT, "云湾区教育局", "2024年5月6日"], "云湾区教育局"),
        ("2024年工作总结", [TEXT, "河湾街道办事处", "2024年12月6日"], "河湾街道办事处"),
        ("2021年度述职报告", ["河湾小学校长 李某", TEXT], "河湾小学"),
        ("把好事办好", ["——云湾区河湾街道网格治理经验材料", TEXT], "云湾区河湾街道"),
        ("2026年云湾省政府工作报告", [TEXT], "云湾省"),
        ("一年来的思考", [TEXT], ""),
    ],
)
def test_units(title: str, lines: list[str], unit: str) -> None:
    assert unit_of(title, lines).value == unit


@pytest.mark.parametrize(
    ("title", "lines", "year"),
    [
        ("河湾小学2024年安全工作总结", ["2023年以来，"], 2024),
        ("河湾小学2023—2024学年工作总结", [], 2024),
        ("安全工作总结", [TEXT, "河湾小学", "2024年12月6日"], 2024),
        ("安全工作总结", ["2022年，学校在区教育局指导下开展工作。"], 2022),
        ("安全工作总结", ["二〇二二年，学校在区教育局指导下开展工作。"], 2022),
        ("安全工作总结", ["落实《学前教育行动计划（2021—2025年）》。", TEXT], None),
        ("安全工作总结", ["20**年，学校在区教育局指导下开展工作。"], None),
    ],
)
def test_years(title: str, lines: list[str], year: int | None) -> None:
    assert year_of(title, lines).value == year


def test_a_files_name_tells_the_year_where_the_text_does_not() -> None:
    assert year_of("安全工作总结", [TEXT], "安全工作总结2021").value == 2021


@pytest.mark.parametrize(
    ("unit", "level"),
    [
        ("国务院办公厅", "国家"), ("云湾省", "省级"), ("云岭市教育局", "市级"), ("云湾区教育局", "区县"), ("云湾自治区", "省级"),
        ("松坪镇人民政府", "乡镇街道"), ("云湾区河湾街道办事处", "乡镇街道"), ("云湾区河湾小学", "单位"), ("", ""),
    ],
)  # fmt: skip
def test_levels(unit: str, level: str) -> None:
    assert level_of(unit, "").value == level


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("存在的主要问题", Role.PROBLEMS), ("問題與不足", Role.PROBLEMS), ("下步打算", Role.PLANS), ("2025年工作安排", Role.PLANS),
        ("主要做法", Role.WORK), ("措施与成效", Role.WORK), ("基本情况", Role.OVERVIEW), ("指导思想", Role.BASIS), ("工作目标", Role.GOALS),
        ("实施步骤", Role.STEPS), ("保障措施", Role.SUPPORT), ("几点体会", Role.EXPERIENCE), ("美丽的校园", Role.OTHER),
    ],
)  # fmt: skip
def test_roles(heading: str, role: Role) -> None:
    assert role_of(heading) is role


def test_a_subsection_keeps_its_parents_role() -> None:
    assert role_of_path(("存在问题", "工作措施不够有力")) is Role.PROBLEMS
    assert role_of_path(("主要做法", "把责任分到每一间房")) is Role.WORK
    assert role_of_path(("2024年工作情况", "存在问题")) is Role.PROBLEMS
    assert role_of_path(()) is Role.OTHER


@pytest.mark.parametrize(
    ("lines", "title", "derived"),
    [
        (["河湾小学2024年工作总结", TEXT, "一、做法", TEXT], "河湾小学2024年工作总结", False),
        (
            ["云湾区人民政府关于加快推进", "学前教育普及普惠工作的通知", "各街道：", TEXT],
            "云湾区人民政府关于加快推进学前教育普及普惠工作的通知",
            False,
        ),
        (["搭好家园连心桥", "——河湾幼儿园经验材料", TEXT], "搭好家园连心桥", False),
        (["一、健全制度，压实责任", TEXT], "健全制度，压实责任", True),
        (
            ["尊敬的各位领导：", "今年我负责后勤工作，主要做了三件事。", TEXT],
            "今年我负责后勤工作，主要做了三件事",
            True,
        ),
    ],
)
def test_titles(lines: list[str], title: str, derived: bool) -> None:
    (report,) = read("\n".join(lines).encode(), "a.txt")
    assert (report.title, report.title_is_derived) == (title, derived)


def test_a_report_without_title_says_its_genre_itself() -> None:
    lines = [
        "尊敬的各位领导：",
        "现将我一年来的履职情况报告如下。",
        "一、履职实绩",
        TEXT,
        "以上述职，请予审议。",
    ]
    (report,) = read("\n".join(lines).encode(), "a.txt")
    assert report.genre.value == "述职报告"

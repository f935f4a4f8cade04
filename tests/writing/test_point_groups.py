"""Points of several reports on one matter are one group, and a section takes each matter once."""

from __future__ import annotations

import pytest

from draftbot.domain import OutlineSection, Passage, ReportSummary, Role, Script
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.masking.mask import Masked
from draftbot.writing.picking import MOST_POINTS, Measure, pick
from draftbot.writing.point_groups import group_points
from draftbot.writing.points import Point
from draftbot.writing.said import UsedContent
from making.briefs import brief

MATTERS = {
    "储备防汛物资": (
        "防汛沙袋、水泵和照明灯集中存放在门厅，专人保管，每月清点一次。",
        "沙袋、铁锹、抽水泵放在门厅旁的库房，由后勤人员保管，每月检查一次数量。",
        "防汛物资统一放在门厅，沙袋和水泵指定专人看管，按月清点补充。",
    ),
    "开展避险演练": (
        "组织幼儿开展暴雨避险演练，各班按路线转移到二层活动室。",
        "全园开展避险转移演练，教师带领幼儿沿固定路线上到二层教室。",
        "各班练习暴雨天气的转移，幼儿排队沿路线走到二层的活动室。",
    ),
    "做好家长告知": (
        "雨天提前向家长发布接送提示，告知路面积水和接送地点。",
        "遇到大雨，教师提前告诉家长接送的地点和时间变化。",
        "班级在雨前给家长发信息，说明接送地点和积水路段。",
    ),
}


def report(name: str) -> ReportSummary:
    title = f"{name}2024年防汛工作总结"
    return ReportSummary(name, title, "工作总结", name, 2024, Script.SIMPLIFIED, f"{name}.txt", 1, 900)


def points() -> list[Point]:
    """What three units tell of three matters, each in its own order."""
    found = []
    for n, unit in enumerate(("甲幼儿园", "乙幼儿园", "丙幼儿园")):
        for at, (heading, texts) in enumerate(MATTERS.items()):
            text = texts[n]
            passage = Passage(f"{unit}-p{at}", unit, at, ("主要做法", f"{heading}{n}"), Role.WORK, text)
            found.append(Point(heading, (Masked(text, ()),), passage, report(unit), 1.0 + 0.1 * n, at / 3))
    return found


def test_each_matter_is_one_group_of_three_units(embeddings: SentenceEmbeddings) -> None:
    groups = group_points(points(), brief(), embeddings)
    assert sorted(tuple({p.heading for p in g.points}) for g in groups) == sorted((h,) for h in MATTERS)
    assert {g.units for g in groups} == {3}


def test_two_headings_of_one_report_are_never_one(embeddings: SentenceEmbeddings) -> None:
    one = points()[0]
    twin = Passage("甲幼儿园-p9", "甲幼儿园", 9, ("主要做法", "物资保管"), Role.WORK, one.text)
    other = Point("物资保管", one.sentences, twin, one.report, 1.0, 0.9)
    assert len(group_points([one, other], brief(), embeddings)) == 2


def test_a_section_tells_each_matter_once_in_the_usual_order(embeddings: SentenceEmbeddings) -> None:
    section = OutlineSection("主要做法", role=Role.WORK, length=600)
    picked = pick(group_points(points(), brief(), embeddings), Measure(section, 20, 0), UsedContent())
    assert [point.heading for point in picked] == list(MATTERS)


@pytest.mark.parametrize(("length", "most"), [(150, 2), (300, 3), (900, 5), (1600, 7), (6000, MOST_POINTS)])
def test_room_for_points_goes_with_the_length(length: int, most: int) -> None:
    assert Measure(OutlineSection("主要做法", role=Role.WORK, length=length), 0, 0).points <= most

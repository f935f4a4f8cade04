"""Headings in parallel form are one series of work, whatever one word in them says."""

from __future__ import annotations

import pytest

from draftbot.corpus.roles import role_of
from draftbot.domain import OutlineSection, Role
from draftbot.outlines.series import read_in_series


def roles(*headings: str) -> list[Role]:
    sections = [OutlineSection(heading, 1, role=role_of(heading)) for heading in headings]
    return [section.role for section in read_in_series(sections)]


@pytest.mark.parametrize(
    "headings",
    [
        ("改进流程，让教研有效率", "搭建平台，让教研有深度"),
        ("聚焦难点问题，破解发展难题", "聚焦民生实事，增进群众福祉", "聚焦作风建设，锻造过硬队伍"),
        ("改进巡检流程", "搭建调度平台", "完善考核机制"),
        ("找准问题，夯实整改根基", "落实责任，守住安全底线", "强化监督，巩固整改成效"),
    ],
)
def test_a_series_is_work_throughout(headings: tuple[str, ...]) -> None:
    assert set(roles(*headings)) == {Role.OTHER}


@pytest.mark.parametrize(
    "headings",
    [
        ("基本情况", "主要做法", "存在问题", "下步打算"),
        ("摸清现状", "找准问题", "提出对策"),
        ("加强领导", "完善制度", "改进措施"),
        ("回顾过去，总结成绩", "正视不足，找准差距", "展望未来，明确方向"),
        ("夯基础，稳质量", "抓研训，强队伍", "谋未来，开新局"),
    ],
)
def test_parts_of_a_paper_keep_their_roles(headings: tuple[str, ...]) -> None:
    assert roles(*headings) == [role_of(heading) for heading in headings]


def test_a_role_that_the_outline_tells_otherwise_stays() -> None:
    told = [
        OutlineSection("改进流程，让教研有效率", 1, role=Role.GOALS),
        OutlineSection("搭建平台，让教研有深度", 1, role=Role.OTHER),
    ]
    assert [section.role for section in read_in_series(told)] == [Role.GOALS, Role.OTHER]


def test_only_what_stands_below_one_heading_is_a_series() -> None:
    sections = [
        OutlineSection(heading, level, role=role_of(heading))
        for level, heading in (
            (1, "教研工作"), (2, "改进流程，让教研有效率"), (1, "队伍建设"), (2, "搭建平台，让教师有舞台"),
        )
    ]  # fmt: skip
    assert read_in_series(sections)[1].role is Role.PLANS

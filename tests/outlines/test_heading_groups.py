"""Headings that mean the same, told without a model where their words suffice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from draftbot.index.embedding import FloatArray
from draftbot.outlines.heading_groups import PastHeading, bare_heading, group_headings


def nothing_alike(texts: Sequence[str]) -> FloatArray:
    return np.full((len(texts), len(texts)), -1.0, dtype=np.float32)


def same_first_character(texts: Sequence[str]) -> FloatArray:
    return np.array([[0.3 if a[0] == b[0] else -0.3 for b in texts] for a in texts], dtype=np.float32)


def headings(*reports: Sequence[str], about: str = "2024年防汛工作总结", level: int = 1) -> list[PastHeading]:
    return [
        PastHeading(str(n), about, (heading,), level)
        for n, report in enumerate(reports)
        for heading in report
    ]


def groups(past: list[PastHeading], likeness: object = nothing_alike) -> list[list[str]]:
    found = group_headings(past, likeness)  # type: ignore[arg-type]
    return [[past[i].heading for i in group] for group in found]


def test_no_headings_give_no_groups() -> None:
    assert group_headings([], nothing_alike) == []


def test_headings_that_only_name_a_role_are_one_however_worded() -> None:
    past = headings(
        ["基本情况", "主要做法与成效", "存在的问题", "下一步工作打算"],
        ["总体情况", "主要工作", "存在问题及不足", "2025年工作安排"],
        ["防汛工作概况", "主要措施和成效", "问题與不足", "今后努力方向"],
    )
    assert groups(past) == [
        ["基本情况", "总体情况", "防汛工作概况"],
        ["主要做法与成效", "主要工作", "主要措施和成效"],
        ["存在的问题", "存在问题及不足", "问题與不足"],
        ["下一步工作打算", "2025年工作安排", "今后努力方向"],
    ]


def test_two_roles_in_one_heading_are_a_section_of_their_own() -> None:
    past = headings(["存在的问题"], ["存在问题和下步打算"], ["问题与努力方向"])
    assert groups(past) == [["存在的问题"], ["存在问题和下步打算", "问题与努力方向"]]


def test_a_usual_part_with_a_word_of_its_own_is_still_that_part() -> None:
    assert groups(headings(["基本情况"], ["汛情旱情概况"])) == [["基本情况", "汛情旱情概况"]]


def test_lines_of_work_are_told_apart_and_joined_by_meaning() -> None:
    past = headings(["隐患排查抓得实", "演练做在平时"], ["隐患整治见成效", "物资备在汛前"], level=2)
    assert groups(past) == [["隐患排查抓得实"], ["演练做在平时"], ["隐患整治见成效"], ["物资备在汛前"]]
    assert groups(past, same_first_character)[0] == ["隐患排查抓得实", "隐患整治见成效"]


def test_two_headings_of_one_report_are_never_one() -> None:
    past = headings(["主要措施", "取得的成效"], ["主要措施", "取得的成效"])
    assert groups(past, same_first_character) == [["主要措施", "主要措施"], ["取得的成效", "取得的成效"]]


def test_a_problem_is_never_one_with_work_of_the_same_words() -> None:
    past = [
        PastHeading("1", "安全工作总结", ("主要做法", "队伍建设"), 2),
        PastHeading("2", "安全工作总结", ("存在的问题", "队伍建设"), 2),
    ]
    assert groups(past, same_first_character) == [["队伍建设"], ["队伍建设"]]


def test_years_and_asides_are_not_part_of_a_heading() -> None:
    assert bare_heading("2024年工作安排：") == "工作安排"
    assert bare_heading("准备階段（2月至3月）") == "准备阶段"

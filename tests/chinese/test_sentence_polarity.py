"""A sentence is judged by what it says, not by the heading it stood under."""

from __future__ import annotations

import pytest

from draftbot.chinese.sentence_polarity import contradicts, fact_tells_problem
from draftbot.domain import Role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("部分教师的应急处置能力还存在不足。", Role.WORK),
        ("下一步，幼儿园将更换老化的插座。", Role.WORK),
        ("园内监控仍有盲区，夜间巡查不够细致。", Role.OVERVIEW),
        ("下学期，将组织全员急救训练，人人掌握方法。", Role.PROBLEMS),
        ("全年未发生安全责任事故，家长满意度明显提高。", Role.PROBLEMS),
        ("应急物资的储备数量不足。", Role.PLANS),
        ("师生的防范意识明显增强，受到上级好评。", Role.PLANS),
    ],
)
def test_a_sentence_of_the_wrong_kind_is_noticed(sentence: str, role: Role) -> None:
    assert contradicts(sentence, role)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("针对巡查记录不完善的问题，逐项落实整改。", Role.WORK),
        ("幼儿园将园内划分为几个责任片区。", Role.WORK),
        ("对学习困难学生优先走访。", Role.WORK),
        ("每周听课评课，对薄弱班级跟踪指导。", Role.WORK),
        ("隐患排查不够细致，个别角落存在盲区。", Role.PROBLEMS),
        ("下一步，针对监控盲区较多的问题，将增设探头。", Role.PLANS),
        ("把安全教育纳入每周活动安排。", Role.PLANS),
    ],
)
def test_a_fitting_sentence_passes(sentence: str, role: Role) -> None:
    assert not contradicts(sentence, role)


@pytest.mark.parametrize(
    ("fact", "is_problem"),
    [
        ("老年人被骗还有7起", True), ("发生轻微工伤2起", True), ("2处水塘没有护栏", True),
        ("路灯有11盏不亮", True), ("有1处报警器失灵，9月才修好", True),
        ("处理投诉40件", False), ("查处违规用电12起", False), ("全年无安全事故", False),
        ("没有发生食物中毒", False), ("交通事故同比下降12%", False), ("更换灭火器24具", False),
    ],
)  # fmt: skip
def test_a_fact_that_tells_of_trouble_is_told_from_what_was_done_about_it(
    fact: str, is_problem: bool
) -> None:
    assert fact_tells_problem(fact) is is_problem

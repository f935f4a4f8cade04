"""What a section does in its report, told from its heading."""

from __future__ import annotations

import re

from draftbot.chinese.scripts import to_simplified
from draftbot.domain import Role

# In order: a heading such as 存在问题及下步打算 is about the problems first.
_RULES: tuple[tuple[Role, str], ...] = (
    # 着力消除低洼带来的隐患 tells what was done, not what is wrong.
    (
        Role.WORK,
        r"(?:消除|解决|整治|破解|补齐|化解|治理|排查|防范)[^，。、]{0,12}(?:隐患|问题|短板|困难|薄弱)",
    ),
    (Role.PROBLEMS, r"问题|不足|短板|差距|困难|弱项|薄弱|制约|原因|困境|教训|隐患(?!排查|整治|治理)|缺点"),
    (
        Role.PLANS,
        r"下[一]?步|下阶段|下半年|明年|来年|今后|打算|计划|设想|努力方向|改进|建议|对策|展望|思路"
        r"|出路|工作(?:安排|要点|重点)|整改(?:措施|方向)|意见建议|未来",
    ),
    (Role.EXPERIENCE, r"经验|体会|启示|启发|感悟|感受|收获"),
    (Role.STEPS, r"步骤|阶段|进度|时间(?:安排|节点)|日程|流程"),
    (Role.SUPPORT, r"保障|组织领导|工作要求|有关要求|几点要求|纪律要求|组织实施|注意事项|督导考核"),
    (Role.BASIS, r"依据|指导思想|总体要求|总体思路|基本原则|工作原则|目的|意义|背景|缘由"),
    (
        Role.OVERVIEW,
        r"基本情况|总体情况|基本概况|概况|概述|现状|任职|岗位职责|工作职责|主要职责|单位简介|园情|校情|调研情况|基本做法概述",
    ),
    (Role.GOALS, r"目标"),
    (
        Role.WORK,
        r"做法|措施|举措|成效|成绩|成果|亮点|特色|工作情况|完成情况|开展情况|进展|落实情况|履职|履行"
        r"|实绩|(?:主要|工作|重点)任务|工作回顾|主要工作|回顾|所做的工作|工作开展|推进情况|建设情况",
    ),
    (Role.CLOSING, r"结语|结束语|落款|附件"),
    (Role.OPENING, r"前言|引言|导语|由头|内容提要|摘要"),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _RULES)


def role_of(heading: str) -> Role:
    """The role `heading` announces (存在问题 → PROBLEMS), else OTHER."""
    plain = to_simplified(heading)
    for role, pattern in _COMPILED:
        if pattern.search(plain):
            return role
    return Role.OTHER


# A section on problems or plans keeps its role all the way down: 措施不力 under
# 存在问题 is still a problem. Other roles give way to a subheading that has its own.
_LASTING = (Role.PROBLEMS, Role.PLANS, Role.EXPERIENCE, Role.STEPS, Role.SUPPORT)
_WORTH_A_CHANGE = (Role.PROBLEMS, Role.PLANS, Role.EXPERIENCE, Role.OVERVIEW)
_PLAIN_LENGTH = 14


def role_of_path(path: tuple[str, ...]) -> Role:
    """The role of a section under the headings `path` (outermost first).

    A subsection takes over its parent's role, unless the parent has none or its
    own heading plainly announces another (problems, plans, experience).
    """
    role = Role.OTHER
    for heading in path:
        own = role_of(heading)
        if role is Role.OTHER or (
            role not in _LASTING and own in _WORTH_A_CHANGE and len(heading) <= _PLAIN_LENGTH
        ):
            role = own
    return role

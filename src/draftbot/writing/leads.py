"""The sentence a section opens with: says what follows, and claims nothing."""

from __future__ import annotations

import random
import re

from draftbot.chinese.scripts import to_simplified
from draftbot.domain import OutlineSection, Role
from draftbot.facts.brief import Brief

# {when} 2025年， {own} 本园 {subject} 防汛工作. Of several, one that holds a cue of the
# section is taken first (调研中发现), else the seed chooses.
_OF_A_UNIT: dict[Role, tuple[str, ...]] = {
    Role.OVERVIEW: (
        "{when}{own}{subject}的总体情况如下。",
        "现将{own}{subject}的基本情况说明如下。",
        "调研组就{subject}开展了调研，基本情况如下。",
    ),
    Role.WORK: (
        "{when}{own}围绕{subject}，主要做了以下几方面工作。",
        "{when}{own}{subject}主要从以下几个方面展开。",
        "从调研情况看，{subject}的现状和做法主要有以下几个方面。",
    ),
    Role.EXPERIENCE: ("回顾{subject}，主要有以下几点体会。", "做好{subject}，有以下几点体会。"),
    Role.PROBLEMS: (
        "对照工作要求，{subject}还存在以下不足。",
        "在肯定成绩的同时，{subject}还存在一些不足，主要表现在以下方面。",
        "调研中发现，{subject}还存在以下问题。",
    ),
    Role.PLANS: (
        "下一步，{own}将重点抓好以下几方面工作。",
        "针对存在的问题，下一步重点做好以下几方面工作。",
        "针对上述问题，提出以下建议。",
    ),
    Role.GOALS: ("{subject}要达到以下目标。", "{subject}的主要目标如下。"),
    Role.STEPS: ("{subject}按以下步骤进行。", "{subject}分以下几步组织实施。"),
    Role.SUPPORT: ("为保证{subject}落到实处，提出以下要求。", "做好{subject}，要抓好以下几项保障。"),
    Role.OTHER: ("{when}{own}{heading}主要包括以下几个方面。", "{heading}方面，主要有以下内容。"),
}
_OF_A_PERSON: dict[Role, tuple[str, ...]] = {
    Role.OVERVIEW: ("{when}本人任职和履职的总体情况如下。",),
    Role.WORK: ("{when}我主要做了以下几方面工作。", "{when}我的履职情况主要有以下几个方面。"),
    Role.PROBLEMS: ("对照岗位要求，我还存在以下不足。", "回顾履职情况，我还存在以下不足。"),
    Role.PLANS: ("今后，我将从以下几个方面努力。", "下一步，我将重点做好以下几方面工作。"),
}
_OF_A_SCHEME: dict[Role, tuple[str, ...]] = {
    Role.WORK: ("{subject}的主要任务有以下几项。", "{subject}重点抓好以下几项任务。"),
}
_SCHEMES = frozenset(("工作计划", "实施方案"))
# A lead with one of these speaks for a survey, and is out of place elsewhere.
_OF_A_SURVEY = ("调研", "提出以下建议")
# A section shorter than this has no characters to spare for one.
SHORTEST_WITH_LEAD = 130
# 廉的方面 before 方面.
_DOUBLED = re.compile(r"的?(?:几个)?方面$")
# These need no list behind them.
STANDING_ALONE = frozenset((Role.OVERVIEW,))


def lead_for(section: OutlineSection, brief: Brief) -> str:
    """The lead of a section; "" where its kind has none."""
    forms = _forms(section, brief)
    if not forms or (section.length or SHORTEST_WITH_LEAD) < SHORTEST_WITH_LEAD:
        return ""
    cued = [
        form for form in forms if any(len(cue) > 2 and to_simplified(cue) in form for cue in section.cues)
    ]
    chosen = random.Random(f"{brief.seed}:{section.heading}:lead").choice(cued or forms)
    return chosen.format(
        when=f"{brief.year}年，" if brief.year else "",
        own="" if brief.first_person else brief.self_name,
        subject=brief.subject,
        heading=_DOUBLED.sub("", to_simplified(section.heading)),
    )


def plain_lead(section: OutlineSection) -> str:
    """The lead of a section whose matter is all in its subsections."""
    return f"{section.heading}分以下几个方面。" if section.role is not Role.OPENING else ""


def _forms(section: OutlineSection, brief: Brief) -> list[str]:
    forms = _OF_A_UNIT.get(section.role, ())
    if brief.first_person:
        forms = _OF_A_PERSON.get(section.role, forms)
    if brief.genre in _SCHEMES:
        forms = _OF_A_SCHEME.get(section.role, forms if section.role is not Role.OVERVIEW else ())
    is_survey = brief.genre == "调研报告"
    of_surveys = [form for form in forms if any(mark in form for mark in _OF_A_SURVEY)]
    return of_surveys if is_survey and of_surveys else [form for form in forms if form not in of_surveys]

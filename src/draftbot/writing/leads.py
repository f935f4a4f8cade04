"""The sentence a section opens with: says what follows, and claims nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from itertools import accumulate

import rjieba

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import word_table
from draftbot.domain import OutlineSection, Role
from draftbot.facts.brief import Brief, matter_of

OF_LEARNING, OF_SPEECH = "心得体会", "演讲稿"
SCHEMES = frozenset(("工作计划", "实施方案"))
# A section shorter than this has no characters to spare for one.
SHORTEST_WITH_LEAD = 130
# 廉的方面 before 方面.
_DOUBLED = re.compile(r"的?(?:几个)?方面$")
# With fewer characters a heading names nothing without its verb.
_LEAST_NAMED = 3
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
        when=f"{brief.when}，" if brief.when else "",
        own="" if brief.first_person else brief.own_name,
        subject=brief.subject,
        heading=_DOUBLED.sub("", as_noun(matter_of(section.heading))),
    )


def as_noun(heading: str) -> str:
    """A heading as a sentence names its matter: 存款组织 of 抓存款组织."""
    words = _leads()["pushing"]
    # 强 of 强化 is no word of its own.
    ends = [end for end in accumulate(map(len, rjieba.cut(heading, False))) if heading[:end] in words]
    left = heading[max(ends, default=0) :]
    return left if len(left) >= _LEAST_NAMED else heading


def plain_lead(section: OutlineSection) -> str:
    """The lead of a section whose matter is all in its subsections."""
    if section.role is Role.OPENING:
        return ""
    return _leads()["above others"][0].format(heading=section.heading)


def _leads() -> Mapping[str, tuple[str, ...]]:
    """Leads by who speaks and the section's role, from `data/leads.txt`."""
    return word_table("leads", "draftbot.writing")


def _forms(section: OutlineSection, brief: Brief) -> list[str]:
    role: str = section.role
    if role is Role.OTHER and matter_of(section.heading) != to_simplified(section.heading):
        role = "clauses"
    forms = _leads().get(f"unit {role}", ())
    if brief.genre == OF_SPEECH:
        return []
    if brief.genre == OF_LEARNING:
        return list(_leads().get(f"learner {role}", forms))
    if brief.first_person:
        forms = _leads().get(f"person {role}", forms)
    if brief.genre in SCHEMES:
        without = () if section.role is Role.OVERVIEW else forms
        forms = _leads().get(f"scheme {role}", without)
    of_surveys = [form for form in forms if any(mark in form for mark in _leads()["of a survey"])]
    is_survey = brief.genre == "调研报告"
    return of_surveys if is_survey and of_surveys else [form for form in forms if form not in of_surveys]

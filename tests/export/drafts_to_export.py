"""Drafts to export."""

from __future__ import annotations

from draftbot.domain import (
    Draft,
    DraftRequest,
    DraftSection,
    FactSheet,
    Outline,
    Sentence,
    Source,
)

WATCH = "汛期安排双人值班，交接班当面签字"


def draft(
    title: str = "向阳幼儿园2025年防汛工作总结",
    *,
    sections: tuple[DraftSection, ...] | None = None,
    facts: FactSheet | None = None,
    first_person: bool = False,
) -> Draft:
    """A draft with an opening of two lines, four levels of headings, a blank,
    citations, an empty section, a closing formula and two sources."""
    facts = facts or FactSheet(unit="青禾区向阳幼儿园", date="2025-12-05")
    return Draft(
        id="d1",
        request=DraftRequest(title, Outline("工作总结", (), first_person=first_person), facts),
        sections=SECTIONS if sections is None else sections,
        sources=(
            Source(1, "p1", "r1", "晨光幼儿园2024年防汛工作总结", ("主要做法", "值班"), f"{WATCH}。" * 20),
            Source(2, "p2", "r2", "柳荫街道2023年防汛工作汇报", ("措施",), "沿街排查排水口\x07。"),
        ),
        opening=tuple(
            Sentence(line, origin="connective") for line in ("各位领导：", "现将有关情况汇报如下：")
        ),
        closing=(Sentence("特此报告。", origin="connective"),),
    )


SECTIONS = (
    DraftSection("基本情况", 1, ((Sentence("本园重视防汛。"),),)),
    DraftSection("主要做法", 1),
    DraftSection(
        "健全制度",
        2,
        (
            (Sentence(f"{WATCH}。", citations=(1, 2)), Sentence("值班【待补：人数】人。", (2,), ("人数",))),
            (Sentence("制度已公示。"),),
        ),
    ),
    DraftSection("排班", 3, ((Sentence("按周排班。"),),)),
    DraftSection("白班", 4, ((Sentence("白班两人。"),),)),
    DraftSection("排查隐患", 2, ((Sentence("每月一查。"),),)),
    DraftSection("夜班", 3, ((Sentence("夜班一人。"),),)),
    DraftSection("存在的问题", 1),
)
HEADINGS = [
    "一、基本情况", "二、主要做法", "（一）健全制度", "1.排班", "（1）白班", "（二）排查隐患", "1.夜班", "三、存在的问题",
]  # fmt: skip

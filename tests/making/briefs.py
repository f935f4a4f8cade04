"""A brief and a source for tests of the extractive writer's parts."""

from __future__ import annotations

from draftbot.domain import (
    DraftRequest,
    Fact,
    FactSheet,
    Outline,
    OutlineSection,
    ReportSummary,
    Role,
    Script,
)
from draftbot.facts.brief import Brief, brief_for
from draftbot.facts.knowledge import Knowledge
from making.finders import finder, tagger
from making.trades import shipped_trades

SOURCE = ReportSummary(
    "r1-1",
    "晨光幼儿园2023年防汛工作总结",
    "工作总结",
    "青山区晨光幼儿园",
    2023,
    Script.SIMPLIFIED,
    "a.txt",
    1,
    1500,
)


def brief(title: str = "2025年幼儿园防汛工作总结", unit: str = "向阳幼儿园", *facts: str) -> Brief:
    outline = Outline("工作总结", (OutlineSection("主要做法", role=Role.WORK),))
    sheet = FactSheet(unit=unit, facts=tuple(map(Fact, facts)))
    return brief_for(DraftRequest(title, outline, sheet), known("青山区晨光幼儿园", "晨光幼儿园", "育才小学"))


def known(*unit_names: str) -> Knowledge:
    """What a corpus knows that has units of these names."""
    return Knowledge(finder(), unit_names, trades=shipped_trades(), tagger=tagger())

"""What a title says before a word is written: whose paper it is, and about what."""

from __future__ import annotations

import pytest

from draftbot.corpus.title_parts import parts_of
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import DraftRequest, FactSheet, Outline
from draftbot.facts.brief import brief_for, subject_of
from making.briefs import known
from making.finders import tagger
from making.trades import shipped_trades


@pytest.mark.parametrize(
    ("title", "unit", "subject", "topic"),
    [
        ("枫桥街道办事处2026年防汛工作总结", "青山区枫桥街道办事处", "防汛工作", ["防汛"]),
        ("枫桥街道2026年防汛工作总结", "青山区枫桥街道办事处", "防汛工作", ["防汛"]),
        ("2025年幼儿园防汛工作总结", "", "防汛工作", ["防汛"]),
        ("青山区教育局关于2025年学前教育工作情况的汇报", "青山区教育局", "学前教育工作", ["学前"]),
        ("向阳幼儿园2025年度工作总结", "青山区向阳幼儿园", "各项工作", []),
    ],
)
def test_a_title_tells_its_subject(title: str, unit: str, subject: str, topic: list[str]) -> None:
    parts = parts_of(title, UnitReader(tagger(), shipped_trades()), unit)
    assert subject_of(parts) == subject
    assert list(parts.topic) == topic


@pytest.mark.parametrize(
    ("unit", "kind", "trade"),
    [
        ("白鹭洲道路救援服务队", "消防站", "消防救援"),
        ("白鹭洲道路救援服务队", "刑警", "公安"),
        ("白鹭洲公安局巡警大队三中队", "", "公安"),
        ("白鹭洲三中团委", "", "团组织"),
    ],
)
def test_a_kind_of_unit_that_is_told_tells_the_trade(unit: str, kind: str, trade: str) -> None:
    request = DraftRequest("2025年工作总结", Outline("工作总结", ()), FactSheet(unit=unit), kind=kind)
    told = brief_for(request, known()).trade
    assert told is not None
    assert told.name == trade

"""Past sentences that tell of somebody else than the new paper's writer."""

from __future__ import annotations

import pytest

from draftbot.domain import DraftRequest, FactSheet, ReportSummary, Script
from draftbot.facts.brief import Brief, brief_for
from draftbot.facts.knowledge import Knowledge
from draftbot.outlines.book import load_outlines
from draftbot.writing.whose_deeds import is_of_another
from making.desks import ROOT
from making.finders import finder, tagger
from making.trades import shipped_trades

BOOK = load_outlines(ROOT / "prompts")
KNOWN = Knowledge(finder(), trades=shipped_trades(), tagger=tagger())


def brief(title: str, unit: str) -> Brief:
    return brief_for(DraftRequest(title, BOOK.outline_for(title), FactSheet(unit=unit)), KNOWN)


def source(title: str, unit: str) -> ReportSummary:
    return ReportSummary("r1", title, "工作总结", unit, 2024, Script.SIMPLIFIED, "r.txt", 1, 900)


@pytest.mark.parametrize(
    ("sentence", "is_another"),
    [
        ("骨科围绕缩短住院日改进流程，平均住院日下降。", True),
        ("全科医护人员分批参加急救演练。", True),
        ("每周抽查病历，问题当周整改。", False),
    ],
)
def test_a_part_of_a_unit_does_not_tell_for_the_whole(sentence: str, is_another: bool) -> None:
    of_a_part = source("柳湾县医院骨科2024年工作总结", "柳湾县医院骨科")
    assert is_of_another(sentence, of_a_part, brief("2025年工作总结", "青渡镇卫生院")) is is_another


@pytest.mark.parametrize(
    ("sentence", "is_another"),
    [
        ("街道督促施工单位清运渣土。", True),
        ("每周比对清运记录，街道当日查明原因。", True),
        ("楼栋长逐户登记独居老人。", False),
        ("困难家庭的情况及时报街道备案。", False),
    ],
)
def test_what_another_level_does_as_such_is_not_the_writers(sentence: str, is_another: bool) -> None:
    above = source("柳湾街道办事处2024年环境整治工作总结", "柳湾街道办事处")
    assert is_of_another(sentence, above, brief("2025年环境整治工作总结", "清溪社区")) is is_another
    assert not is_of_another(sentence, above, brief("2025年环境整治工作总结", "青渡街道办事处"))

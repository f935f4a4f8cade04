"""Whose word a sentence is, and how many points are left to confirm."""

from __future__ import annotations

import pytest

from draftbot.checks.standing import Standing, points_of, points_to_confirm, standing_of
from draftbot.domain import Draft, DraftRequest, DraftSection, Outline, Sentence


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("安全工作必须警钟长鸣。", Standing.USUAL),
        ("各岗位应当守土尽责。", Standing.USUAL),
        ("托管机构必须建立接送登记制度。", Standing.USUAL),
        ("对老人应当一视同仁。", Standing.USUAL),
        ("质量是工厂的生命。", Standing.USUAL),
        ("我厂的设备是全市大修的依据。", Standing.TO_CONFIRM),
        ("接下来要常到村里走走。", Standing.TO_CONFIRM),
        ("老人取药要多走两站路。", Standing.TO_CONFIRM),
        ("园里修整了护坡，必须长期坚持。", Standing.TO_CONFIRM),
        ("必须备足沙袋200个。", Standing.TO_CONFIRM),
        ("乡道没有路灯。", Standing.TO_CONFIRM),
        ("与湖区管理站联合巡查。", Standing.TO_CONFIRM),
        ("少数家长雨天仍在园门口停车。", Standing.TO_CONFIRM),
    ],
)
def test_only_norms_are_usual(text: str, standing: Standing) -> None:
    assert standing_of(Sentence(text, (1,))) is standing


def test_the_users_word_is_given() -> None:
    assert standing_of(Sentence("演练2次。", (), origin="fact")) is Standing.GIVEN
    assert standing_of(Sentence("乡道没有路灯。", (1,), confirmed=True)) is Standing.GIVEN


def test_points_are_paragraphs_and_items() -> None:
    told = (
        Sentence("还存在以下不足。", (), origin="connective"),
        Sentence("一是乡道没有路灯。", (1,)),
        Sentence("夜间出行不便。", (1,)),
        Sentence("二是人手不足。", (2,), confirmed=True),
    )
    section = DraftSection("存在的问题", 1, (told, (Sentence("物资偏少。", (3,)),)))
    assert list(points_of(section)) == [range(1), range(1, 3), range(3, 4), range(4, 5)]
    draft = Draft("d1", DraftRequest("2025年工作总结", Outline("工作总结", ())), (section,))
    assert points_to_confirm(draft) == 2

"""Spoken counts and days stand in figures; what is no count stays as it was told."""

from __future__ import annotations

import pytest

from draftbot.facts.in_figures import in_figures


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("家访了三十一户", "家访了31户"),
        ("发放一万两千件", "发放1.2万件"),
        ("作业本六百多本", "作业本600多本"),
        ("3月20号上午十点", "3月20日上午十点"),
        ("十月十八号开始", "10月18日开始"),
        ("两个人值班", "两个人值班"),
        ("来了十几个人", "来了十几个人"),
        ("五六百人参加", "五六百人参加"),
        ("百分之七十的人十分满意", "百分之七十的人十分满意"),
        ("占二十分之一", "占二十分之一"),
        ("拿了第二十名", "拿了第二十名"),
    ],
)
def test_what_was_spoken_is_written_in_figures(said: str, written: str) -> None:
    assert in_figures(said) == written

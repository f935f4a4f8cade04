"""Units of kinds that no list knows: told by how their title sets them off and by what their text says."""

from __future__ import annotations

import pytest

from draftbot.corpus import read
from making.finders import tagger
from making.trades import shipped_trades

TAIL = "一、日常工作\n全年按计划检修设备四十台次，记录齐全。\n二、下步打算\n明年更换两台水泵，培训三名青年职工。\n"


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("柳溪县农机推广站2024年工作总结\n一年来，围绕春耕备耕抓服务，完成了任务。\n", "柳溪县农机推广站"),
        ("青坪蔬菜储备库2024年工作总结\n青坪蔬菜储备库现有冷库三间，能存菜八百吨。\n", "青坪蔬菜储备库"),
        ("红岭雨量观测台2024年度工作总结\n今年雨水偏多，观测任务较重。\n", "红岭雨量观测台"),
        # What a title begins with may as well be what the paper is about.
        ("安全生产2024年工作总结\n安全生产工作始终摆在首位，全年没有发生事故。\n", ""),
        ("柳溪县农业2024年工作总结\n农业获得丰收，粮食总产稳定。\n", ""),
        ("后勤2024年工作总结\n后勤工作紧紧围绕教学，保证了供应。\n", ""),
    ],
)
def test_a_unit_set_off_by_the_period_of_its_title(head: str, unit: str) -> None:
    (report,) = read((head + TAIL).encode(), "报告.txt", tagger=tagger(), trades=shipped_trades())
    assert report.unit.value == unit


def test_a_subtitle_tells_unit_and_genre_where_the_title_is_a_slogan() -> None:
    text = f"一根针穿起千家事\n——柳溪县水利站防汛值守经验材料\n站里人少事多，靠的是制度。\n{TAIL}"
    (report,) = read(text.encode(), "材料.txt", tagger=tagger(), trades=shipped_trades())
    assert (report.unit.value, report.genre.value) == ("柳溪县水利站", "经验材料")

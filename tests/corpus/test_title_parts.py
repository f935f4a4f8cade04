"""A title that a user types, or a report has, taken apart: unit, period, genre, topic."""

from __future__ import annotations

import pytest

from draftbot.corpus.title_parts import split_title, topic_words
from making.finders import tagger
from making.trades import shipped_trades


@pytest.mark.parametrize(
    ("title", "unit", "period", "topic", "genre"),
    [
        ("市第一人民医院2025年护理工作总结", "市第一人民医院", "2025年", ["护理"], "工作总结"),
        ("2025年向阳幼儿园防汛工作总结", "向阳幼儿园", "2025年", ["防汛"], "工作总结"),
        ("2025年幼儿园防汛工作总结", "", "2025年", ["防汛"], "工作总结"),
        ("县住建局关于2024年老旧小区改造工作情况的报告", "县住建局", "2024年", ["老旧", "小区", "改造"], "工作汇报"),
        ("2024—2025学年第二学期星河小学教学工作总结", "星河小学", "2024—2025学年第二学期", ["教学"], "工作总结"),
        ("2025年寒假值班工作方案 松岗小学", "松岗小学", "2025年", ["寒假", "值班"], "实施方案"),
        ("创建文明城市工作汇报 翠竹社区", "翠竹社区", "", ["创建", "文明", "城市"], "工作汇报"),
        ("青泥镇2025年村庄清洁整治工作方案", "青泥镇", "2025年", ["村庄", "清洁", "整治"], "实施方案"),
        ("夕阳红养老院2024年工作总结", "夕阳红养老院", "2024年", [], "工作总结"),
        ("驻石桥村工作队二〇二四年工作总结", "驻石桥村工作队", "二〇二四年", [], "工作总结"),
        ("中国建设银行（云溪支行）2024年合规工作总结", "中国建设银行（云溪支行）", "2024年", ["合规"], "工作总结"),
        ("2026年云湾省政府工作报告", "云湾省", "2026年", [], "政府工作报告"),
        ("关于5月份宿舍检查的通报", "", "5月份", ["宿舍", "检查"], "情况通报"),
        ("下学期的体育工作总结", "", "下学期", ["体育"], "工作总结"),
        ("2024年度安全工作总结——星河小学", "星河小学", "2024年度", ["安全"], "工作总结"),
        ("河灣小學2024年消防工作總結", "河湾小学", "2024年", ["消防"], "工作总结"),
        ("望江路小学党支部2024年党建工作总结", "望江路小学党支部", "2024年", ["党建"], "工作总结"),
        ("某某县应急管理局2024年工作总结暨2025年工作计划", "某某县应急管理局", "2024年", [], "总结暨计划"),
        ("把好事办好", "", "", ["好事", "办好"], "其他"),
        ("", "", "", [], "其他"),
    ],
)  # fmt: skip
def test_the_parts_of_a_title(title: str, unit: str, period: str, topic: list[str], genre: str) -> None:
    parts = split_title(title, tagger(), shipped_trades())
    assert (parts.unit, parts.period, list(parts.topic), parts.genre) == (unit, period, topic, genre)


@pytest.mark.parametrize(
    "title",
    [
        "加强社区治理工作汇报", "平安校园2024年创建工作总结", "学校食堂食品安全工作总结", "云湾区中小学教师队伍建设情况调研报告",
        "副馆长2024年度述职报告", "新建幼儿园2024年选址方案", "法治进社区活动总结", "民办幼儿园2024年年检情况通报",
    ],
)  # fmt: skip
def test_what_is_done_or_of_many_is_no_unit(title: str) -> None:
    assert split_title(title, tagger(), shipped_trades()).unit == ""


def test_a_title_that_names_a_kind_of_unit_says_which(  # 幼儿园: no unit, but whose words to use
) -> None:
    parts = split_title("2025年幼儿园防汛工作总结", tagger(), shipped_trades())
    assert (parts.unit, parts.of_unit) == ("", "幼儿园")


def test_without_a_tagger_the_tails_must_do() -> None:
    assert split_title("2025年星河幼儿园防汛工作总结", None, shipped_trades()).unit == "星河幼儿园"
    assert split_title("云溪县税务局2024年工作总结", None).unit == "云溪县税务局"


def test_a_heading_has_its_words_too() -> None:
    assert topic_words("2024年食堂管理工作情况") == ("食堂", "管理")

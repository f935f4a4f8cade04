"""Sentences, Simplified and Traditional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftbot.chinese.scripts import normalise, script_of, to_simplified
from draftbot.chinese.sentences import split_sentences
from draftbot.domain import Script


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("甲。乙！丙？丁", ["甲。", "乙！", "丙？", "丁"]),
        ("他说：“先整改。再复查。”大家同意。", ["他说：“先整改。再复查。”", "大家同意。"]),
        ("做到“谁主管、谁负责”。全园动员。", ["做到“谁主管、谁负责”。", "全园动员。"]),
        (
            "落实《办法》（试行。2023年修订）。开展检查。",
            ["落实《办法》（试行。2023年修订）。", "开展检查。"],
        ),
        ("（一）加强领导。成立专班。", ["（一）加强领导。", "成立专班。"]),
        ("效果如何？！大家都看到了。", ["效果如何？！", "大家都看到了。"]),
        ("没有闭合（的括号。后一句。", ["没有闭合（的括号。", "后一句。"]),
        ("第一行\n第二行。", ["第一行", "第二行。"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@given(st.text(alphabet="甲乙。！？（）《》“”‘’「」\n ,", max_size=200))
def test_no_character_is_lost(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_simplifying_keeps_the_length(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


def test_scripts() -> None:
    assert script_of("学校组织开展消防演练") is Script.SIMPLIFIED
    assert script_of("學校組織開展消防演練") is Script.TRADITIONAL
    assert script_of("学校组织开展消防演练；學校組織開展消防演練") is Script.MIXED
    assert script_of("") is Script.SIMPLIFIED
    assert to_simplified("學校組織開展消防演練") == "学校组织开展消防演练"
    assert normalise("①２０２３年，面積５０㎡") == "12023年,面积50m2"

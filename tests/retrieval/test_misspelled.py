"""Pinyin and slips find what was meant and say so; what is right is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.retrieval.misspelled import Speller
from draftbot.retrieval.query import understand
from draftbot.retrieval.synonyms import Synonyms
from draftbot.service import Draftbot

QUESTIONS = Path(__file__).parents[2] / "scripts" / "sample_questions.tsv"


@pytest.fixture
def speller(sample_service: Draftbot) -> Speller:
    return Speller(sample_service._parts.search.index.fulltext)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xiaofang", "消防"),
        ("xiao fang", "消防"),
        ("XIAOFANG", "消防"),
        ("xiāofáng qìcái", "消防器材"),
        ("fangxunzhiban", "防汛值班"),
        ("消方器材", "消防器材"),
        ("放汛值班", "防汛值班"),
        ("食堂流样", "食堂留样"),
        ("隐患排察", "隐患排查"),
        ("述值报告", "述职报告"),
        ("垃级分类", "垃圾分类"),
        ("护里质量", "护理质量"),
    ],
)
def test_what_was_meant_is_searched_for_and_told(sample_service: Draftbot, typed: str, meant: str) -> None:
    slipped, right = sample_service.search(typed, 5), sample_service.search(meant, 5)
    assert (slipped.query, slipped.searched_as) == (typed, meant)
    assert [h.passage.id for h in slipped.hits] == [h.passage.id for h in right.hits]
    assert right.searched_as == ""


@pytest.mark.parametrize(
    "query",
    [
        "防汛",
        "家校共育",
        "禁毒宣传",
        "量子计算",
        "app",
        "AED",
        "hello world",
        "abc",
        "期末考核",
        "“消方器材”",
        "110",
        "校园欺凌",
        "养老护理员有证的太少",
    ],
)
def test_what_is_right_or_unknown_or_in_quotes_is_left_alone(speller: Speller, query: str) -> None:
    assert speller.meant(understand(query, Synonyms())) == ""


def test_a_very_long_word_comes_to_an_end(speller: Speller) -> None:
    assert speller.meant(understand("zhi" * 20_000 + "v", Synonyms())) == ""


def test_hardly_a_plain_question_is_taken_for_a_slip(speller: Speller) -> None:
    lines = [
        line.split("\t")[0] for line in QUESTIONS.read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    changed = [line for line in lines if speller.meant(understand(line, Synonyms()))]
    assert changed == []

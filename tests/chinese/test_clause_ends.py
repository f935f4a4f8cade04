"""Where clauses end in words without marks."""

from __future__ import annotations

import pytest

from draftbot.chinese.clause_ends import with_clause_ends
from draftbot.chinese.lac_tagger import LacTagger


@pytest.fixture(scope="module")
def tagger() -> LacTagger:
    return LacTagger()


@pytest.mark.parametrize(
    ("spoken", "clauses"),
    [
        ("今年新栽行道树320棵补种草坪1500平方米清理垃圾86车", 3),
        ("泵房5月改造完了花了27万元再也没有停过水", 3),
        ("我们窗口一共9个人去年评上先进的是2个", 2),
        ("领导说写得太长了压到一千八百字标题也换一下", 3),
    ],
)
def test_a_long_breath_is_cut_where_its_clauses_end(tagger: LacTagger, spoken: str, clauses: int) -> None:
    marked = with_clause_ends(spoken, tagger)
    assert marked.replace("，", "") == spoken
    assert len(marked.split("，")) == clauses


def test_no_clause_ends_between_two_amounts(tagger: LacTagger) -> None:
    assert "3金5银" in with_clause_ends("带队参加省锦标赛拿了3金5银食堂也是我们办的没有发生食物中毒", tagger)


@pytest.mark.parametrize(
    "text",
    [
        "把第二部分第三句删掉",
        "柳河县教育局关于全县中小学校园食品安全专项整治工作情况的报告",
        "今年新栽行道树320棵，补种草坪1500平方米，清理垃圾86车。",
        "",
    ],
)
def test_what_is_one_clause_or_has_its_marks_stays(tagger: LacTagger, text: str) -> None:
    assert with_clause_ends(text, tagger) == text

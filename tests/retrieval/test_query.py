"""What is asked for: the words that tell, what stands in quotes, synonyms; odd and long input."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from draftbot.chinese.word_lists import word_set
from draftbot.chinese.words import match_expression, words_of
from draftbot.errors import EmptyQuery
from draftbot.retrieval.highlights import find_highlights
from draftbot.retrieval.query import MAX_MUSTS, MAX_QUERY_CHARS, Query, Term, understand
from draftbot.retrieval.synonyms import Synonyms, load_synonyms

SHIPPED = load_synonyms(Path(__file__).parents[2] / "prompts" / "synonyms.txt")
NONE = Synonyms()


def words(query: Query) -> list[str]:
    return [term.word for term in query.terms]


def term(query: Query, word: str) -> Term:
    return next(t for t in query.terms if t.word == word)


@pytest.mark.parametrize("asked", ["防汛工作的组织领导", "安全检查 消防器材", "PPT课件 ＡＢＣ", "heading:x"])
def test_words_are_those_of_the_index(asked: str) -> None:
    assert sorted(words(understand(asked, NONE))) == sorted(set(words_of(asked)) - word_set("stop_words"))


# -- quotes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "text", "musts"),
    [
        ("“安全生产月”活动", "安全生产月活动", ("安全生产月",)),
        ('帮我找"一岗双责"的段落', "一岗双责", ("一岗双责",)),
        ("＂防汛＂总结", "防汛总结", ("防汛",)),
        ("「園所」安全『檢查』", "园所安全检查", ("园所", "检查")),
        ("‘双减’ 落实 “双减”", "双减 落实 双减", ("双减",)),
        ("“甲‘乙’丙”", "甲乙丙", ("甲‘乙’丙",)),
        ("“PPT”课件", "PPT课件", ("ppt",)),
        ("“帮我”小程序", "帮我小程序", ("帮我",)),
        ("请问“怎么办”怎么写", "怎么办", ("怎么办",)),
        ("防汛“”总结", "防汛 总结", ()),
        ("防汛“，”总结", "防汛 总结", ()),
        ("防汛“总结", "防汛总结", ()),
        ('5" 水管', "5 水管", ()),
        ("防汛」总结『", "防汛总结", ()),
        ("teacher’s day", "teacher’s day", ()),
        ("《安全生产法》的落实", "《安全生产法》的落实", ()),
    ],
)
def test_what_stands_in_quotes_must_be_there(asked: str, text: str, musts: tuple[str, ...]) -> None:
    query = understand(asked, NONE)
    assert (query.text, query.musts) == (text, musts)
    assert set(musts) <= set(query.highlights)


def test_there_are_not_more_phrases_than_can_be_meant() -> None:
    assert len(understand("".join(f"“词{i}”" for i in range(100)), NONE).musts) == MAX_MUSTS


# -- synonyms --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "word", "alternative"),
    [
        ("防汛值班", "防汛", "防洪"),
        ("防汛值班", "值班", "值守"),
        ("園所環境", "园所", "幼儿园"),
        ("党的建设工作", "党的建设", "党建"),
        ("消防安全", "消防安全", "防火 安全"),
        ("课后服务开展情况", "课后 服务", "延时 服务"),
        ("家长学校活动", "家长学校", "家长 课堂"),
        ("请问晨午检怎么做", "晨午 检", "晨检"),
    ],
)
def test_synonyms_are_found_by_word_and_by_phrase(asked: str, word: str, alternative: str) -> None:
    assert alternative in term(understand(asked, SHIPPED), word).alternatives


def test_a_part_of_a_listed_word_has_no_synonyms_of_its_own() -> None:
    query = understand("幼儿园", SHIPPED)
    assert term(query, "幼儿园").alternatives == ("园所",)
    assert term(query, "幼儿").alternatives == ()


def test_a_synonym_is_not_found_across_words() -> None:
    query = understand("校园长廊文化", Synonyms([["园长", "园领导"]]))
    assert not any(t.alternatives for t in query.terms)


def test_words_of_a_phrase_stay_beside_it() -> None:
    query = understand("疏散演练", SHIPPED)
    assert words(query) == ["疏散", "疏散 演练", "演练"]
    assert {"疏散演练", "逃生演练", "演习"} <= set(query.highlights)


def test_what_a_synonym_finds_is_marked_as_written() -> None:
    text = "開展消防安全教育"
    spans = find_highlights(text, understand("防火安全", SHIPPED).highlights)
    assert "消防安全" in {text[start:end] for start, end in spans}


def test_highlights_of_terms_made_by_hand() -> None:
    query = Query("防汛", "防汛", (Term("防汛", ("防洪",)),), ("防汛",))
    assert query.highlights == ("防汛", "防洪")


# -- bad input -------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked", ["", "   ", "，。！？", "()*\"'", "“”", "_", "\x00\x01", "\ud800", "\ufeff\u200b", "😀", "——……"]
)
def test_a_query_without_a_word_is_refused(asked: str) -> None:
    with pytest.raises(EmptyQuery):
        understand(asked, SHIPPED)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("AND OR NOT", ["and", "or", "not"]),
        ('NEAR(a b) * " ^ -', ["near", "a", "b"]),
        ("防\x00汛", ["防汛"]),
        ("防\ud800汛", ["防汛"]),
        ("防\u200b汛\ue000", ["防汛"]),
        ("防汛\n\t总结", ["防汛", "总结"]),
        ("防汛 防汛 防汛", ["防汛"]),
        ("防汛，。！", ["防汛"]),
    ],
)
def test_odd_characters_do_no_harm(asked: str, expected: list[str]) -> None:
    query = understand(asked, NONE)
    assert words(query) == expected
    query.asked.encode("utf-8")
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE w USING fts5(x)")
        for t in query.terms:
            db.execute("SELECT 1 FROM w WHERE w MATCH ?", (match_expression([t.word]),)).fetchall()


LONG = [
    "防汛" * 50_000,
    "".join(chr(0x4E00 + i % 9000) for i in range(100_000)),
    "“" + "甲”“" * 33_333,
    "一" * 100_000,
    "9,999" * 20_000,
    "帮我找" * 33_333 + "防汛",
    "有" + "的" * 100_000 + "防汛",
    "2024年第三" * 14_000,
    "ﷺ" * 100_000,
]


@pytest.mark.parametrize("asked", LONG, ids=range(len(LONG)))
def test_a_text_pasted_by_mistake_is_cut(asked: str) -> None:
    query = understand(asked, SHIPPED)
    assert len(query.text) <= MAX_QUERY_CHARS
    assert 1 <= len(query.terms) <= 64


@pytest.mark.parametrize(
    ("asked", "musts"),
    [
        ("“易涝点” 排查", ("易涝点",)),
        ("防汛“值班制度”", ("值班制度",)),
        ("帮我找提到“易涝点”的段落", ("易涝点",)),
        ("建立“双师型”教师队伍", ()),
        ("扎实开展“安全生产月”各项活动", ()),
        ("抓好“两个责任”“三张清单”", ("两个责任", "三张清单")),
    ],
)
def test_quotes_in_running_text_are_that_texts_own(asked: str, musts: tuple[str, ...]) -> None:
    assert understand(asked, NONE).musts == musts

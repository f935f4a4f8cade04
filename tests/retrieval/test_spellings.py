"""Other spellings of numerals, checked against what an index of the text holds."""

from __future__ import annotations

import sqlite3

import pytest

from draftbot.chinese.words import match_expression, words_of
from draftbot.retrieval.highlights import find_highlights
from draftbot.retrieval.query import understand
from draftbot.retrieval.synonyms import Synonyms

NONE = Synonyms()


def words(asked: str) -> list[str]:
    return [term.word for term in understand(asked, NONE).terms]


def finds(phrase: str, text: str) -> bool:
    """Whether a full-text index of `text`, cut as ours is, holds the phrase."""
    db = sqlite3.connect(":memory:")
    try:
        db.execute('CREATE VIRTUAL TABLE w USING fts5(x, tokenize = "unicode61 remove_diacritics 0")')
        db.execute("INSERT INTO w VALUES (?)", (" ".join(words_of(text)),))
        return bool(db.execute("SELECT 1 FROM w WHERE w MATCH ?", (match_expression([phrase]),)).fetchall())
    finally:
        db.close()


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("2024年防汛", "二〇二四年，我园认真开展工作"),
        ("2024年防汛", "二零二四年，我园认真开展工作"),
        ("2024年防汛", "二○二四年，我园认真开展工作"),
        ("2024年防汛", "在2024年春季"),
        ("二〇二四年防汛", "在2024年春季"),
        ("二○二四年防汛", "二〇二四年春季"),
        ("二零二四年度总结", "2024年度工作"),
        ("3月工作", "三月，开展检查"),
        ("三月工作", "3月，开展检查"),
        ("3月份工作", "三月份，开展检查"),
        ("十二月安排", "12月开展检查"),
        ("2024年3月15日演练", "于三月十五日开展演练"),
        ("三月十五日演练", "于3月15日开展演练"),
        ("320人参加", "共三百二十人参加活动"),
        ("三百二十人参加", "共320人参加活动"),
        ("1200人", "共1,200人参加"),
        ("1,200人", "共一千二百人参加"),
        ("两百人", "共200人参加"),
        ("3万元", "投入三万元资金"),
        ("十二次", "检查12次"),
        ("3次演练", "开展三次演练"),
        ("2次演练", "开展两次演练"),
        ("24小时值班", "实行二十四小时值班"),
        ("二十四小时值班", "实行24小时值班"),
        ("三年级活动", "3年级学生"),
        ("第3季度", "第三季度工作"),
        ("第三季度", "第3季度工作"),
        ("第12条", "第十二条规定"),
        ("95%", "合格率达到百分之九十五以上"),
        ("百分之九十五", "合格率达95%以上"),
        ("百分之九十五点五", "合格率达95.5%"),
        ("100%", "合格率百分之百"),
    ],
)
def test_another_spelling_of_a_number_is_found_and_marked(asked: str, text: str) -> None:
    query = understand(asked, NONE)
    assert any(finds(phrase, text) for t in query.terms for phrase in (t.word, *t.alternatives))
    numerals = [mark for t in query.terms if t.alternatives for mark in t.written]
    assert find_highlights(text, numerals)


@pytest.mark.parametrize(
    "asked",
    ["五六百人", "三百二人", "八项规定", "第三方检测", "第一责任人", "两个维护", "一日生活", "十三月", "0人"]
    + ["12345热线", "3-6岁", "一〇一中学", "二维码", "三个月", "1.25万元", "007个"],
)
def test_what_is_no_certain_number_has_no_other_spelling(asked: str) -> None:
    assert not any(t.alternatives for t in understand(asked, NONE).terms)


def test_splinters_of_a_numeral_are_no_words_of_the_query() -> None:
    assert words("二〇二四年防汛") == ["二 〇 二 四年", "防汛"]
    assert words("2024年3月防汛") == ["2024", "3 月", "防汛"]
    assert {"季度", "第三季度"} <= set(words("第三季度"))

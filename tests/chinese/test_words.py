from __future__ import annotations

import sqlite3

import pytest

from draftbot.chinese.words import match_expression, query_words, words_of


def test_traditional_and_full_width_text_gives_the_same_words() -> None:
    assert words_of("消防應急演練２次") == words_of("消防应急演练2次")


def test_stop_words_go_unless_nothing_else_is_left() -> None:
    assert query_words("帮我找一下关于防汛的段落") == ["防汛"]
    assert query_words("怎么办") != []
    assert query_words("，。！") == []


@pytest.mark.parametrize("word", ["AND", 'a"b', "*", "NEAR(", "col:x", "-"])
def test_no_word_is_taken_for_an_operator(word: str) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    db.execute("INSERT INTO t VALUES ('plain')")
    assert db.execute("SELECT * FROM t WHERE t MATCH ?", (match_expression([word]),)).fetchall() == []
    db.close()


def test_a_very_long_query_is_cut() -> None:
    assert len(query_words("".join(chr(0x4E00 + i) for i in range(5000)))) <= 64

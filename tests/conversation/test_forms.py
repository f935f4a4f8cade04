"""What is surely said: the forms of certain.txt, and the sayings that suggestions send."""

from __future__ import annotations

import re

import pytest

from draftbot.chinese.word_lists import word_table
from draftbot.conversation import actions as do
from draftbot.conversation.names import ACTION_NAMES, name_of, slots_of
from draftbot.conversation.sayings import say, understood
from draftbot.conversation.understanding.forms import BrokenFormError, forms, pattern_of
from draftbot.drafts.addresses import LAST, Where


@pytest.mark.parametrize(
    ("template", "said", "other"),
    [
        ("(删|删去){section=named}", "删去基本情况", "删"),
        ("[把|将]{text}[都]*去掉", "把水泵都都去掉", "水泵都去"),
        ("<mood>换成{text}", "快换成别的", "换成别的"),
        ("写：{number}字", "写:三百字", "写300字"),
        ("存…md", "存到桌上的md", "存到很远很远很远的地方的md"),
        ("a+b", "a+b", "aab"),
    ],
)
def test_a_form_describes_what_it_says(template: str, said: str, other: str) -> None:
    form = re.compile(pattern_of(template, {"mood": "快|急"}))
    assert form.fullmatch(said)
    assert not form.fullmatch(other)


@pytest.mark.parametrize("template", ["删{nothing}", "<unknown>删"])
def test_a_form_that_says_nothing_known_is_refused(template: str) -> None:
    with pytest.raises(BrokenFormError, match="删"):
        pattern_of(template, {})


def test_each_form_asks_for_an_action_there_is() -> None:
    assert {form.name for form in forms()} <= ACTION_NAMES
    assert all(re.compile(form.rule.pattern) for form in forms())


FIRST, LAST_ONE, WORDS = Where("概况", 0, 1), Where("概况", 0, LAST), Where(quote="定期检查")


@pytest.mark.parametrize(
    "action",
    [
        do.MoveSentence(FIRST, "打算"),
        do.MoveSentence(LAST_ONE, "打算", 1),
        do.MoveSentence(FIRST, "", 1),
        do.MoveSentence(WORDS, "打算"),
        do.RewriteSentence(LAST_ONE, "longer"),
        do.DeleteSentence(LAST_ONE),
        do.DeleteSentence(Where(quote="定期检查", to="逐项销号")),
        do.MoveSentence(Where(quote="定期检查", to="逐项销号"), "打算"),
        do.NumberItems("概况"),
        do.NumberItems("概况", bracketed=True),
        do.JoinSentences(LAST_ONE),
        do.AddSentence("各班备好雨具", "概况", 1),
        do.Confirm(WORDS),
        do.Confirm(Where()),
        do.DeleteUnconfirmed(),
        do.DeleteUnconfirmed("概况"),
        do.SetLock(Where("概况", 2), True),
        do.SetLock(WORDS, False),
        do.ShowSources(WORDS),
        do.CompareVersions(1, 3),
        do.RestoreVersion(LAST),
        do.MergeSections("概况", "打算", "今后"),
        do.ChooseReports("", "without"),
        do.SetOpening(""),
        do.SetClosing(""),
        do.SetFact("author", ""),
        do.UsePassage(2),
        do.UseModel(False),
    ],
    ids=str,
)
def test_what_can_be_done_can_be_suggested(action: do.Action) -> None:
    assert understood(say(action)) == action


def test_where_a_sentence_goes_is_told_beside_where_it_stands() -> None:
    action = do.MoveSentence(FIRST, "打算", 2)
    assert name_of(action) == "sentence.move"
    assert slots_of(action) == {"section": "概况", "sentence": 1, "to": "打算", "place": 2}


def test_what_is_certain_is_no_word_list_of_the_code() -> None:
    assert len(word_table("certain", "draftbot.conversation")) > 30

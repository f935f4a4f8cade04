"""Phrases with gaps, and words that hold a phrase and mean something else."""

from __future__ import annotations

import pytest

from draftbot.chinese.phrases import Phrases, phrase_pattern, phrases_of

TROUBLES = Phrases(["困难", "存在…问题", "不足"], ["困难家庭", "生活困难", "不足…改进"])


@pytest.mark.parametrize(
    "text", ["还有困难。", "存在一些问题", "存在问题", "困难家庭多，困难也多", "困难，生活难"]
)
def test_a_phrase_is_found(text: str) -> None:
    assert TROUBLES.stands_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "帮扶困难家庭",
        "解决生活困难",
        "存在于此，没有问题",  # a gap ends with its clause
        "存在了一年又一年又一年又一年的问题",  # and after twelve characters
        "不足之处已改进",
    ],
)
def test_what_only_looks_like_one_is_not(text: str) -> None:
    assert not TROUBLES.stands_in(text)


def test_a_text_is_opened_by_a_phrase_only_at_its_head() -> None:
    assert TROUBLES.opens("困难不少")
    assert not TROUBLES.opens("有困难")
    assert not TROUBLES.opens("困难家庭优先")


def test_all_places_in_order() -> None:
    assert [found.group() for found in TROUBLES.all_in("不足与困难、困难家庭")] == ["不足", "困难"]


def test_marks_of_a_pattern_are_letters_like_others() -> None:
    assert phrase_pattern(["a.b"]) == r"a\.b"


def test_the_key_of_exceptions_is_no_list_of_phrases() -> None:
    assert not phrases_of("shortcomings").stands_in("困难群众")
    assert phrases_of("shortcomings", "").stands_in("困难较多")

"""Whether two names may be of one unit."""

from __future__ import annotations

import pytest

from draftbot.chinese.organisations import is_same_unit


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("清江镇市场监管所", "清江镇市场监督管理所"),
        ("桐岭水务二公司", "桐岭市水务集团第二分公司"),
        ("桐岭市水务集团二公司", "桐岭市水务集团第二分公司"),
        ("锦华丝绸公司", "锦华丝绸有限责任公司"),
        ("星河幼儿园", "青禾区星河幼儿园"),
    ],
)
def test_a_name_with_words_cut_is_the_units(short: str, whole: str) -> None:
    assert is_same_unit(short, whole)
    assert is_same_unit(whole, short)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("桐岭水务三公司", "桐岭市水务集团第二分公司"),
        ("向阳第一小学", "向阳第十一小学"),
        ("滨河第一小学", "滨河小学"),
        ("滨河中心小学", "滨河小学"),
        ("青禾区教育局", "石门县教育局"),
    ],
)
def test_another_number_or_place_is_another_unit(one: str, other: str) -> None:
    assert not is_same_unit(one, other)

"""One text for another, never a part of a number."""

from __future__ import annotations

import pytest

from draftbot.chinese.replacing import replace_whole


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("2023年开展演练3次", "3", "4", "2023年开展演练4次"),
        ("13个班级开展演练3次，培训13次", "3次", "4次", "13个班级开展演练4次，培训13次"),
        ("投入1.5万元、1,200元", "5", "6", "投入1.5万元、1,200元"),
        ("投入1,200元", "200", "300", "投入1,200元"),
        ("家访三十次", "三", "四", "家访三十次"),
        ("家访3次，座谈3次。", "3次", "4次", "家访4次，座谈4次。"),
        ("本园开展演练", "本园", r"\1园", r"\1园开展演练"),
    ],
)
def test_only_what_is_whole_is_replaced(text: str, old: str, new: str, expected: str) -> None:
    assert replace_whole(text, old, new) == expected


def test_the_first_alone_where_one_is_wanted() -> None:
    assert replace_whole("演练3次，培训3次", "3次", "4次", 1) == "演练4次，培训3次"

"""What only one witness or the form speaks for is doubtful, and a sentence with it is not borrowed."""

from __future__ import annotations

import pytest

from draftbot.chinese.names import NameKind
from making.finders import finder


def doubtful(text: str) -> list[str]:
    return [name.text for name in finder().find([text])[0] if name.kind is NameKind.DOUBTFUL]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("财务老李逐户核对账目。", ["老李"]),
        ("老高家的院墙年久失修。", ["老高"]),
        ("长乐一侧的围墙已经打开。", ["长乐"]),
        ("枣阳的做法值得学习。", ["枣阳"]),
        ("电路的问题在晴天只是小修小补，拖到雨天就成了险情。", ["小修小补"]),
        ("在区里组织的两次现场评比中，竹园村、大塘村分别位列全区第三名和第七名。", ["竹园村"]),
        ("居民代表林芳、曾跃进、曾爱国组成小组。", ["曾跃进"]),
    ],
)
def test_one_witness_makes_a_name_doubtful(text: str, names: list[str]) -> None:
    assert doubtful(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "（一）树立大局意识。", "大班幼儿参观消防站。", "老屋年久失修。", "小区门口增设路灯。",
        "大米、面粉、食用油统一采购。", "值日生、班主任、保健医各负其责。", "主席台、看台、跑道逐一检查。",
    ],
)  # fmt: skip
def test_ordinary_words_of_the_same_form_are_not(text: str) -> None:
    assert doubtful(text) == []


@pytest.mark.parametrize(
    ("text", "plate"), [("巡逻车豫C0617警停在路口。", "豫C0617警"), ("货车皖B·4T21挂已登记。", "皖B·4T21挂")]
)
def test_a_number_plate_may_end_in_what_the_vehicle_is(text: str, plate: str) -> None:
    assert plate in [name.text for name in finder().find([text])[0]]

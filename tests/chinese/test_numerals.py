from __future__ import annotations

import pytest

from draftbot.chinese.numerals import values_in


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三百二十", 320), ("320", 320), ("３２０", 320), ("1,280", 1280), ("3.5", 3.5), ("两千零五", 2005),
        ("二〇二四", 2024), ("十", 10), ("十二", 12), ("二十", 20), ("一万二千", 12000), ("1.2万", 12000), ("三亿五千万", 350000000),
    ],
)  # fmt: skip
def test_numbers_written_either_way_are_equal(written: str, value: float) -> None:
    assert values_in(f"共{written}个") == [value]


def test_all_numbers_in_order() -> None:
    assert values_in("3月、9月演练2次，320人参加") == [3, 9, 2, 320]
    assert values_in("没有数字") == []

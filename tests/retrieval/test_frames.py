"""What frames a report is no hit; what may say something stays."""

from __future__ import annotations

import pytest

from draftbot.retrieval.frames import is_frame


@pytest.mark.parametrize(
    "text",
    [
        "梧桐县水利局 2023 年 1 月 16 日",
        "梧桐县水利局\n2023年1月16日",
        "二〇二四年十二月二十八日",
        "王小禾\n2024年6月",
        "各乡镇中心校、各幼儿园，局机关各股室：",
        "总则 1\n组织机构 2\n附则 14",
        "目录\n总则……1\n组织机构……2\n附则……14",
        "以上述职，请予审议。\n王小禾\n2021年12月28日",
        "特此报告。",
    ],
)
def test_signatures_addressees_and_contents_are_frames(text: str) -> None:
    assert is_frame(text)


@pytest.mark.parametrize(
    "text",
    [
        "2023年11月，我镇开展了检查。",
        "时间：2024年3月5日\n地点：三楼会议室",
        "时间：2024年3月5日",
        "一、严格值班\n二、加强巡查",
        "甲村 12 户 30\n乙村 15 户 41\n丙村 16 户 52",
        "甲村 30\n乙村 12\n丙村 52",
        "安全第一 预防为主",
        "特此报告。会后我们逐户走访，核对了名册，更换了损坏的器材，并约定每月再看一次。",
    ],
)
def test_what_may_say_something_stays(text: str) -> None:
    assert not is_frame(text)

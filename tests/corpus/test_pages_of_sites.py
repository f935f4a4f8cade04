"""Saved pages: what stands over a text's title, and the rows of buttons and notes; all units are invented."""

from __future__ import annotations

import pytest

from draftbot.corpus import read

TITLE = "芦湾区水务所2023年工作总结"
PARTS = (
    "2023年，水务所围绕供水安全开展工作，全年没有发生停水事故，用户投诉比上年减少三成。",
    "一、管网维护",
    "更换老旧管道六公里，修复漏点四十余处，夜间抢修都在四小时内完成，居民反映水压稳定。",
    "二、存在问题",
    "部分小区二次供水设施老化，产权不清，改造资金还没有着落，明年准备逐一登记。",
)
TEXT = "".join(f"<p>{part}</p>" for part in PARTS)


def page(body: str) -> bytes:
    return f"<html><head><title>{TITLE}_通知_芦湾区政府</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        f"<ul><li>首页</li><li>政务</li><li>走进芦湾</li></ul><h1>{TITLE[:8]}<br>{TITLE[8:]}</h1><div>{TEXT}</div>",
        f"<div>12月30日 星期六</div><div><span>机构</span></div><div><h2>{TITLE}</h2>{TEXT}</div>",
        f"<table><tr><td>芦湾在线</td></tr></table><center><b>{TITLE}</b></center><div>{TEXT}</div>",
    ],
)
def test_what_stands_over_the_title_that_the_page_is_called_by_is_no_text(body: str) -> None:
    (report,) = read(page(body), "页.html")
    assert report.title == TITLE
    assert [section.heading for section in report.sections if section.heading] == ["管网维护", "存在问题"]
    assert not any(word in report.text for word in ("走进芦湾", "星期六", "芦湾在线"))
    assert report.dropped


def test_number_and_letterhead_in_the_texts_own_frame_stay_with_it() -> None:
    body = f"<div><p>芦水〔2023〕7号</p><p>{TITLE}</p>{TEXT}</div>"
    (report,) = read(page(body), "页.html")
    assert any("芦水〔2023〕7号" in aside.lines for aside in report.asides)


@pytest.mark.parametrize(
    "row",
    [
        "作者：供水科　点击：96　更新时间：2023-12-19",
        "来源：水务所 浏览次数：33 字号：大",
        "【发表评论】【加入收藏】【告诉好友】",
        "【一键转存】【存为图片】",
        "点击上方蓝字关注我们",
    ],
)
def test_rows_of_notes_and_buttons_are_no_text(row: str) -> None:
    (report,) = read("\n".join((TITLE, row, *PARTS)).encode(), "页.txt")
    assert row not in report.text
    assert {line.text for line in report.dropped} == {row}

"""Where every paragraph of a file went: into a report, aside, or into the account."""

from __future__ import annotations

import pytest

from corpus import measuring as m
from corpus.silent_loss import loss_in
from draftbot.corpus import read
from draftbot.domain import Report
from draftbot.errors import NoReportInFile

TITLE = "翠屏县图书馆2023年工作总结"
FIRST = "全年开放三百五十天，接待读者十一万人次，流动书车进校园、进军营，覆盖了所有乡镇的中心小学。"
SECOND = "读书沙龙每月一期，由馆员和志愿者轮流主持，报名的读者逐年增多，老年读者占了将近一半。"
REPORT = [TITLE, FIRST, "一、阵地服务", FIRST, "二、读书活动", SECOND]
LONE = [
    "关注我们", "联系我们", "网站地图", "版权所有", "友情链接", "扫一扫", "声明：本文仅供参考", "更多阅读", "最新资讯", "相关阅读",
    "猜你喜欢", "上一篇", "返回顶部", "— END —", "阅读原文", "往期回顾",
]  # fmt: skip


def text_of(report: Report) -> str:
    return "\n".join([report.title, report.text, *(line for aside in report.asides for line in aside.lines)])


@pytest.mark.parametrize("word", LONE)
@pytest.mark.parametrize("at", [0, 1, 2, 3])
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_one_lone_word_never_ends_a_text(word: str, at: int, name: str) -> None:
    lines = [*REPORT[:at], word, *REPORT[at:]]
    text = "\n".join(lines) if name.endswith("txt") else "".join(f"<p>{line}</p>" for line in lines)
    (report,) = read(text.encode(), name)
    assert [s.heading for s in report.sections] == ["", "阵地服务", "读书活动"]
    assert report.sections[2].paragraphs == (SECOND,)
    assert not report.warnings


def test_several_signs_end_a_text_and_what_goes_is_kept_in_the_account() -> None:
    tail = ["相关阅读：", "我馆举办新春灯谜会", "猜你喜欢", "流动书车开进军营", "版权所有 翠屏网"]
    (report,) = read("\n".join([*REPORT, *tail]).encode(), "a.txt")
    assert report.sections[-1].paragraphs == (SECOND,)
    assert [dropped.text for dropped in report.dropped] == tail
    assert [dropped.line for dropped in report.dropped] == [7, 8, 9, 10, 11]


def test_much_that_was_dropped_is_told() -> None:
    hidden = f'<div style="display:none">{FIRST}{SECOND}{FIRST}</div>'
    page = f"<h1>{TITLE}</h1><p>{FIRST}</p><p>一、阵地服务</p><p>{FIRST}</p><p>{SECOND}</p>{hidden}"
    (report,) = read(page.encode(), "a.html")
    assert [warning.code for warning in report.warnings] == ["reading.much_dropped"]
    assert [dropped.why for dropped in report.dropped] == ["hidden_text"]


def test_dropped_lines_that_are_wanted_come_back() -> None:
    text = "\n".join([*REPORT, "相关阅读：", "流动书车开进军营", "版权所有 翠屏网"]).encode()
    (report,) = read(text, "a.txt")
    (again,) = read(text, "a.txt", wanted=frozenset(line.line for line in report.dropped))
    assert again.dropped == ()
    assert "流动书车开进军营" in again.text
    assert again.restored == (7, 8, 9)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "text", ["2023年工作总结", "# 2023年工作总结", "关注我们", "2023年工作总结\n关注我们\n"]
)
def test_nothing_to_read_is_no_report(text: str, name: str) -> None:
    with pytest.raises(NoReportInFile):
        read(text.encode(), name)


WECHAT = f"""<html><body><div id="js_article"><h1>{TITLE}</h1>
<div id="meta"><span>原创</span><a id="name">翠屏阅读</a><em>2024年1月9日 08:15</em><em>贵州</em></div>
<div id="js_content" style="visibility: hidden"><section>点击蓝字</section><section>关注我们</section>
<section>{FIRST}</section>
<section>01</section><section><strong>阵地服务</strong></section><section>{FIRST}</section>
<section><img data-src="x.png"/><p>▲ 馆员在整理书架</p></section>
<section>02</section><section><strong>读书活动</strong></section><section>{SECOND}</section>
<p>— END —</p><p>编辑：某某</p><p>往期回顾</p><p><a href="#">新春灯谜会</a></p><p>长按识别二维码关注我们</p></div></div>
<div>微信扫一扫</div><div>轻触阅读原文</div><div>知道了</div></body></html>"""


def test_an_article_of_an_account_on_wechat() -> None:
    (report,) = read(WECHAT.encode(), "a.html")
    assert report.title == TITLE
    assert [(s.number, s.heading) for s in report.sections] == [
        ("", ""),
        ("01", "阵地服务"),
        ("02", "读书活动"),
    ]
    assert [p for s in report.sections for p in s.paragraphs] == [FIRST, FIRST, SECOND]
    assert [aside.lines for aside in report.asides if aside.kind == "captions"] == [("▲ 馆员在整理书架",)]
    assert not report.warnings


PAGE = f"""<html><body><form id="aspnetForm"><div>设为首页 | 加入收藏 | 无障碍</div><div><a>首页</a> &gt; <a>馆务</a></div>
<table><tr><td>索 引 号：</td><td>cp-2024-7</td><td>发布机构：</td><td>翠屏县图书馆</td></tr>
<tr><td>发文日期</td><td>2024-01-09</td><td>文号</td><td>无</td></tr></table>
<div><h1>{TITLE}</h1><div>发布时间：2024-01-09 来源：本馆</div><p>{FIRST}</p><p>一、阵地服务</p><p>{FIRST}</p>
<p>二、读书活动</p><p>侧<ruby>重<rt>zhòng</rt></ruby>{SECOND}<span style="display: none">防盗</span></p></div>
<div>附件：<a href="x.xls">书目.xls</a></div><footer>主办：翠屏县图书馆</footer></form></body></html>"""


def test_a_page_of_a_government_site_that_is_one_form() -> None:
    (report,) = read(PAGE.encode(), "a.html")
    assert [(s.heading, s.paragraphs) for s in report.sections] == [
        ("", (FIRST,)),
        ("阵地服务", (FIRST,)),
        ("读书活动", (f"侧重{SECOND}",)),
    ]
    assert {"设为首页 | 加入收藏 | 无障碍", "防盗", "主办：翠屏县图书馆"} <= {d.text for d in report.dropped}


def test_all_prose_of_the_samples_is_in_a_report_or_in_the_account() -> None:
    loss = loss_in(m.sample_files(collections=True))
    assert loss.characters > 200_000
    assert not loss.refused
    assert loss.lost == []

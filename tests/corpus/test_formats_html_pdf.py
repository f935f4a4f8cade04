"""Saved web pages and PDF files."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.making import pdf_bytes
from draftbot.corpus import read
from draftbot.corpus.formats import extract
from draftbot.errors import DamagedFile, EncryptedFile, NoReportInFile, NoTextInFile

BODY = """<h1>云湾区河湾街道2024年防汛工作总结</h1>
<p>2024年汛期，河湾街道坚持早部署、早准备，辖区安全度汛，现将有关情况总结如下。</p>
<p><b>一、主要做法</b></p>
<p>街道组织网格员逐户排查低洼院落，登记住户并落实结对包保人员，共排查点位46处。</p>
<table><tr><th>点位</th><th>数量</th></tr><tr><td>低洼院落</td><td>46</td></tr></table>
<p>二、存在问题</p><p>部分老旧小区排水管网管径偏小，短时强降雨时仍有积水，需要尽快改造。</p>"""
PAGE = """<html><head>{meta}<title>河湾街道</title><script>var a = "一、二、三、";</script></head><body>
<nav><a href=/>首页</a><a href=/b>新闻</a></nav><div class=top><a>登录</a> <a>注册</a></div>
<div id=main><div class=text>{body}</div></div>
<ul class=hot><li><a>某地召开会议</a></li><li><a>某地组织培训</a></li></ul><footer>版权所有</footer></body></html>"""


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=gb2312>", "gbk"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "utf-8"),
        ("", "gbk"),
        ("", "gb18030"),
    ],
)
def test_the_main_text_of_a_page(meta: str, encoding: str) -> None:
    (report,) = read(PAGE.format(meta=meta, body=BODY).encode(encoding), "a.html")
    assert report.title == "云湾区河湾街道2024年防汛工作总结"
    assert [s.heading for s in report.sections] == ["", "主要做法", "存在问题"]
    assert "低洼院落 | 46" in report.text
    for furniture in ("首页", "登录", "某地召开会议", "版权所有", "var a"):
        assert furniture not in report.text


def test_a_title_outside_the_main_text_is_kept() -> None:
    body = BODY.split("\n", 1)[1]
    page = f"<body><h1>河湾街道2024年防汛工作总结</h1><div><a>分享</a></div><div>{body}</div></body>"
    assert read(page.encode(), "a.html")[0].title == "河湾街道2024年防汛工作总结"


def test_a_page_laid_out_with_tables() -> None:
    page = f"<body><table><tr><td><a>栏目</a></td><td>{BODY}</td></tr></table></body>"
    (report,) = read(page.encode(), "a.html")
    assert "主要做法" in [s.heading for s in report.sections]


def test_a_navigation_page_is_refused() -> None:
    links = "".join(f"<li><a href={i}>河湾街道工作动态第{i}期</a></li>" for i in range(60))
    with pytest.raises(NoReportInFile):
        read(f"<body><ul>{links}</ul></body>".encode(), "a.html")


def test_nesting_without_end_comes_back() -> None:
    page = "<div>" * 60_000 + BODY
    assert read(page.encode(), "a.html")[0].title.startswith("云湾区河湾街道")


def test_a_scan_has_no_text() -> None:
    with pytest.raises(NoTextInFile):
        read(pdf_bytes(b"0 0 100 100 re f"), "a.pdf")


def test_a_pdf_with_a_password() -> None:
    with pytest.raises(EncryptedFile):
        read(pdf_bytes(b"BT ET", encrypted=True), "a.pdf")


def test_a_broken_pdf() -> None:
    with pytest.raises(DamagedFile):
        read(b"%PDF-1.4 and nothing more", "a.pdf")


def test_lines_of_a_pdf_become_paragraphs() -> None:
    stream = (
        b"BT /F1 12 Tf 72 700 Td 14 TL ("
        + b"first line of a paragraph that runs on to the right margin"
        + b") Tj T* "
    )
    stream += b"(second line of the same paragraph, ended.) Tj T* 24 0 Td (An indented line begins a new one.) Tj ET"
    lines = [line.text for line in extract(pdf_bytes(stream), "a.pdf", 2**20)]
    assert lines == [
        "first line of a paragraph that runs on to the right margin second line of the same paragraph, ended.",
        "An indented line begins a new one.",
    ]


def test_the_sample_pdfs_are_read_like_text() -> None:
    samples = sorted((Path(__file__).parents[2] / "corpus").glob("*.pdf"))
    assert samples
    for path in samples:
        (report,) = read(path.read_bytes(), path.name)
        assert len([s for s in report.sections if s.heading]) >= 3
        assert not report.title_is_derived

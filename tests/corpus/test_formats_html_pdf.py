"""Saved web pages and PDF files."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from corpus.making import pdf_bytes
from draftbot.corpus import read
from draftbot.corpus.formats import extract
from draftbot.corpus.formats.page_lines import Visual, lines_of_pages
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


@pytest.mark.parametrize("broken", ["", "<br>"])
def test_a_title_outside_the_main_text_is_kept(broken: str) -> None:
    body = BODY.split("\n", 1)[1]
    page = f"<body><h1>河湾街道2024年防汛{broken}工作总结</h1><div><a>分享</a></div><div>{body}</div></body>"
    assert read(page.encode(), "a.html")[0].title == "河湾街道2024年防汛工作总结"


def test_the_headings_round_the_only_paragraph_of_a_page_stay() -> None:
    text = "渔政站全年巡江一百一十二次，收缴违规网具四十六张，对沿岸钓点逐个登记并设置警示牌。"
    page = f"<html><body><h1>禾渡镇2023年禁捕工作总结</h1><h2>一、巡查</h2><p>{text * 2}</p></body></html>"
    (report,) = read(page.encode(), "页.html")
    assert [section.heading for section in report.sections] == ["巡查"]
    assert not report.dropped


@pytest.mark.parametrize(
    ("sheet", "hidden"),
    [
        ("p.note, #back { color: red; display : none }", "后台编号991。"),
        ("@media print { .note { display: none } } .other p { display: none }", ""),
        (".text, .note { display: none }", ""),
    ],
    ids=["by name", "on paper only", "nearly all"],
)
def test_what_a_style_sheet_hides_is_left_out_and_told(sheet: str, hidden: str) -> None:
    text = "渔政站全年巡江一百一十二次，收缴违规网具四十六张，对沿岸钓点逐个登记并设置警示牌。"
    page = (
        f"<html><head><style>{sheet}</style></head><body><h1>禾渡镇2023年禁捕工作总结</h1>"
        f'<p>一、巡查</p><p class="x text">{text * 2}</p><p class="note">后台编号991。</p><p>{text[:20]}。</p></body></html>'
    )
    (report,) = read(page.encode(), "页.html")
    assert [(line.why, line.text) for line in report.dropped] == ([("hidden_text", hidden)] if hidden else [])
    assert text in report.text


def test_a_page_laid_out_with_tables() -> None:
    page = f"<body><table><tr><td><a>栏目</a></td><td>{BODY}</td></tr></table></body>"
    (report,) = read(page.encode(), "a.html")
    assert "主要做法" in [s.heading for s in report.sections]


@pytest.mark.parametrize(
    "frame", ["<pre>{}</pre>", "<textarea>{}</textarea>", '<div style="white-space: pre-wrap">{}</div>']
)
def test_what_shows_its_line_ends_keeps_them(frame: str) -> None:
    lines = [
        "河湾小学2024年安全工作总结",
        "一、主要做法",
        "学校每月开展一次隐患排查，逐项登记并限期整改。" * 2,
    ]
    (report,) = read(f"<body>{frame.format(chr(10).join(lines))}</body>".encode(), "a.html")
    assert report.title == lines[0]
    assert [(s.heading, s.paragraphs) for s in report.sections] == [("主要做法", (lines[2],))]


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


def test_the_gap_that_programs_leave_beside_figures_is_no_space_of_a_pdf() -> None:
    def said(left: int, text: str, font: str = "F2") -> str:
        shown = f"<{text.encode('utf-16-be').hex()}>" if font == "F2" else f"({text})"
        return f"/{font} 16 Tf 1 0 0 1 {left} 700 Tm {shown} Tj "

    def line_of(*pieces: str) -> str:
        stream = f"BT {''.join(pieces)} ET".encode()
        return "".join(line.text for line in extract(pdf_bytes(stream), "a.pdf", 2**20))

    # Four characters of 16 points, a quarter of one, four figures of nearly nine.
    assert (
        line_of(said(100, "沙岭苗圃"), said(168, "2024", "F1"), said(208, "年度总结"))
        == "沙岭苗圃2024年度总结"
    )
    assert line_of(said(100, "沙岭苗圃"), said(190, "2024", "F1")) == "沙岭苗圃 2024", "cells of a table"
    assert line_of(said(100, "沙岭 "), said(148, "2024 ", "F1"), said(190, "年")) == "沙岭 2024 年", (
        "as typed"
    )


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_pages_that_lie_on_their_side_are_read_upright(quarters: int, shown: bool) -> None:
    """Letters that are turned, and pages whose turning is undone or not when they are shown."""
    path = sorted((Path(__file__).parents[2] / "corpus").glob("*.pdf"))[0]
    upright = ["".join(line.text.split()) for line in extract(path.read_bytes(), path.name, 2**24)]
    for turns_letters in (False, True):
        turned = io.BytesIO()
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                if turns_letters:
                    wide, high = page.get_size()
                    matrix = {
                        1: (0, 1, -1, 0, high, 0),
                        2: (-1, 0, 0, -1, wide, high),
                        3: (0, -1, 1, 0, 0, wide),
                    }[quarters]
                    width, height = (wide, high) if quarters == 2 else (high, wide)
                    pdfium.FPDFPage_TransFormWithClip(
                        page.raw, pdfium.FS_MATRIX(*matrix), pdfium.FS_RECTF(0, height, width, 0)
                    )
                    page.set_mediabox(0, 0, width, height)
                page.set_rotation(90 * quarters if shown else 0)
            document.save(turned)
        lines = extract(turned.getvalue(), "a.pdf", 2**24)
        assert ["".join(line.text.split()) for line in lines] == upright


def test_lines_of_a_broad_page_that_end_a_sentence_end_a_paragraph() -> None:
    sentence = "值班人员每两小时巡检一次加药间，发现异常当班处理。"
    page = [Visual(sentence, 90, 590, 12, page_width=842) for _ in range(4)]
    assert [line.text for line in lines_of_pages([page])] == [sentence] * 4


def test_a_short_last_column_is_a_column() -> None:
    full = "值班人员每两小时巡检一次加药间"
    page = [
        Visual(full if n % 3 < 2 else "发现异常当班处理。", left + 24 * (n % 3 == 0), left + 180, 12)
        for left, lines in ((90, 12), (300, 12), (510, 3))
        for n in range(lines)
    ]
    assert [line.text for line in lines_of_pages([page])] == [full * 2 + "发现异常当班处理。"] * 9


def test_the_sample_pdfs_are_read_like_text() -> None:
    samples = sorted((Path(__file__).parents[2] / "corpus").glob("*.pdf"))
    assert samples
    for path in samples:
        (report,) = read(path.read_bytes(), path.name)
        assert len([s for s in report.sections if s.heading]) >= 3
        assert not report.title_is_derived


def test_what_is_struck_out_and_marks_that_point_at_notes_are_no_text() -> None:
    said = "渔政站全年巡江一百一十二次，收缴违规网具四十六张，对沿岸钓点逐个登记并设置警示牌。"
    mark = '<a href="#n1"><sup>[1]</sup></a>'
    page = (
        f"<body><h1>禾渡镇2023年禁捕工作总结</h1><h2>巡查</h2><p>{said[:-1]}{mark}。<s>原计划取消。</s></p><p>{said}</p>"
        '<div style="mso-element:footnote-list"><p>[1] 登记簿存渔政站。</p></div></body>'
    )
    (report,) = read(page.encode(), "页.html")
    assert report.sections[0].paragraphs == (said, said)
    assert [(aside.kind, aside.lines) for aside in report.asides] == [
        ("footnotes", ("[1] 登记簿存渔政站。",))
    ]
    assert [line.text for line in report.dropped] == ["[1]", "原计划取消。"]

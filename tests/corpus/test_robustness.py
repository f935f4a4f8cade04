"""Whatever the bytes: a list of reports or an UnreadableFile, in reasonable time."""

from __future__ import annotations

import io
import os
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.bombs import BOMBS
from corpus.making import numbered_docx, pdf_bytes
from draftbot.corpus import read
from draftbot.corpus.formats.apart import Apart
from draftbot.corpus.passages import cut_passages
from draftbot.domain import Report
from draftbot.errors import LineTooLong, ReadingCrashed, ReadingTooLong, TooManyParts, UnreadableFile

PIECES = [
    "一、", "（一）", "1.", "2.1 ", "①", "第一，", "一是", "篇1", "（篇2）", "。ㄆ", "\n", "\n\n", "：", "。", "尊敬的领导：", "总结", "附件",
    "2024年1月1日", "團(tuán)", "|", "《", "”", "\u3000", "#", "**", "- ", "第一章", "【正文】", "上一篇：", "&nbsp;", "&#55296;", "\x00",
    "𠀀", "首页", ">", "共3篇", "1 9 9 7", "20__年", "特此报告。", "小编为您", "范文", "关于", "的", "安全工作", "，", "<div>", "</p>", "<td>",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=120).map("".join)
SUFFIXES = st.sampled_from([".txt", ".md", ".html", ".docx", ".pdf", ".doc", ".xyz", ""])
WORD = numbered_docx(
    [("chineseCounting", "%1、")], [(0, "主要做法"), (None, "学校开展检查。"), (0, "存在问题")]
)
fuzz = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def must_be_read_or_refused(data: bytes, name: str) -> None:
    refusal: UnreadableFile | None = None
    reports: list[Report] = []
    try:
        reports = read(data, name)
    except UnreadableFile as error:
        refusal = error
    assert bool(reports) is (refusal is None)
    if refusal is not None:
        assert name in refusal.message("zh")
        assert refusal.hint("zh")
    assert [report.first_line for report in reports] == sorted({report.first_line for report in reports})
    for ordinal, report in enumerate(reports, start=1):
        assert report.id.endswith(f"-{ordinal}")
        assert report.source == name
        assert all(passage.text.strip() for passage in cut_passages(report))


@given(st.binary(max_size=600), SUFFIXES)
@fuzz
def test_any_bytes(data: bytes, suffix: str) -> None:
    must_be_read_or_refused(data, "文件" + suffix)


@given(
    TEXTS,
    st.sampled_from(["utf-8", "gb18030", "utf-16", "big5hkscs"]),
    st.sampled_from([".txt", ".md", ".html"]),
)
@fuzz
def test_any_text(text: str, encoding: str, suffix: str) -> None:
    must_be_read_or_refused(text.encode(encoding, "ignore"), "文件" + suffix)


@given(st.integers(0, len(WORD) - 1), st.binary(min_size=1, max_size=8))
@fuzz
def test_any_damage_to_a_word_file(at: int, damage: bytes) -> None:
    must_be_read_or_refused(WORD[:at] + damage + WORD[at + len(damage) :], "文件.docx")


@given(st.sampled_from(["word/document.xml", "word/numbering.xml", "word/styles.xml"]), st.data())
@fuzz
def test_any_damage_inside_a_word_file(part: str, data: st.DataObject) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                find = data.draw(
                    st.sampled_from([b"w:val", b"<w:p>", b"1", b"</w:p>", b"w:numId", b"w:lvl "])
                )
                content = content.replace(
                    find, data.draw(st.sampled_from([b"", b"99999999999", b"-1", b"w:tbl", b"<w:tr>"]))
                )
            new.writestr(name, content)
    must_be_read_or_refused(buffer.getvalue(), "文件.docx")


@given(st.binary(max_size=80), st.integers(0, 400), st.binary(min_size=1, max_size=6))
@fuzz
def test_any_damage_to_a_pdf(content: bytes, at: int, damage: bytes) -> None:
    whole = pdf_bytes(content)
    must_be_read_or_refused(whole[:at] + damage + whole[at + len(damage) :], "文件.pdf")


@pytest.mark.parametrize(
    "piece",
    ["（", "“）", "《", "一、", "一、\n", "（一）\n", "一、甲\n二、乙\n", "篇1\n篇2\n", "关于工作总结\n", "尊敬的领导：\n", "附件\n一、甲\n二、乙\n",
     "1甲\n2乙\n", "2.1 甲\n", "好。", "甲乙\n", "首页>", "团(tuán)", "1 ", "* ", "[", "`", "a|", "&amp;", "。\n", "2024年1月1日\n"],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_time_grows_no_faster_than_the_text(piece: str, suffix: str) -> None:
    data = (piece * (24_000 // len(piece)) + "\n学校开展检查，逐项登记并限期整改。").encode()
    start = time.process_time()
    must_be_read_or_refused(data, "文件" + suffix)
    assert time.process_time() - start < 8


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_would_take_minutes_and_gigabytes_is_refused_with_a_word(bomb: str) -> None:
    make, name = BOMBS[bomb]
    data = make()
    start = time.process_time()
    with pytest.raises((TooManyParts, LineTooLong), match=name):
        read(data, name)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "hidden", [b"/Pad (" + b"x" * 2000 + b")", b"/Subtype /Image"], ids=["far from its head", "as a picture"]
)
def test_what_no_look_before_finds_ends_its_own_process_and_costs_its_own_file(hidden: bytes) -> None:
    page = b"BT /F1 12 Tf (x) Tj ET\n"
    bomb = pdf_bytes(page * 4_000_000, packed=True).replace(
        b"/Filter /FlateDecode", b"/Filter /FlateDecode " + hidden
    )
    start = time.monotonic()
    with pytest.raises(ReadingCrashed, match="文件.pdf"):
        read(bomb, "文件.pdf")
    assert time.monotonic() - start < 10
    must_be_read_or_refused(pdf_bytes(page), "文件.pdf")


def test_a_process_for_reading_is_bounded_and_another_takes_its_place() -> None:
    apart = Apart(seconds=1)
    try:
        assert apart.call("文件.pdf", len, "好") == 1
        with pytest.raises(ReadingCrashed, match="文件.pdf"):
            apart.call("文件.pdf", os.abort)
        with pytest.raises(ReadingCrashed, match="文件.pdf"):
            apart.call("文件.pdf", bytearray, 2**30)
        with pytest.raises(ReadingTooLong, match="文件.pdf"):
            apart.call("文件.pdf", sum, range(10**12))
        with pytest.raises(ValueError, match="invalid literal"):
            apart.call("文件.pdf", int, "好")
        assert apart.call("文件.pdf", len, "好") == 1
    finally:
        apart.close()


def test_a_thick_compilation_is_still_read() -> None:
    text = (
        "柳溪卫生院2023年工作总结\n"
        + "随访记录逐户核对，近效期药品提前下架，冷链温度每日登记两次。\n\n" * 20_000
    )
    (report,) = read(text.encode(), "汇编.txt")
    assert report.chars > 500_000

"""Files as people's folders hold them: pages in place of files, misread numbers, chats, forms, covers."""

from __future__ import annotations

import io

import pytest
from docx import Document

from draftbot.corpus.formats.page_lines import Visual, mark_running_lines
from draftbot.corpus.reading import read
from draftbot.domain import Report, Section
from draftbot.errors import GatePage

FIRST = "全年给三百二十户换了水表，漏损比去年少了一成，没有一户因此停过水。"
SECOND = "夜里接到的报修都在四十分钟内到场，暴雨那天连着抢修了六处断管。"
HEADS = ["一、换表", "二、抢修"]
PAPER = [HEADS[0], FIRST, HEADS[1], SECOND]
TITLE = "芦花湾供水站2024年工作总结"


def headings(sections: tuple[Section, ...]) -> list[str]:
    found: list[str] = []
    for section in sections:
        found += [section.number + section.heading] if section.heading else []
        found += headings(section.sections)
    return found


def text_of(sections: tuple[Section, ...]) -> str:
    return "".join("".join(s.paragraphs) + text_of(s.sections) for s in sections)


def of_lines(*lines: str) -> list[Report]:
    return read("\n".join(lines).encode(), "a.txt")


def asking(field: str, text: str = "请登录后下载《年终总结.docx》。") -> bytes:
    return f"<html><body><h2>办公平台</h2><form>{field}</form><p>{text * 3}</p></body></html>".encode()


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("<input type=password>", "a.docx"),
        ("<input type=password>", "a.html"),
        ("<input name=code>", "a.doc"),
    ],
)
def test_a_page_that_only_asks_for_something_is_refused(field: str, name: str) -> None:
    with pytest.raises(GatePage):
        read(asking(field), name)


@pytest.mark.parametrize("name", ["a.html", "a.doc"])
def test_a_report_on_a_page_with_a_field_is_read(name: str) -> None:
    field = "<input type=password>" if name == "a.html" else "<input name=q>"
    (report,) = read(asking(field, FIRST * 6), name)
    assert FIRST in text_of(report.sections)


@pytest.mark.parametrize(
    ("one", "two"), [("—、", "ニ、"), ("ー、", "二、"), ("-、", "=、"), ("（—）", "（ニ）"), ("l、", "2、")]
)
def test_numbers_misread_are_those_of_their_places(one: str, two: str) -> None:
    (report,) = of_lines(TITLE, f"{one}换表", FIRST, f"{two}抢修", SECOND)
    assert [head.lstrip("（一二12）、") for head in headings(report.sections)] == ["换表", "抢修"]
    assert {repair.name for repair in report.repairs} >= {"misread_numbers"}


def test_a_sign_out_of_its_place_is_no_number() -> None:
    (report,) = of_lines(TITLE, *PAPER, f"B、{SECOND}")
    assert not any(repair.name == "misread_numbers" for repair in report.repairs)


@pytest.mark.parametrize("turn", ["三组 阿岑  {}", "2025-12-03 {} 三组-阿岑(40312)"], ids=["name", "clock"])
def test_of_a_chat_the_paper_stays(turn: str) -> None:
    said = [("9:01:10", ["谁有总结"]), ("9:02:11", [TITLE, *PAPER]), ("9:05:30", ["收到"])]
    (report,) = of_lines("水务群", *(line for at, words in said for line in (turn.format(at), *words)))
    assert report.title == TITLE
    assert text_of(report.sections) == FIRST + SECOND


def test_of_a_chat_with_times_apart_the_paper_stays() -> None:
    chat = ["12月3日 下午3:10", "", "阿岑：谁有总结", "", "老宓：等我", "", "12月3日 下午3:40", ""]
    (report,) = of_lines(*chat, f"老宓：{TITLE}", *PAPER, "", "阿岑：收到")
    assert report.title == TITLE
    assert text_of(report.sections) == FIRST + SECOND


def test_times_of_a_programme_are_no_chat() -> None:
    (report,) = of_lines(TITLE, *PAPER, "三、安排", "上午 9:00", "集合", "上午 10:00", "试水")
    assert "集合" in text_of(report.sections) + "".join(headings(report.sections))


def test_papers_under_one_name_are_parted_and_share_their_unit() -> None:
    people = [("水表班　岑小满", "我在芦花湾供水公司管水表，"), ("抢修班　庄得水", "这一年跑得多，")]
    lines = [line for who, says in people for line in ("个人工作总结", who, says + FIRST, *PAPER)]
    reports = of_lines(*lines)
    assert [headings(report.sections) for report in reports] == [HEADS, HEADS]
    assert [report.asides[0].lines for report in reports] == [(who,) for who, _ in people]


def test_a_report_annexed_to_its_letter_is_one_of_its_own() -> None:
    letter = [
        "关于报送总结的函",
        "县水务局：",
        f"现将《{TITLE}》随文报送，今年的主要做法和数字都在里面，请审阅并提出宝贵意见。",
    ]
    signed = [f"附件：{TITLE}", "芦花湾供水站", "2024年12月5日", "附件1："]
    reports = of_lines(*letter, *signed, "芦花湾供水站", "2024年工作总结", *PAPER)
    assert [report.title for report in reports][1:] == [TITLE]
    assert headings(reports[1].sections) == HEADS


def test_what_a_form_says_round_a_paper_stands_beside_it() -> None:
    document = Document()
    document.add_paragraph("2024年度述职报告")
    table = document.add_table(4, 4)
    for row, cells in enumerate(
        [("姓名", "岑小满", "职务", "班长"), ("工作单位", "芦花湾供水站", "学历", "大专")]
    ):
        for cell, value in zip(table.rows[row].cells, cells, strict=True):
            cell.text = value
    for row, label, text in ((2, "述职内容", "\n".join(PAPER)), (3, "考核意见", "\n（盖章）")):
        table.cell(row, 0).text = label
        table.cell(row, 1).merge(table.cell(row, 3)).text = text
    file = io.BytesIO()
    document.save(file)
    (report,) = read(file.getvalue(), "a.docx")
    assert (report.unit.value, headings(report.sections)) == ("芦花湾供水站", HEADS)
    assert text_of(report.sections) == FIRST + SECOND
    assert report.asides[0].kind == "form"


def test_a_title_said_again_behind_its_cover_is_the_title() -> None:
    (report,) = of_lines(
        "芦花湾供水站", "年度工作总结", "（2024年）", "2024年12月", "芦花湾供水站2024年度工作总结", *PAPER
    )
    assert (report.title, report.unit.value) == ("芦花湾供水站2024年度工作总结", "芦花湾供水站")
    assert text_of(report.sections) == FIRST + SECOND


def test_the_foot_of_a_single_page_is_small_and_apart() -> None:
    page = [Visual(f"第{i}句。", 50.0, 300.0, 12.0, height=0.5 - i / 50) for i in range(6)]
    foot = Visual("供水快讯　内部交流", 200.0, 300.0, 9.0, height=0.05)
    same = Visual("芦花湾供水站", 200.0, 300.0, 12.0, height=0.05)
    mark_running_lines([[*page, foot]])
    mark_running_lines([[*page, same]])
    assert (foot.is_running, same.is_running) == (True, False)

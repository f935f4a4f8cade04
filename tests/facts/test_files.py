"""Fact lists in files: what cannot be read, then what is."""

from __future__ import annotations

import io

import docx
import pytest

from draftbot.domain import Fact
from draftbot.errors import (
    BadFacts,
    DamagedFile,
    EmptyFile,
    FileTooLarge,
    TooManyParts,
    UnreadableFile,
    UnsupportedFormat,
)
from draftbot.facts.files import MAX_BYTES, read_facts
from making.workbooks import workbook


def word(build) -> bytes:  # type: ignore[no-untyped-def]
    document = docx.Document()
    build(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"a,b", "facts.pptx", UnsupportedFormat),
        (b"a,b", "facts.xlsx", DamagedFile),
        (b"PK\x03\x04 cut off", "facts.xlsx", DamagedFile),
        (b"", "facts.csv", EmptyFile),
        (b",,\n,,\n", "facts.csv", EmptyFile),
        (b"1,2,3\n" * 30_000, "facts.csv", TooManyParts),
        (b"a,b", "facts", UnsupportedFormat),
        (b"", "facts.yaml", EmptyFile),
        (b"  \n", "facts.txt", EmptyFile),
        (b"", "facts.docx", EmptyFile),
        (b"PK\x03\x04 cut off", "facts.docx", DamagedFile),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "facts.txt", UnreadableFile),
        (b"x" * (MAX_BYTES + 1), "facts.txt", FileTooLarge),
        (("演练2次\n" * 60_000).encode(), "facts.txt", BadFacts),
        ("单位: [甲\n".encode(), "facts.yml", BadFacts),
    ],
)
def test_a_file_that_is_no_fact_list_is_refused_by_name(
    data: bytes, name: str, error: type[Exception]
) -> None:
    with pytest.raises(error) as refused:
        read_facts(data, name)
    assert "facts" in str(refused.value) or error is BadFacts


@pytest.mark.parametrize(
    ("name", "encoding"), [("a.yaml", "utf-8"), ("a.YML", "utf-8-sig"), ("a.txt", "gb18030")]
)
def test_text_lists_are_read_in_any_encoding(name: str, encoding: str) -> None:
    text = "单位: 向阳幼儿园\n时间: 2025\n事实:\n  - 开展消防演练2次，320人参加\n  - 更换灭火器18具\n"
    sheet = read_facts(text.encode(encoding), name)
    assert (sheet.unit, sheet.period) == ("向阳幼儿园", "2025年")
    assert sheet.facts == (Fact("开展消防演练2次，320人参加"), Fact("更换灭火器18具"))


def test_a_word_file_of_paragraphs_lists_and_headings() -> None:
    def build(document: docx.document.Document) -> None:
        document.add_heading("2025年事实清单", level=0)
        document.add_paragraph("单位：向阳幼儿园")
        document.add_paragraph("负责人：园长周敏、李岚")
        document.add_heading("一、安全工作", level=1)
        document.add_paragraph("开展消防演练2次", style="List Bullet")
        document.add_paragraph("2. 更换灭火器18具")
        document.add_heading("事实", level=1)
        document.add_paragraph("教研24次", style="List Number")

    assert read_facts("单位：甲园".encode(), "facts.docx").unit == "甲园"  # read as what it is
    sheet = read_facts(word(build), "facts.docx")
    assert (sheet.unit, sheet.leaders) == ("向阳幼儿园", ("园长周敏", "李岚"))
    assert sheet.facts == (
        Fact("开展消防演练2次", "安全工作"),
        Fact("更换灭火器18具", "安全工作"),
        Fact("教研24次"),
    )


def test_a_word_table_of_names_and_values() -> None:
    def build(document: docx.document.Document) -> None:
        table = document.add_table(rows=0, cols=2)
        for name, value in (
            ("项目", "内容"),
            ("单位", "向阳幼儿园"),
            ("参加人数", "320人"),
            ("投入", "3.5万元"),
        ):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, value

    sheet = read_facts(word(build), "facts.docx")
    assert sheet.unit == "向阳幼儿园"
    assert sheet.facts == (Fact("参加人数：320人"), Fact("投入：3.5万元"))


def test_a_word_table_with_numbers_and_sections() -> None:
    def build(document: docx.document.Document) -> None:
        table = document.add_table(rows=0, cols=3)
        for row in (("序号", "事实", "部分"), ("1", "演练2次", "安全工作"), ("2", "教研24次", "")):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text

    assert read_facts(word(build), "facts.docx").facts == (Fact("演练2次", "安全工作"), Fact("教研24次"))


def test_rows_of_a_workbook_are_told_with_the_names_of_row_and_columns() -> None:
    rows = [
        ["序号", "班级", "参加人数（人）", "演练次数", "", "日期"],
        [1, "大一班", 32, "4次", "", "3月8日"],
        [2, "大二班", 30.5, "", "", "3月9日"],
        ["", "", "", "", "", ""],
        ["", "合计", 62, "", "", ""],
    ]
    assert [fact.text for fact in read_facts(workbook(rows), "台账.xlsx").facts] == [
        "大一班参加人数32人，演练次数4次，日期3月8日",
        "大二班参加人数30.5人，日期3月9日",
        "合计参加人数62人",
    ]


def test_a_list_of_names_and_values_is_read_from_a_workbook_and_from_csv() -> None:
    sheet = read_facts(
        workbook([["单位", "向阳幼儿园"], ["演练次数", "4次"], ["投入（万元）", 8.6]]), "a.xlsx"
    )
    assert sheet.unit == "向阳幼儿园"
    assert [fact.text for fact in sheet.facts] == ["演练次数：4次", "投入（万元）：8.6"]
    text = "项目;数据\n参加人数;320人\n投入;8.6万元\n"
    for data in (text.encode(), text.encode("gb18030"), text.encode("utf-16")):
        assert [f.text for f in read_facts(data, "a.csv").facts] == ["参加人数：320人", "投入：8.6万元"]


def test_a_table_in_word_is_told_with_the_names_of_its_columns() -> None:
    def build(document) -> None:  # type: ignore[no-untyped-def]
        document.add_heading("主要做法", 1)
        table = document.add_table(2, 3)
        for at, text in enumerate(("社区", "巡查次数（次）", "整改隐患（处）", "柳荫", "12", "5")):
            table.cell(at // 3, at % 3).text = text

    assert read_facts(word(build), "a.docx").facts == (Fact("柳荫巡查次数12次，整改隐患5处", "主要做法"),)

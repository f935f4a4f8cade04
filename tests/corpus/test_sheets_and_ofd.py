"""Workbooks as reports of rows, and OFD papers; units are invented."""

from __future__ import annotations

import io
import zipfile

import pytest

from corpus.making import ofd_of
from draftbot.corpus import read
from draftbot.corpus.formats import extract
from draftbot.errors import DamagedFile, NoTextInFile, TooManyParts

TITLE = "岚山区云桥街道2023年垃圾分类工作总结"
BODY = (
    "街道坚持每周入户宣传，居民分类投放的习惯逐步养成，督导员在早晚高峰到点",
    "位指导，分出率比上年提高。",
)


def test_an_ofd_is_read_in_the_order_of_its_page() -> None:
    page = [
        (28.0, 90.0, 4.0, BODY[1]),
        (36.0, 82.0, 4.0, BODY[0]),
        (36.0, 70.0, 4.0, "一、主要做法"),
        (40.0, 50.0, 6.0, TITLE),
        (100.0, 280.0, 4.0, "— 1 —"),
    ]
    (report,) = read(ofd_of(page), "总结.ofd")
    assert report.title == TITLE
    assert [section.heading for section in report.sections][-1] == "主要做法"
    assert "".join(BODY) in report.text
    assert "— 1 —" not in report.text


def test_an_ofd_is_known_by_its_content() -> None:
    data = ofd_of([(30.0, 40.0, 5.0, TITLE), (30.0, 60.0, 4.0, BODY[0] + BODY[1])])
    assert any(line.text == TITLE for line in extract(data, "改了名.docx", 10**7))


def test_an_ofd_of_pictures_or_without_pages_is_told() -> None:
    with pytest.raises(NoTextInFile):
        read(ofd_of([]), "图.ofd")
    with pytest.raises(DamagedFile):
        read(ofd_of(), "空.ofd")
    with pytest.raises(DamagedFile):
        read(b"no zip", "坏.ofd")


def test_a_table_with_separators_is_rows_of_a_report() -> None:
    rows = "社区,宣传场次,分出率\n竹坞社区,12,96%\n泊云社区,9,91%\n"
    (report,) = read(rows.encode("gb18030"), "云桥街道2023年垃圾分类统计表.csv")
    assert report.title == "云桥街道2023年垃圾分类统计表"
    assert "竹坞社区 | 12 | 96%" in report.text


def test_a_report_in_a_cell_is_a_report() -> None:
    lines = ["云桥街道2023年垃圾分类工作总结", "一、主要做法", "街道组织志愿者入户宣传，逐户登记。" * 5]
    (report,) = read(f'社区,总结\n竹坞社区,"{chr(10).join(lines)}"\n'.encode(), "上报.csv")
    assert report.title == lines[0]
    assert [(s.heading, s.paragraphs) for s in report.sections if s.heading] == [("主要做法", (lines[2],))]
    assert "社区 | 总结" in report.text


def test_a_workbook_is_known_by_its_content() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
            ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
            '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
            ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
            ' Target="worksheets/sheet1.xml"/></Relationships>',
        )
        cells = "".join(
            f'<row r="{r}">'
            + "".join(
                f'<c r="{c}{r}" t="inlineStr"><is><t>{text}</t></is></c>'
                for c, text in zip("AB", row, strict=True)
            )
            + "</row>"
            for r, row in enumerate([("社区", "场次"), ("竹坞社区", "十二场入户宣传")], start=1)
        )
        package.writestr(
            "xl/worksheets/sheet1.xml",
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            f"{cells}</sheetData></worksheet>",
        )
    for name in ("宣传统计.xlsx", "宣传统计.docx"):
        (report,) = read(buffer.getvalue(), name)
        assert "竹坞社区 | 十二场入户宣传" in report.text


def test_a_table_of_a_million_cells_is_refused() -> None:
    with pytest.raises(TooManyParts):
        read(("a,b,c\n" * 400_000).encode(), "大.csv")

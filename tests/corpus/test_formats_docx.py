"""Word files: styles, automatic numbers, tables; and files that are not what they say."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from corpus.making import docx_bytes, numbered_docx, png_bytes
from draftbot.corpus import read
from draftbot.corpus.formats import extract
from draftbot.errors import DamagedFile, EmptyFile, EncryptedFile, FileTooLarge, NoTextInFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def texts(data: bytes) -> list[str]:
    return [line.text for line in extract(data, "a.docx", 2**24)]


def test_a_password_is_named() -> None:
    with pytest.raises(EncryptedFile):
        read(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx")


@pytest.mark.parametrize("data", [b"hello", b"PK\x03\x04broken", b"%PDF-1.4"])
def test_a_broken_file_is_named(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read(data, "a.docx")


def test_a_zip_without_a_document_is_damaged() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(DamagedFile):
        read(buffer.getvalue(), "a.docx")


def test_an_archive_that_unpacks_past_the_limit_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (20 * 2**20) + b"</a>")
    assert len(buffer.getvalue()) < 2**20
    with pytest.raises(FileTooLarge):
        read(buffer.getvalue(), "a.docx", max_bytes=2**20)


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]><a>&y;</a>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    with pytest.raises(DamagedFile):
        read(buffer.getvalue(), "a.docx")


def test_no_text_is_told_from_nothing_at_all() -> None:
    with pytest.raises(EmptyFile):
        read(docx_bytes(docx.Document()), "a.docx")
    scanned = docx.Document()
    scanned.add_picture(io.BytesIO(png_bytes()))
    with pytest.raises(NoTextInFile):
        read(docx_bytes(scanned), "a.docx")


def test_heading_styles_make_the_tree() -> None:
    document = docx.Document()
    document.add_paragraph("云湾区河湾小学2024年\n安全工作总结", style="Title")
    document.add_paragraph("主要做法", style="Heading 1")
    document.add_paragraph("健全制度", style="Heading 2")
    document.add_paragraph("学校修订了门卫、食堂和消防三项制度，逐项明确责任人。")
    document.add_paragraph("存在问题", style="Heading 1")
    document.add_paragraph("部分设施老化，维修不够及时。")
    (report,) = read(docx_bytes(document), "a.docx")
    assert report.title == "云湾区河湾小学2024年安全工作总结"
    assert [(path, s.level) for path, s in report.walk()] == [
        (("主要做法",), 1),
        (("主要做法", "健全制度"), 2),
        (("存在问题",), 1),
    ]


def test_automatic_numbers_are_written_out() -> None:
    levels = [
        ("chineseCountingThousand", "%1、"),
        ("chineseCounting", "（%2）"),
        ("decimal", "%3."),
        ("decimal", "%1.%4"),
    ]
    data = numbered_docx(
        levels,
        [
            (None, "河湾小学2024年德育工作总结"),
            (0, "主要工作"),
            (1, "抓常规"),
            (2, "晨会每周一次，由各班轮流主持，内容提前公示。"),
            (2, "值周教师每天记录，周五汇总，问题当面反馈给班级。"),
            (1, "抓活动"),
            (0, "下步打算"),
            (1, "继续推进"),
        ],
    )
    assert texts(data)[1:] == [
        "一、主要工作",
        "（一）抓常规",
        "1.晨会每周一次，由各班轮流主持，内容提前公示。",
        "2.值周教师每天记录，周五汇总，问题当面反馈给班级。",
        "（二）抓活动",
        "二、下步打算",
        "（一）继续推进",
    ]
    (report,) = read(data, "a.docx")
    assert [(s.number, s.heading) for s in report.sections] == [("一、", "主要工作"), ("二、", "下步打算")]


def test_bullets_get_no_number_and_circles_do() -> None:
    assert texts(numbered_docx([("bullet", "•")], [(0, "甲")])) == ["甲"]
    assert texts(numbered_docx([("decimalEnclosedCircleChinese", "%1")], [(0, "甲"), (0, "乙")])) == [
        "①甲",
        "②乙",
    ]


def test_tables_become_rows_in_place() -> None:
    document = docx.Document()
    document.add_paragraph("检查情况如下：")
    table = document.add_table(rows=2, cols=2)
    for i, text in enumerate(("项目", "次数", "消防", "4")):
        table.cell(i // 2, i % 2).text = text
    document.add_paragraph("以上为全年数据。")
    assert texts(docx_bytes(document)) == ["检查情况如下：", "项目 | 次数", "消防 | 4", "以上为全年数据。"]

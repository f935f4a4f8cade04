"""Files that are not what their names say, and exports of wikis; units are invented."""

from __future__ import annotations

import io
import quopri
import time
import zipfile

import pytest

from corpus.making import png_bytes
from corpus.wordxml import paragraph, word
from draftbot.corpus import read
from draftbot.domain import Report
from draftbot.errors import DamagedFile, EncryptedFile, TooManyParts, UnreadableFile

TITLE = "柳溪卫生院2023年工作总结"
FIRST = "全年接诊两万余人次，家庭医生签约按村落实，随访记录逐户核对。"
SECOND = "药房每月盘点，近效期药品提前下架，冷链温度每日登记两次。"
PAGE = (
    f"<html><head><meta http-equiv=Content-Type content='text/html; charset={{}}'><title>{TITLE}</title></head>"
    f"<body><p align=center>{TITLE}</p><p>一、门诊服务</p><p>{FIRST}</p><p>二、药品管理</p><p>{SECOND}</p></body></html>"
)
PLAIN = f"{TITLE}\n一、门诊服务\n{FIRST}\n二、药品管理\n{SECOND}\n"
WORD_2003 = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"><w:styles><w:style w:type="paragraph"'
    ' w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles><w:body><wx:sect>'
    f'<w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p><wx:sub-section><w:p><w:pPr><w:pStyle w:val="1"/><w:listPr>'
    '<w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="一、"/></w:listPr></w:pPr><w:r><w:t>门诊服务</w:t></w:r></w:p>'
    f'<w:p><w:r><w:t>{FIRST}</w:t></w:r></w:p></wx:sub-section><wx:sub-section><w:p><w:pPr><w:pStyle w:val="1"/>'
    '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="二、"/></w:listPr></w:pPr><w:r><w:t>药品管理</w:t>'
    f"</w:r></w:p><w:p><w:r><w:t>{SECOND}</w:t></w:r></w:p></wx:sub-section></wx:sect></w:body></w:wordDocument>"
)


def flat(document: bytes) -> bytes:
    """A .docx written as one XML, as Word's “XML document” is."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        inside = package.read("word/document.xml").decode()
    return (
        '<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?>'
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{inside}</pkg:xmlData></pkg:part></pkg:package>'
    ).encode()


def mail(page: str, charset: str, *, nested: int = 1) -> bytes:
    """A web page saved as .mht."""
    head = f"From: <Saved by a browser>\nSubject: {TITLE}\nMIME-Version: 1.0\n".encode()
    opened = b"".join(
        b'Content-Type: multipart/related; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(nested)
    )
    body = quopri.encodestring(page.encode(charset))
    part = f"Content-Type: text/html; charset={charset}\nContent-Transfer-Encoding: quoted-printable\n\n".encode()
    picture = b"\n--b%d\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n" % (
        nested - 1
    )
    closed = b"".join(b"\n--b%d--\n" % i for i in reversed(range(nested)))
    return head + opened + part + body + picture + closed


TYPED = word(*map(paragraph, PLAIN.strip().split("\n")))
READ_BY_CONTENT = {
    "网页": (PAGE.format("gb2312").encode("gb18030"), ".doc"),
    "网页 UTF-8": (PAGE.format("utf-8").encode(), ".wps"),
    "网页 UTF-16": (PAGE.format("unicode").encode("utf-16"), ".doc"),
    "没有框架的网页": (
        f"<div><p>{TITLE}</p><p>一、门诊服务</p><p>{FIRST}</p><p>二、药品管理</p><p>{SECOND}</p></div>".encode(),
        ".doc",
    ),
    "Word 的网页": (
        PAGE.format("gb2312")
        .replace("<html>", "<html xmlns:w='urn:schemas-microsoft-com:office:word'>")
        .replace(
            "<title>",
            "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></xml><![endif]--><title>",
        )
        .encode("gb18030"),
        ".doc",
    ),
    "注释之后的网页": (b"<!---->" * 500 + PAGE.format("utf-8").encode(), ".doc"),
    "网页作 docx": (PAGE.format("utf-8").encode(), ".docx"),
    "网页作 txt": (PAGE.format("utf-8").encode(), ".txt"),
    "网页作 md": (b"\xef\xbb\xbf<!DOCTYPE html>\n" + PAGE.format("utf-8").encode(), ".md"),
    "文本作 doc": (PLAIN.encode("gb18030"), ".doc"),
    "文本作 docx": (PLAIN.encode(), ".docx"),
    "docx 作 doc": (TYPED, ".doc"),
    "docx 作 txt": (TYPED, ".txt"),
    "docm": (TYPED, ".docm"),
    "2003 作 doc": (WORD_2003.encode(), ".doc"),
    "2003": (b"\xef\xbb\xbf" + WORD_2003.encode(), ".xml"),
    "单文件 docx 作 doc": (flat(TYPED), ".doc"),
    "mht": (mail(PAGE.format("gb2312"), "gb18030"), ".mht"),
    "mht 作 doc": (mail(PAGE.format("utf-8"), "utf-8"), ".doc"),
    "mht 作 html": (mail(PAGE.format("gb2312"), "gb2312").replace(b"\n", b"\r\n"), ".html"),
}


def headings(report: Report) -> list[tuple[str, str]]:
    return [(section.number, section.heading) for _, section in report.walk() if section.heading]


@pytest.mark.parametrize("what", READ_BY_CONTENT)
def test_a_file_is_read_by_what_it_is(what: str) -> None:
    data, suffix = READ_BY_CONTENT[what]
    (report,) = read(data, "总结" + suffix)
    assert report.title == TITLE
    assert headings(report) == [("一、", "门诊服务"), ("二、", "药品管理")]
    assert FIRST in report.text
    assert SECOND in report.text


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (png_bytes(), "图.docx"),
        (png_bytes(), "图.txt"),
        (b"PK\x03\x04" + b"xl/workbook.xml" * 9, "表.docx"),
        (b"Rar!\x1a\x07\x00" + bytes(60), "包.doc"),
        (b"\x00\x01\x02" * 90, "乱.doc"),
        (PLAIN.encode(), "总结.pdf"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument", "断.doc"),
        (b"<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'/>", "空.doc"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", "断.mht"),
    ],
)
def test_what_is_of_no_kind_that_is_read_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(data, name)
    assert isinstance(refusal.value, DamagedFile)
    assert name in refusal.value.message("zh")


def test_a_locked_word_file_is_called_locked_whatever_its_name() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    for name in ("锁.docx", "锁.doc", "锁.txt"):
        with pytest.raises(EncryptedFile):
            read(locked, name)


def test_a_mail_of_mails_is_refused_at_once() -> None:
    start = time.process_time()
    with pytest.raises(TooManyParts):
        read(mail(PAGE.format("utf-8"), "utf-8", nested=3000), "套.mht")
    assert time.process_time() - start < 2


def test_text_that_speaks_of_pages_and_mails_stays_text() -> None:
    text = (
        f"{TITLE}\n一、网站维护\n网页代码 <html> 由专人核对，邮件头 MIME-Version: 1.0 不再外露。\n{FIRST}\n"
    )
    (report,) = read(text.encode(), "总结.txt")
    assert "<html>" in report.text
    assert report.title == TITLE


WIKI = f"""---
id: 77
title: "{TITLE}"
tags: [卫生院]
---
<a name="q8Zk"></a>
## 一、门诊服务 {{#h-1}}
{FIRST}<br />
<a name="w2Rd"></a>
## 二、药品管理
全年投入2\\.5万元，==近效期==药品提前下架\\(含疫苗\\)，逐批登记，由药房主任签字后存档。

<table><tr><td>月份</td><td>盘点次数</td></tr><tr><td>4月</td><td>6</td></tr></table>

<table class="lake">
  <tr>
    <td>品种</td>
    <td>批次</td>
  </tr>
  <tr><td>疫苗</td><td>31</td></tr>
</table>

{SECOND}
"""


def test_an_export_of_a_wiki_is_read_with_its_title_and_tables() -> None:
    (report,) = read(WIKI.encode(), "export.md")
    assert (report.title, report.year.value) == (TITLE, 2023)
    assert [h for _, h in headings(report)] == ["门诊服务", "药品管理"]
    assert "<" not in report.text
    assert "{#" not in report.text
    assert "全年投入2.5万元，近效期药品提前下架（含疫苗），逐批登记" in report.text
    for row in ("月份 | 盘点次数", "4月 | 6", "品种 | 批次", "疫苗 | 31"):
        assert row in report.text.split("\n")
    assert not [line for line in report.dropped if line.text]


OWN_ELEMENTS = f"""# {TITLE}

Created: December 20, 2023 9:12 AM
负责人: 何小满
Status: Done

## 一、门诊服务 {{align="center" .wide}}

<callout emoji="bulb" background-color="light-yellow">
{FIRST}
</callout>

- [x]  夜间门诊开诊

<sheet-table rows="2" cols="2">
<sheet-tr><sheet-td>月份</sheet-td><sheet-td>盘点次数</sheet-td></sheet-tr>
<sheet-tr><sheet-td>4月</sheet-td><sheet-td>6</sheet-td></sheet-tr>
</sheet-table>

## 二、药品管理

:::warning
<text bgcolor="yellow">{SECOND}</text>
:::

<image token="boxcn1" width="10"/>

> 原文: <https://wiki.example.com/a/b>
"""


def test_what_else_wikis_leave_in_their_exports_is_no_text() -> None:
    (report,) = read(OWN_ELEMENTS.encode(), "export.md")
    assert [h for _, h in headings(report)] == ["门诊服务", "药品管理"]
    assert report.text.split("\n\n")[-1].split("\n")[-1] == SECOND
    assert not any(mark in report.text for mark in ("<", ":::", "[x]", "Created", "何小满", "https"))
    for text in (FIRST, "夜间门诊开诊", "月份 | 盘点次数", "4月 | 6", SECOND):
        assert text in report.text
    told = [line.text for line in report.dropped]
    assert any(text.startswith("负责人") for text in told)
    assert any(text.startswith("原文") for text in told)


def test_a_table_that_never_ends_and_a_rule_cost_no_text() -> None:
    text = f"# {TITLE}\n\n<table><tr><td>开了头\n\n## 门诊服务\n\n{FIRST}\n\n---\n\n{SECOND}\n"
    (report,) = read(text.encode(), "总结.md")
    assert FIRST in report.text
    assert SECOND in report.text
    assert "开了头" in report.text


def test_a_title_said_twice_is_said_once() -> None:
    text = f"---\ntitle: {TITLE}\n---\n# {TITLE}\n\n## 门诊服务\n\n{FIRST}\n"
    (report,) = read(text.encode(), "总结.md")
    assert report.title == TITLE
    assert report.text.count(TITLE) == 0


def test_what_a_machine_wrote_is_read_as_the_markdown_it_is_wherever_it_was_pasted() -> None:
    text = (
        "12-18 09:11 小葛：\n好的，以下是为您生成的总结：\n"
        f"### {TITLE}\n#### 一、门诊服务\n- **导诊**：{FIRST}\n#### 二 · 公共卫生\n✅ *{FIRST}*\n"
        "希望以上内容对您有帮助！\n[12-18 09:20] 老秦：收到了\n[12-18 09:21] 小葛：好"
    )
    (report,) = read(text.encode(), "粘贴.txt")
    assert report.title == TITLE
    assert [section.heading for section in report.sections] == ["门诊服务", "公共卫生"]
    assert [section.paragraphs for section in report.sections] == [(f"导诊：{FIRST}",), (FIRST,)]
    assert [aside.kind for aside in report.asides] == ["above"]

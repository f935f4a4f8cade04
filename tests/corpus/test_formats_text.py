"""Plain text and Markdown: encodings, and line numbers that stay the file's."""

from __future__ import annotations

import pytest

from draftbot.corpus import read
from draftbot.corpus.formats import extract
from draftbot.errors import EmptyFile, UnknownEncoding

SIMPLIFIED = "河湾小学开展了消防安全演练，全校师生有序撤离，用时三分钟。\n活动结束后各班进行了总结。\n"
TRADITIONAL = "河灣小學開展了消防安全演練，全校師生有序撤離，用時三分鐘。\n活動結束後各班進行了總結。\n"


def lines_of(data: bytes, name: str = "a.txt") -> list[str]:
    return [line.text for line in extract(data, name, 2**20)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_simplified_text_in_every_encoding(encoding: str) -> None:
    assert lines_of(SIMPLIFIED.encode(encoding))[0] == SIMPLIFIED.split("\n")[0]


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "cp950", "gb18030", "utf-16"])
def test_traditional_text_in_every_encoding(encoding: str) -> None:
    assert lines_of(TRADITIONAL.encode(encoding))[1] == TRADITIONAL.split("\n")[1]


def test_a_file_cut_off_in_mid_character_is_still_read() -> None:
    assert lines_of(SIMPLIFIED.encode("utf-8")[:-2])[0].startswith("河湾小学")
    assert lines_of(SIMPLIFIED.encode("gb18030")[:-2])[0].startswith("河湾小学")


@pytest.mark.parametrize("data", [b"\x00" * 400, b"\xef\xbb\xbf", "\u3000\n \n".encode()])
def test_nothing_but_space_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        lines_of(data)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnknownEncoding):
        lines_of(bytes((i * 37 + i // 7) % 256 for i in range(4000)))


def test_line_ends_of_all_kinds_count_once() -> None:
    assert lines_of("甲\r\n乙\r丙\n丁".encode()) == ["甲", "乙", "丙", "丁"]


def test_markdown_keeps_line_numbers_and_reads_structure() -> None:
    source = """# 河湾小学2024年工作总结

全年工作**平稳有序**，详见[附表](a.xlsx)。

## 一、主要做法

- 建章立制，明确责任
| 项目 | 数量 |
|---|---|
| 演练 | 4次 |

存在问题
--------
制度执行还不够到位，个别班级没有按时开展活动。
"""
    lines = extract(source.encode(), "a.md", 2**20)
    assert len(lines) == len(source.split("\n"))
    assert lines[2].text == "全年工作平稳有序，详见附表。"
    assert (lines[4].text, lines[4].style) == ("一、主要做法", 2)
    assert lines[9].text == "演练 | 4次"
    (report,) = read(source.encode(), "a.md")
    assert report.title == "河湾小学2024年工作总结"
    assert [s.heading for s in report.sections] == ["", "主要做法", "存在问题"]


def test_a_pages_own_name_what_is_struck_out_and_notes_are_no_text_of_a_report() -> None:
    page = (
        "---\ntitle: 总结（改2）\n---\n东屏水文站2024年度测报工作总结\n=======\n\n一，测报\n-----\n"
        "~~仪器完好。~~ 洪水过程全部测到，报汛一百二十次。[^1]\n\n[^1]: 次数以省局为准。\n"
    )
    (report,) = read(page.encode(), "a.md")
    assert report.title == "东屏水文站2024年度测报工作总结"
    assert [(s.heading, s.paragraphs) for s in report.sections] == [
        ("测报", ("洪水过程全部测到，报汛一百二十次。",))
    ]
    assert [aside.lines for aside in report.asides] == [("总结（改2）",), ("次数以省局为准。",)]


def test_masked_years_are_no_emphasis() -> None:
    text = "20**年至20**年，县供电公司完成了线路改造。"
    assert lines_of(text.encode(), "a.md")[0] == text

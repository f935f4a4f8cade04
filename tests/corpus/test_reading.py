"""What `read` gives back for whole files, and what it refuses."""

from __future__ import annotations

import pytest

from draftbot.corpus import read
from draftbot.corpus.passages import cut_passages
from draftbot.errors import DamagedFile, EmptyFile, FileTooLarge, UnknownEncoding, UnsupportedFormat

REPORT = """云湾镇中心幼儿园2024年卫生保健工作总结

2024年，云湾镇中心幼儿园围绕幼儿健康，做好日常保健各项工作，现总结如下。

一、主要做法
（一）严格晨午检。保健医每天入园时为每名幼儿测温、看手、看口腔，异常情况当场登记并告知家长。
（二）规范消毒。各班每天开窗通风两次，餐具每餐消毒，玩具每周清洗一次并有记录。

二、存在问题
部分保育员对消毒液配比掌握不准，个别班级记录不够完整。

三、下步打算
开学前组织全员培训，实操考核合格后方可上岗。

云湾镇中心幼儿园
2024年12月20日
"""


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.txt", EmptyFile),
        (b" \r\n\t", "a.txt", EmptyFile),
        (REPORT.encode(), "a.xyz", UnsupportedFormat),
        (REPORT.encode(), "noending", UnsupportedFormat),
        (b"PK\x03\x04" + b"x" * 50, "a.txt", DamagedFile),
        (REPORT.encode(), "a.pdf", DamagedFile),
        (bytes(range(256)) * 20, "a.txt", UnknownEncoding),
    ],
)
def test_refuses_with_the_file_named(data: bytes, name: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=name.replace(".", r"\.")):
        read(data, name)


def test_refuses_a_file_over_the_limit() -> None:
    with pytest.raises(FileTooLarge):
        read(b"x" * 2**20, "a.txt", max_bytes=2**19)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_reads_the_same_report_in_every_encoding(encoding: str) -> None:
    (report,) = read(REPORT.encode(encoding), "保健.txt")
    assert report.title == "云湾镇中心幼儿园2024年卫生保健工作总结"
    assert [s.heading for s in report.sections] == ["", "主要做法", "存在问题", "下步打算"]
    assert [(a.kind, a.lines) for a in report.asides] == [
        ("signature", ("云湾镇中心幼儿园", "2024年12月20日"))
    ]
    assert report.genre.value == "工作总结"
    assert report.unit.value == "云湾镇中心幼儿园"
    assert report.year.value == 2024
    assert report.first_line == 1
    assert not report.cut_reason


def test_passages_carry_their_heading_path() -> None:
    (report,) = read(REPORT.encode(), "保健.txt")
    passages = cut_passages(report)
    assert [p.id for p in passages] == [f"{report.id}-p{i}" for i in range(len(passages))]
    assert ("主要做法", "规范消毒") in {p.heading_path for p in passages}


def test_marks_on_a_cover_are_no_part_of_the_title() -> None:
    prose = "每月开展一次隐患排查，逐项登记并限期整改，全年没有发生安全事故。" * 2
    for cover in (["内部资料", "注意保存"], []):
        lines = [*cover, "河湾小学", "2023年安全工作总结", prose, "一、主要做法", prose]
        (report,) = read("\n".join(lines).encode(), "a.txt")
        assert report.title == "河湾小学2023年安全工作总结"
        assert report.unit.value == "河湾小学"

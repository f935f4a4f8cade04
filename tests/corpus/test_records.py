"""Tables in which each row is a report, as systems export what units handed in; all units are invented."""

from __future__ import annotations

import csv
import io

from draftbot.corpus import read
from draftbot.corpus.formats import extract
from draftbot.corpus.lines import Place

WORK = "全年清运垃圾四千余吨，保洁员分片包干，每天普扫两遍。夏季增加洒水次数，居民反映路面干净了。" * 2
TROUBLE = "两台压缩车使用超过十年，故障较多，影响清运。背街小巷的保洁仍有死角，群众时有反映，需要加派人手。"
UNITS = ("芦湾环卫所", "石桥环卫所", "南岭环卫所")


def csv_of(*rows: tuple[str, ...]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode("gb18030")


def test_each_row_with_a_title_and_a_text_is_a_report() -> None:
    text = f"{WORK}\n一、清扫保洁\n{WORK}\n二、设备情况\n{TROUBLE}"
    rows = [(str(i), unit, f"{unit}2023年工作总结", text, "丁一") for i, unit in enumerate(UNITS)]
    reports = read(csv_of(("流水号", "上报单位", "名称", "内容", "经办"), *rows), "导出.csv")
    assert [report.title for report in reports] == [f"{unit}2023年工作总结" for unit in UNITS]
    for report in reports:
        assert [section.heading for section in report.sections if section.heading] == ["清扫保洁", "设备情况"]
        assert "经办" not in report.text
        assert any("经办：丁一" in line.text for line in report.dropped)


def test_columns_of_texts_are_the_parts_of_each_rows_report() -> None:
    rows = [(unit, WORK, TROUBLE) for unit in UNITS]
    reports = read(csv_of(("单位", "主要做法", "存在问题"), *rows), "2023年工作总结.csv")
    assert [report.title for report in reports] == [f"{unit}2023年工作总结" for unit in UNITS]
    assert [section.heading for section in reports[1].sections] == ["主要做法", "存在问题"]
    assert [report.year.value for report in reports] == [2023] * 3


def test_rows_of_a_work_list_stay_rows() -> None:
    rows = [("环卫所", WORK[:50], "六月"), ("环卫所", WORK[:50], "七月")]
    lines = extract(csv_of(("责任单位", "完成情况", "时限"), *rows), "清单.csv", 10**6)
    assert [line.place for line in lines[1:]] == [Place.ROW] * 3


def test_a_text_written_down_in_cells_is_text() -> None:
    lines = ["芦湾环卫所2023年工作总结", WORK, "一、存在问题", TROUBLE, "二、明年打算", WORK]
    (report,) = read(csv_of(*((line, "") for line in lines)), "总结.csv")
    assert report.title == lines[0]
    assert [section.heading for section in report.sections if section.heading] == ["存在问题", "明年打算"]

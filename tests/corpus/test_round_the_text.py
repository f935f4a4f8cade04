"""What programs put round a report: marks of quoting, fields of an office system, lines run together."""

from __future__ import annotations

import pytest

from draftbot.corpus import read

TITLE = "芦湾区水务所2023年工作总结"
PARTS = (
    "2023年，水务所围绕供水安全开展工作，全年没有发生停水事故。",
    "一、管网维护",
    "更换老旧管道六公里，修复漏点四十余处，夜间抢修都在四小时内完成，居民反映水压稳定。",
    "二、存在问题",
    "部分小区二次供水设施老化，产权不清，改造资金还没有着落，明年准备逐一登记。",
)
TEXT = "\n".join((TITLE, *PARTS))
SIGNED = "芦湾区水务所\n2023年12月20日"


def headings(report: object) -> list[str]:
    return [section.heading for section in report.sections if section.heading]  # type: ignore[attr-defined]


def wrapped(text: str, width: int = 30) -> str:
    """Each paragraph set in and broken at one width, as programs of mail break it."""
    lines = [text.splitlines()[0]]
    for paragraph in text.splitlines()[1:]:
        full = "　　" + paragraph
        lines += [full[at : at + width] for at in range(0, len(full), width)]
    return "\n".join(lines)


@pytest.mark.parametrize("mark", ["> ", ">> ", ">"])
def test_a_quoted_mail_loses_its_marks_and_its_breaks(mark: str) -> None:
    quoted = "\n".join(mark + line for line in wrapped(TEXT).splitlines())
    (report,) = read(f"请查收。\n\n{quoted}\n".encode(), "转发.txt")
    assert report.title == TITLE
    assert headings(report) == ["管网维护", "存在问题"]
    assert all(part in report.text for part in (PARTS[0], PARTS[2], PARTS[4]))
    assert ">" not in report.text


def test_two_lines_with_such_a_mark_are_text() -> None:
    (report,) = read(f"{TEXT}\n> 甲、乙两泵站并联运行。\n".encode(), "总结.txt")
    assert "> 甲、乙两泵站" in report.text


@pytest.mark.parametrize("seam", ["　　", "    ", " ", "\\n", "<br/>"])
def test_a_text_in_one_line_is_parted_where_its_lines_ended(seam: str) -> None:
    more = "三、下步打算", "新建加压泵站一座，把抄表到户的范围扩大到三个镇，年底前全部装上智能水表。"
    (report,) = read(seam.join((TITLE, *PARTS, *more)).encode(), "一行.txt")
    assert report.title == TITLE
    assert headings(report) == ["管网维护", "存在问题", "下步打算"]


def test_a_long_paragraph_with_wide_spaces_in_it_stays_one() -> None:
    text = "　　".join(["水务所承担全区供水管理任务", "下设三个站", "管线总长八十公里"] * 8) + "。"
    (report,) = read(f"{TITLE}\n{text}\n一、管网维护\n{PARTS[2]}".encode(), "总结.txt")
    assert "run_together" not in {repair.name for repair in report.repairs}


def test_fields_and_traces_of_an_office_system_are_no_text() -> None:
    fields = (
        "公文标题："
        + TITLE
        + "\n拟稿部门：供水科　　拟稿人：丁一　　拟稿时间：2023-12-20 09:10\n签发人：所领导\n"
    )
    traces = (
        "附件：\n1. 用水量.xls (12KB)\n办理记录：\n"
        "2023-12-20 10:02 供水科：请领导审定\n2023-12-21 08:30 所领导：已阅，同意上报\n"
    )
    rule = "=" * 30 + "\n"
    (report,) = read(f"{fields}{rule}{TEXT}\n{SIGNED}\n{rule}{traces}".encode(), "导出.txt")
    assert report.title == TITLE
    assert headings(report) == ["管网维护", "存在问题"]
    assert not any(word in report.text for word in ("请领导审定", "用水量.xls", "拟稿", "签发人"))
    said = [line.text for line in report.dropped] + [text for aside in report.asides for text in aside.lines]
    assert any("同意上报" in text for text in said)


def test_the_title_may_stand_in_a_field_alone() -> None:
    body = "\n".join(PARTS)
    (report,) = read(f"文件标题：{TITLE}\n正文：\n{body}\n{SIGNED}".encode(), "导出.txt")
    assert (report.title, report.title_is_derived) == (TITLE, False)


def test_a_day_told_hour_by_hour_is_kept() -> None:
    log = "\n".join(f"2023-07-{day} 0{day % 9}:30 泵站开机，排水三千方，水位下降。" for day in range(10, 20))
    (report,) = read(f"芦湾泵站防汛值守情况汇报\n{log}\n".encode(), "值守.txt")
    assert report.text.count("排水三千方") == 10


@pytest.mark.parametrize(
    "line",
    ["填报人：丁小一　　　2023年12月18日", "制表人：丁一", "填报人：丁一　　审核人：王二　　2023年12月18日"],
)
def test_who_filled_a_form_in_signs_it(line: str) -> None:
    (report,) = read(f"{TEXT}\n{line}".encode(), "表.txt")
    assert "人：" not in report.text
    assert [aside.kind for aside in report.asides] == ["signature"]

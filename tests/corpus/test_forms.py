"""Forms are reports: what stands in the left column names the parts, what stands beside it is their text."""

from __future__ import annotations

import io

import pytest
from docx import Document

from draftbot.corpus.reading import read
from draftbot.domain import Report, Section
from making.workbooks import workbook

WORK = "全年抢修水毁渠道七处，清淤十四公里，两万亩稻田没有一块误了插秧。"
SHORT = "测量放线还靠老同志带，无人机买回来了却没有人会飞。"
AHEAD = "明年春灌前修完剩下的三座闸，让年轻人轮流去县里学操作。"


def only(data: bytes, name: str) -> Report:
    (report,) = read(data, name)
    return report


def parts(report: Report) -> dict[str, str]:
    """Each heading with the text right under it."""

    def told(sections: tuple[Section, ...]) -> dict[str, str]:
        found: dict[str, str] = {}
        for section in sections:
            if section.heading:
                found[section.heading] = "".join(section.paragraphs)
            found |= told(section.sections)
        return found

    return told(report.sections)


def word_file(title: str, rows: list[tuple[str, ...]]) -> bytes:
    document = Document()
    document.add_paragraph(title)
    table = document.add_table(len(rows), max(map(len, rows)))
    for cells, row in zip(table.rows, rows, strict=True):
        for i, text in enumerate(row):
            cells.cells[i].text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def markdown(rows: list[tuple[str, ...]]) -> bytes:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(["# 白鹭灌区自评表", "", lines[0], "|---|---|", *lines[1:]]).encode()


def page(rows: list[tuple[str, ...]]) -> bytes:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><body><h2>白鹭灌区自评表</h2><table>{cells}</table></body></html>".encode()


FORM = [("项目", "内容"), ("工作成效", WORK), ("存在不足", SHORT), ("下步打算", AHEAD)]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word_file("白鹭灌区自评表", FORM), "a.docx"),
        (markdown(FORM), "a.md"),
        (page(FORM), "a.html"),
        (workbook([("白鹭灌区自评表",), *FORM]), "a.xlsx"),
        ("\n".join(["白鹭灌区自评表", *("\t".join(row) for row in FORM)]).encode(), "a.txt"),
    ],
    ids=["docx", "md", "html", "xlsx", "txt"],
)
def test_the_left_column_names_the_parts(data: bytes, name: str) -> None:
    report = only(data, name)
    assert report.title == "白鹭灌区自评表"
    assert parts(report) == {"工作成效": WORK, "存在不足": SHORT, "下步打算": AHEAD}


def test_a_name_over_several_rows_stands_once_and_names_within_it_below() -> None:
    rows = [("工作成效", "工程", WORK), ("工作成效", "队伍", SHORT), ("下步打算", AHEAD, "")]
    report = only(word_file("白鹭灌区自评表", rows), "a.docx")
    assert parts(report) == {"工作成效": "", "工程": WORK, "队伍": SHORT, "下步打算": AHEAD}


def test_beside_rows_about_somebody_any_name_will_do_and_a_seal_is_no_text() -> None:
    rows = [
        ("姓名", "公良序", "职务", "闸长"),
        ("主要事迹", WORK, "", ""),
        ("推荐意见", "同意上报，请上级审核批准。（盖章）　年　月　日", "", ""),
    ]
    assert parts(only(word_file("白鹭灌区申报表", rows), "a.docx")) == {
        "主要事迹": WORK + "推荐意见 | 同意上报，请上级审核批准。（盖章） 年 月 日"
    }


@pytest.mark.parametrize(
    "rows",
    [
        [("序号", "任务", "内容", "谁管"), ("1", "修闸", AHEAD, "仲孙"), ("2", "清淤", WORK, "公良")],
        [("时间", "事项"), ("3月5日", WORK), ("4月9日", AHEAD)],
        [("村组", "意见"), ("柳林组", SHORT), ("河湾组", WORK)],
    ],
    ids=["several columns", "days", "names of somebody"],
)
def test_a_table_of_data_stays_rows(rows: list[tuple[str, ...]]) -> None:
    assert not parts(only(word_file("白鹭灌区台账", rows), "a.docx"))


def test_of_a_chat_saved_whole_the_paper_stays() -> None:
    text = f"""2025-11-28 16:02:11 公良
哪位有灌区的总结
2025-11-28 16:05:40 仲孙
我发一下
2025-11-28 16:07:02 仲孙
白鹭灌区2025年工作总结
一、主要工作
{WORK}
二、存在问题
{SHORT}
2025-11-28 16:09:55 公良
谢谢"""
    report = only(text.encode(), "a.txt")
    assert report.title == "白鹭灌区2025年工作总结"
    assert parts(report) == {"主要工作": WORK, "存在问题": SHORT}
    assert "谢谢" in [line.text for line in report.dropped]


def test_what_happened_when_is_no_chat() -> None:
    days = "\n".join(f"2025-07-{day} 0{day - 10}:30 巡查\n{WORK}" for day in range(11, 14))
    report = only(f"白鹭灌区防汛值班情况汇报\n{days}".encode(), "a.txt")
    assert "\n".join(p for s in report.sections for p in s.paragraphs).count(WORK) == 3

"""The parts of an official paper round its text, which are neither headings nor passages."""

from __future__ import annotations

import pytest

from draftbot.corpus import read
from draftbot.corpus.passages import cut_passages
from draftbot.domain import Report

PROSE = "全年登记种粮大户一百二十户，发放良种补贴，农机具检修全部在春耕之前完成，没有误农时。"
PAPER = f"""石门乡农业服务中心文件
石农〔2023〕12号
石门乡农业服务中心关于报送2023年工作总结的报告
乡人民政府：
{PROSE}现将有关情况报告如下：
一、主要工作
{PROSE}
二、下步打算
{PROSE}
特此报告。
附件：1.种粮大户名册
      2.农机具检修台账
石门乡农业服务中心
二○二三年十二月三十日
（联系人：葛平安，联系电话：0856-7654321）
附件1
种粮大户名册
序号 姓名 面积
1 丁大年 32
抄送：县农业农村局，乡党政办。
石门乡农业服务中心办公室 2023年12月30日印发
"""


def only(text: str) -> Report:
    (report,) = read(text.encode(), "a.txt")
    return report


def asides(report: Report) -> dict[str, tuple[str, ...]]:
    return {aside.kind: aside.lines for aside in report.asides}


def test_a_paper_with_all_its_parts() -> None:
    report = only(PAPER)
    assert report.title == "石门乡农业服务中心关于报送2023年工作总结的报告"
    assert (report.unit.value, report.year.value) == ("石门乡农业服务中心", 2023)
    assert [(s.number, s.heading) for s in report.sections] == [
        ("", ""), ("一、", "主要工作"), ("二、", "下步打算"), ("", ""),
    ]  # fmt: skip
    assert report.sections[2].paragraphs == (PROSE,)
    assert asides(report) == {
        "letterhead": ("石门乡农业服务中心文件",),
        "number": ("石农〔2023〕12号",),
        "addressees": ("乡人民政府：",),
        "enclosures": ("附件：1.种粮大户名册", "2.农机具检修台账"),
        "signature": ("石门乡农业服务中心", "二○二三年十二月三十日"),
        "note": ("（联系人：葛平安，联系电话：0856-7654321）",),
        "attachments": ("附件1", "种粮大户名册", "序号 姓名 面积", "1 丁大年 32"),
        "copies": ("抄送：县农业农村局，乡党政办。",),
        "issued": ("石门乡农业服务中心办公室 2023年12月30日印发",),
    }
    assert not any("0856" in p.text or "印发" in p.text for p in cut_passages(report))


@pytest.mark.parametrize(
    "line",
    [
        "各村卫生室：",
        "各科室、各直属单位：",
        "各乡镇中心校：",
        "各基层社、直属公司：",
        "各村（社区）、镇直各单位：",
        "县总工会：",
        "局机关各股室：",
        "全体住户：",
    ],
)
def test_whom_a_paper_goes_to_is_no_heading(line: str) -> None:
    report = only(
        f"关于2023年春耕工作情况的通报\n{line}\n{PROSE}\n一、主要做法\n{PROSE}\n二、存在问题\n{PROSE}"
    )
    assert [(s.level, s.heading) for s in report.sections] == [(0, ""), (1, "主要做法"), (1, "存在问题")]
    assert asides(report) == {"addressees": (line,)}


@pytest.mark.parametrize("line", ["基本情况：", "主要做法：", "现将情况汇报如下：", "起因："])
def test_a_first_heading_with_a_colon_is_no_addressee(line: str) -> None:
    assert "addressees" not in asides(only(f"2023年春耕工作总结\n{line}\n{PROSE}\n主要成效：\n{PROSE}"))


@pytest.mark.parametrize(
    "date",
    [
        "2023年12月30日",
        "二〇二三年十二月三十日",
        "二○二三年十二月三十日",
        "2023.12.30",
        "2023/12/30",
        "2023-12-30",
    ],
)
def test_the_year_of_a_signature_in_every_way_of_writing_it(date: str) -> None:
    report = only(f"春耕工作总结\n{PROSE}\n一、做法\n{PROSE}\n石门乡人民政府\n{date}")
    assert report.year.value == 2023
    assert asides(report) == {"signature": ("石门乡人民政府", date)}


def test_a_signature_of_labels_and_values_is_set_aside() -> None:
    signed = ("述职人：葛平安", "单位（盖章）：石门乡农业服务中心", "填报时间：2023.12.20")
    report = only(f"石门乡2023年工作总结\n一、主要工作\n{PROSE}\n" + "\n".join(signed))
    assert asides(report) == {"signature": signed}
    assert (report.unit.value, report.year.value) == ("石门乡农业服务中心", 2023)


def test_an_attachment_with_a_text_of_its_own_stays() -> None:
    plan = "\n".join(["附件", "石门乡春耕工作实施方案", "一、目标", *[PROSE] * 3, "二、措施", *[PROSE] * 3])
    text = f"关于印发春耕工作实施方案的通知\n各村：\n{PROSE}\n石门乡人民政府\n2023年3月1日\n{plan}"
    reports = read(text.encode(), "a.txt")
    assert sum(report.text.count(PROSE) for report in reports) == 7


def test_each_of_several_attachments_has_its_text_under_its_title() -> None:
    plans = [
        line
        for n, title in enumerate(("石门乡春耕工作实施方案", "石门乡春耕抗旱预案"), start=1)
        for line in (f"附件{n}", title, PROSE, "一、目标", title + PROSE, "二、措施", title + PROSE)
    ]
    head = ["关于印发春耕工作实施方案的通知", "各村：", PROSE, "石门乡人民政府", "2023年3月1日"]
    report = only("\n".join([*head, *plans]))
    first, second = report.sections[-2:]
    assert [(one.level, one.number, one.heading) for one in (first, second)] == [
        (1, "附件1", "石门乡春耕工作实施方案"),
        (1, "附件2", "石门乡春耕抗旱预案"),
    ]
    for one in (first, second):
        assert one.paragraphs == (PROSE,)
        assert [(s.level, s.number, s.heading) for s in one.sections] == [
            (2, "一、", "目标"),
            (2, "二、", "措施"),
        ]


def test_beside_the_number_stands_who_signs_and_the_title_is_set_wide() -> None:
    number, noun = "石农〔2023〕12号", " " * 26 + "报    告"
    head = f"000031\n秘密\n石 门 乡 农 业 服 务 中 心 文 件\n{number}{' ' * 25}签发人：葛平安\n"
    title = f"{' ' * 13}关于2023年度农机春检和种粮补贴发放工作的\n{noun}\n"
    report = only(f"{head}{title}乡联社：\n一、主要工作。{PROSE}\n二、下步打算。{PROSE}\n")
    assert report.title == "关于2023年度农机春检和种粮补贴发放工作的报告"
    assert [s.heading for s in report.sections] == ["主要工作", "下步打算"]
    assert asides(report)["addressees"] == ("乡联社：",)


def test_words_behind_a_signature_are_no_text_and_who_signs_as_titled_is_the_unit() -> None:
    behind = "发自我的手机\n此信仅供收信人查看，转给别人之前请先问一声。"
    report = only(f"乌石潭蚕种库2024年制种工作总结\n一、做法\n{PROSE}\n乌石潭蚕种库\n2025年1月6日\n{behind}")
    assert report.unit.value == "乌石潭蚕种库"
    assert [(s.heading, s.paragraphs) for s in report.sections] == [("做法", (PROSE,))]
    assert [line for lines in asides(report).values() for line in lines][-1] == behind.split("\n")[1]


def test_short_lines_in_the_text_are_no_signature() -> None:
    report = only(f"春耕工作总结\n{PROSE}\n一、做法\n2023年3月\n{PROSE}\n二、问题\n{PROSE}")
    assert report.asides == ()
    assert "2023年3月" in report.text


def test_what_stands_above_a_title_and_a_date_of_the_republic_are_parts() -> None:
    text = f"內部參考\n鳳嶺鄉公所2023年工作總結\n一、農業\n{PROSE}\n二、打算\n{PROSE}\n鳳嶺鄉公所\n中華民國一一二年十二月三十日"
    report = only(text)
    assert report.title == "鳳嶺鄉公所2023年工作總結"
    assert {aside.kind: aside.lines for aside in report.asides} == {
        "above": ("內部參考",),
        "signature": ("鳳嶺鄉公所", "中華民國一一二年十二月三十日"),
    }


def test_a_paper_that_a_letter_passes_on_is_a_report_of_its_own() -> None:
    letter = f"关于转发春耕工作总结的函\n各村：\n{PROSE}\n附件：石门乡2023年春耕工作总结\n岭西县农业局\n2024年3月1日"
    passed_on = f"石门乡2023年春耕工作总结\n一、做法\n{PROSE}\n二、问题\n{PROSE}"
    first, second = read(f"{letter}\n附件\n{passed_on}".encode(), "函.txt")
    assert second.title == "石门乡2023年春耕工作总结"
    assert [section.heading for section in second.sections] == ["做法", "问题"]
    assert "做法" not in first.text

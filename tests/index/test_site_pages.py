"""The furniture of a site is told by its pages together, also when they come one at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from draftbot.corpus.cleaning.account import told_reason
from draftbot.domain import Corrections, Report
from draftbot.index.site_pages import site_of
from draftbot.service import Draftbot
from serving import FLOOD
from telling import zh

REPORTS = {
    "松风幼儿园": "汛期启动应急响应三次，转移低洼教室的学生，校园排水沟全部疏通，防汛沙袋和水泵备足。",
    "东湾中学": "全年开展禁毒教育课十二节，组织学生参观展馆，家长开放日发放宣传册，班会人人发言。",
    "西湾街道": "新建垃圾分类投放点八处，志愿者入户讲解，每月评比楼栋，居民参与面逐步扩大。",
    "南山卫生院": "签约家庭医生团队随访慢病患者，流感疫苗接种台账逐人核对，冷链温度每日登记两次。",
}
UNITS = tuple(REPORTS)
ABOVE = "云岭县融合宣传平台：看见云岭每一天"
BELOW = "云岭融合宣传矩阵（手机版、电脑版）"
NOTICE = "本平台所刊各类稿件由供稿部门自行审核，平台仅作展示，如需引用请事先与平台编辑部取得联系。"
SIGNED = "云岭县教育和体育局"


def page(number: int, address: str = "") -> bytes:
    """A saved page with a report; its site's lines are in no list of words."""
    unit, year = UNITS[number], 2020 + number
    body = [
        "一、主要做法",
        *(f"{place}。{REPORTS[unit]}" for place in ("城东片", "城西片", "城北片")),
        "二、下一步打算",
        f"明年{unit}把这项工作接着做细做实，{REPORTS[unit]}",
    ]
    lines = [ABOVE, f"{unit}{year}年工作总结", *body, SIGNED, f"{year}年12月{number + 1}日", BELOW, NOTICE]
    text = "".join(f"<p>{line}</p>" for line in lines if line.strip())
    saved = f"<!-- saved from url=(0042){address} -->" if address else ""
    return f"<!doctype html>{saved}<html><body>{text}</body></html>".encode()


def of_page(service: Draftbot, name: str) -> Report:
    return service.report(next(one.id for one in service.reports() if one.source == name))[1]


def told(report: Report) -> list[str]:
    return [line.text for line in report.dropped if line.why == "repeated"]


def test_pages_of_a_folder_tell_what_is_their_sites_and_what_is_their_own(
    service: Draftbot, tmp_path: Path
) -> None:
    folder = tmp_path / "网页"
    folder.mkdir()
    for number in range(len(UNITS)):
        (folder / f"{number}.html").write_bytes(page(number))
    service.ingest([folder])
    for number in range(len(UNITS)):
        report = of_page(service, f"{number}.html")
        assert told(report) == [ABOVE, BELOW, NOTICE]
        # What reports of one unit have alike stands.
        assert SIGNED in [line for aside in report.asides for line in aside.lines]
        assert UNITS[number] in report.title
        assert not any(line in report.text for line in (ABOVE, BELOW, NOTICE))
    # A report of every year tells nothing of its site, however much is alike.
    folder = tmp_path / "历年"
    folder.mkdir()
    for year in range(2019, 2024):
        text = FLOOD.format(unit="松风幼儿园", year=year, times=2).strip().split("\n")
        lines = [*text, "下一步打算", "明年继续开展应急演练，补充防汛物资，落实值班值守，确保师生平安。"]
        body = "".join(f"<p>{line}</p>" for line in lines if line.strip())
        (folder / f"{year}.html").write_text(f"<!doctype html><html><body>{body}</body></html>", "utf-8")
    service.ingest([folder])
    assert [told(of_page(service, f"{year}.html")) for year in range(2019, 2024)] == [[]] * 5


HEAD, FOOT = "云岭教体系统文稿选登", "整理：云岭县文稿小组　　页码　{number}"


def test_what_is_copied_into_the_files_of_a_folder_is_told_and_what_reports_have_alike_stands(
    service: Draftbot, tmp_path: Path
) -> None:
    folder = tmp_path / "文稿"
    folder.mkdir()
    for number, unit in enumerate(UNITS):
        year = 2020 + number
        own = [f"{place}。{REPORTS[unit]}" for place in ("城东片", "城西片")]
        text = [
            f"{unit}{year}年工作总结",
            "主要做法",
            *own,
            "下一步打算",
            f"明年{unit}接着做。{REPORTS[unit]}",
        ]
        signed = ["负责人：段启明", "何桂香", SIGNED, f"{year}年12月{number + 1}日"]
        lines = [HEAD, *text, *signed, FOOT.format(number=number)]
        if number % 2:
            document = Document()
            for line in lines:
                document.add_paragraph(line)
            document.save(str(folder / f"{number}.docx"))
        else:
            (folder / f"{number}.txt").write_text("\n".join(lines), "utf-8")
    service.ingest([folder])
    for number, unit in enumerate(UNITS):
        report = of_page(service, f"{number}.{'docx' if number % 2 else 'txt'}")
        assert told(report) == [HEAD, FOOT.format(number=number)]
        assert report.title == f"{unit}{2020 + number}年工作总结"
        assert [section.heading for section in report.sections][:2] == ["主要做法", "下一步打算"]
        kept = report.text + "".join(line for aside in report.asides for line in aside.lines)
        assert all(line in kept for line in ("负责人：段启明", "何桂香", SIGNED))
    # A title is none of it, however many files have the same.
    folder = tmp_path / "征文"
    folder.mkdir()
    for number, unit in enumerate(UNITS):
        body = [f"{place}。{REPORTS[unit]}" for place in ("春天", "夏天", "秋天")]
        (folder / f"{number}篇.txt").write_text("\n".join(["我们这一年", *body]), "utf-8")
    service.ingest([folder])
    for number in range(len(UNITS)):
        report = of_page(service, f"{number}篇.txt")
        assert (report.title, told(report)) == ("我们这一年", [])


def test_pages_that_come_one_at_a_time_are_read_anew_when_later_ones_tell(service: Draftbot) -> None:
    pages = [page(number, f"https://www.yunling.example.cn/art/{number}.html") for number in range(4)]
    for number in (0, 1):
        service.ingest_upload(f"{number}.html", pages[number])
        assert told(of_page(service, f"{number}.html")) == []
    first = of_page(service, "0.html")
    service.correct_report(first.id, Corrections(unit="松风中心幼儿园"))
    service.ingest_upload("别处.html", page(2, "https://elsewhere.example.cn/1"))
    assert told(of_page(service, "0.html")) == []
    service.ingest_upload("3.html", pages[3])
    for number in (0, 1, 3):
        assert told(of_page(service, f"{number}.html")) == [ABOVE, BELOW, NOTICE]
    again = of_page(service, "0.html")
    assert (again.id, again.unit.value) == (first.id, "松风中心幼儿园")
    assert any("其他网页" in zh(message) for message in map(told_reason, again.dropped))
    # What a user brings back stays.
    service.restore_dropped(again.id, [line.line for line in again.dropped if line.text == NOTICE])
    service.ingest_upload("2.html", pages[2])
    back = of_page(service, "0.html")
    assert told(back) == [ABOVE, BELOW]
    assert NOTICE in back.text


@pytest.mark.parametrize(
    ("head", "site"),
    [
        ("<!-- saved from url=(0042)https://www.Yunling.example.cn/a/b.html -->", "yunling.example.cn"),
        ('<link rel="canonical" href="http://sub.example.cn/1">', "sub.example.cn"),
        ('<meta property="og:url" content="https://sub.example.cn/1">', "sub.example.cn"),
        ('<link rel="stylesheet" href="https://cdn.example.cn/1.css">', "folder"),
        ("From: x\nSnapshot-Content-Location: https://m.example.cn/1\n", "m.example.cn"),
        ("", "folder"),
    ],
)
def test_a_page_says_of_which_site_it_is(head: str, site: str) -> None:
    assert site_of("folder/1.html", head.encode()) == site

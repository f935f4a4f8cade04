"""Outlines mined from the corpus, and taken from written reports."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest

from draftbot import corpus
from draftbot.domain import Outline, Report, Role
from draftbot.errors import (
    BadLength,
    BadOutline,
    DamagedFile,
    EmptyFile,
    NoGenreInTitle,
    NothingToMine,
    ReportNotFound,
    UnknownGenre,
    UnsupportedFormat,
)
from draftbot.outlines.book import OutlineBook, load_outlines, parse_outline, plan_lengths, write_outline
from draftbot.outlines.mined import MinedOutline, MinedSection, as_outline
from draftbot.outlines.samples import OutlineSamples
from draftbot.service import Draftbot
from making.briefs import known

ROOT = Path(__file__).parents[2]
FOREIGN = re.compile(r"\d|青禾|柳荫|星河|望江|澄湖|松岗")


@pytest.fixture(scope="module")
def book() -> OutlineBook:
    return load_outlines(ROOT / "prompts")


@pytest.fixture(scope="module")
def samples(book: OutlineBook) -> OutlineSamples:
    return OutlineSamples(book, known("云溪区晨光幼儿园", "晨光幼儿园"))


def mined_section(
    heading: str, count: int, level: int = 1, role: Role = Role.WORK, share: float = 0.2
) -> MinedSection:
    return MinedSection(heading, count, level, role, 0.5, share, ())


def headings(outline: Outline) -> list[tuple[int, str]]:
    return [(section.level, section.heading) for section in outline.sections]


# -- from mined to an outline ------------------------------------------------------


def test_where_nothing_was_mined_there_is_no_outline(book: OutlineBook) -> None:
    with pytest.raises(NothingToMine, match="防汛工作总结"):
        as_outline(MinedOutline("防汛工作总结", "工作总结", 0, 0, 0), book.outline("工作总结"))
    mined = MinedOutline("防汛工作总结", "工作总结", 3, 3, 900, (mined_section("主要做法", 3),))
    with pytest.raises(NothingToMine):
        as_outline(mined, book.outline("工作总结"), at_least=4)


def test_sections_of_half_the_reports_are_taken_with_what_they_stand_below(book: OutlineBook) -> None:
    mined = MinedOutline(
        "防汛工作总结",
        "工作总结",
        8,
        8,
        1749,
        (
            mined_section("基本情况", 8, role=Role.OVERVIEW, share=0.1),
            mined_section("主要做法", 3, share=0.6),
            mined_section("隐患排查", 5, 2),
            mined_section("应急演练", 4, 2),
            mined_section("物资储备", 2, 2),
            mined_section("存在问题", 7, role=Role.PROBLEMS),
            mined_section("原因分析", 4, 2, role=Role.PROBLEMS),
        ),
    )
    outline = as_outline(mined, book.outline("工作总结"))
    # 原因分析 alone below 存在问题 would be a list of one.
    assert headings(outline) == [
        (1, "基本情况"), (1, "主要做法"), (2, "隐患排查"), (2, "应急演练"), (1, "存在问题"),
    ]  # fmt: skip
    assert outline.length == 1700
    assert outline.sections[0].purpose == book.outline("工作总结").sections[0].purpose
    assert headings(as_outline(mined, book.outline("工作总结"), at_least=8)) == [(1, "基本情况")]


def test_of_more_than_forty_sections_the_commonest_are_taken(book: OutlineBook) -> None:
    many = tuple(mined_section(f"标题{n}", 2 + (n % 2)) for n in range(60))
    outline = as_outline(MinedOutline("工作总结", "工作总结", 4, 4, 3000, many), book.outline("工作总结"))
    assert len(outline.sections) == 40
    assert sum(section.heading in {f"标题{n}" for n in range(1, 60, 2)} for section in outline.sections) == 30


def test_usual_shares_become_lengths_and_survive_being_written(book: OutlineBook) -> None:
    mined = MinedOutline(
        "防汛工作总结", "工作总结", 2, 2, 2000,
        (mined_section("主要做法", 2, share=0.745), mined_section("存在问题", 2, role=Role.PROBLEMS, share=0.255)),
    )  # fmt: skip
    outline = as_outline(mined, book.outline("工作总结"))
    assert parse_outline(write_outline(outline), book) == outline
    lengths = [section.length or 0 for section in plan_lengths(outline, 1000, book).sections]
    assert lengths == pytest.approx([745, 255], abs=10)


# -- from a written report ---------------------------------------------------------


REPORT = """云溪区晨光幼儿园2023年防汛工作总结

2023年，我园认真落实防汛工作部署，平安度过汛期。现将有关情况总结如下。

一、汛期基本情况
汛期共启动应急响应3次，转移低洼处教室的幼儿，没有发生安全事故，物资储备充足。

二、晨光幼儿园的主要做法
（一）加强组织领导
成立防汛工作领导小组，园长任组长，明确值班带班责任，坚持二十四小时值班制度。
（二）投入12万元改造排水
改造东侧排水沟，清理树枝，检查屋面，更换损坏的雨水箅子，汛期排水通畅。
（三）开展应急演练
组织防汛应急演练，让教师和孩子熟悉疏散路线，提高自救互救能力。

三、存在的问题
部分排水管道老化，遇到强降雨时排水不畅；个别教师对应急预案不够熟悉。

四、2024年工作打算
（一）继续完善应急预案，汛期前全面检修排水设施，加强值班值守，把防汛责任落实到岗到人。
"""


def report(text: str = REPORT) -> Report:
    return corpus.read(text.encode(), "报告.txt")[0]


def test_the_outline_of_a_report_leaves_its_facts_behind(samples: OutlineSamples) -> None:
    outline = samples.of_report(report(), "2025年向阳幼儿园防汛工作总结")
    assert outline.genre == "工作总结"
    text = "".join(section.heading for section in outline.sections)
    assert "晨光" not in text
    assert "12" not in text
    assert "2023" not in text
    assert "2024" not in text
    assert (2, "加强组织领导") in headings(outline)
    assert outline.sections[-1].heading == "工作打算"
    work = [s for s in outline.sections if s.level == 1][1]
    assert work.role is Role.WORK
    assert work.share == pytest.approx(0.5, abs=0.15)
    plan_lengths(outline, 1500, samples.book)


def test_a_report_without_headings_has_no_outline(samples: OutlineSamples) -> None:
    plain = "今年以来，我们认真做好各项工作，取得了明显进步，得到了大家的肯定。" * 10
    with pytest.raises(BadOutline, match="没有标题"):
        samples.of_report(report(f"2023年工作总结\n\n{plain}"))


def test_the_genre_of_the_title_stands_over_that_of_the_report(samples: OutlineSamples) -> None:
    assert samples.of_report(report(), "园长述职报告").first_person
    assert samples.of_report(report(), "", "工作汇报").closing == "特此汇报。"
    with pytest.raises(UnknownGenre):
        samples.of_report(report(), "", "小说")


def test_a_report_with_too_many_subheadings_gives_the_upper_ones(samples: OutlineSamples) -> None:
    body = "各项工作都按要求抓好落实，资料齐全，记录完整，责任到人，检查到位，整改及时。"
    matters = "安全 卫生 教学 教研 后勤 财务 人事 宣传 档案".split()
    parts = "\n".join(
        f"{n}、第{n}方面工作\n"
        + "\n".join(
            f"（{m}）抓好{what}任务落实\n{body}"
            for m, what in zip("一二三四五六七八九", matters, strict=True)
        )
        for n in "一二三四五"
    )
    assert {s.level for s in samples.of_report(report(f"2023年工作总结\n\n{parts}")).sections} == {1}


# -- from a file -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("空.txt", b"", EmptyFile),
        ("坏.docx", b"PK\x03\x04...", DamagedFile),
        ("录音.mp3", b"ID3", UnsupportedFormat),
        ("坏.yaml", "提纲: [甲".encode(), BadOutline),
        ("空.yaml", b"", EmptyFile),
        ("短.yaml", "字数: 20\n提纲: [甲]".encode(), BadLength),
        ("无题.txt", "今天天气很好，我们去了公园。".encode() * 20, BadOutline),
    ],
)  # fmt: skip
def test_a_file_without_an_outline_is_refused(
    samples: OutlineSamples, name: str, data: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        samples.from_file(data, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("提纲.yaml", "提纲:\n  - 基本情况\n  - 主要做法: [组织领导, 值班值守]\n  - 下步打算"),
        ("提纲.txt", "一、基本情况\n二、主要做法\n（一）组织领导\n（二）值班值守\n三、下步打算"),
        (
            "提纲.md",
            "## 一、基本情况\n## 二、主要做法\n### （一）组织领导\n### （二）值班值守\n## 三、下步打算",
        ),
    ],
)
def test_an_outline_written_down_is_read_as_such(samples: OutlineSamples, name: str, text: str) -> None:
    outline = samples.from_file(text.encode("utf-8"), name, "2025年防汛工作总结")
    assert outline.genre == "工作总结"
    assert headings(outline) == [
        (1, "基本情况"), (1, "主要做法"), (2, "组织领导"), (2, "值班值守"), (1, "下步打算"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["星河幼儿园_2024_防汛工作总结.docx", "教育局_2023_年度工作计划.pdf", "望江路小学_2023_双减工作汇报.md"],
)
def test_the_outline_of_a_sample_report_in_any_format(samples: OutlineSamples, name: str) -> None:
    outline = samples.from_file((ROOT / "corpus" / name).read_bytes(), name)
    tops = [section for section in outline.sections if section.level == 1]
    assert len(tops) >= 3
    assert sum(section.share or 0 for section in tops) == pytest.approx(0.95, abs=0.06)


# -- mined from the sample corpus, with the real search ----------------------------


def test_a_title_without_a_genre_or_a_topic_is_refused(sample_service: Draftbot) -> None:
    for title in ("放假安排的事", ""):
        with pytest.raises(NoGenreInTitle):
            sample_service.mine_outline(title)
    with pytest.raises(UnknownGenre):
        sample_service.mine_outline("防汛工作总结", "小说")
    with pytest.raises(ReportNotFound):
        sample_service.outline_of_report("none")


def test_a_genre_that_the_corpus_has_not_gives_nothing(service: Draftbot) -> None:
    mined = service.mine_outline("政府工作报告")
    assert (mined.reports, mined.sections) == (0, ())


def test_near_duplicates_count_once(service: Draftbot) -> None:
    mined = service.mine_outline("2025年幼儿园防汛工作总结")
    assert mined.reports == mined.on_topic == 1
    assert [s.heading for s in mined.sections if s.level == 1] == [
        "基本情况", "主要做法", "存在问题", "下一步打算",
    ]  # fmt: skip
    # One report is no usage, but all there is.
    assert {s.heading for s in mined.sections if s.level == 2} == {"加强组织领导", "开展应急演练"}


def test_what_safety_reports_of_the_sample_corpus_have_in_common(sample_service: Draftbot) -> None:
    mined = sample_service.mine_outline("2025年向阳幼儿园安全工作总结")
    assert mined.genre == "工作总结"
    assert mined.reports == mined.on_topic >= 8
    by_role = {s.role: s for s in mined.sections if s.level == 1 and s.count > 3}
    assert list(by_role) == [Role.OVERVIEW, Role.WORK, Role.EXPERIENCE, Role.PROBLEMS, Role.PLANS]
    assert by_role[Role.PLANS].count >= mined.reports - 2
    assert {e.heading for e in by_role[Role.PROBLEMS].examples} >= {"存在问题", "存在的问题"}
    assert all(example.text for section in mined.sections for example in section.examples)


@pytest.mark.parametrize(
    "title",
    [
        "2025年街道防汛工作总结", "2025年幼儿园食品安全工作汇报", "2025年园长述职报告", "社区养老服务调研报告",
        "2026年保教工作计划", "消防演练实施方案", "校园安全检查情况通报", "家园共育经验材料",
    ],
)  # fmt: skip
def test_a_mined_outline_can_be_written_to(sample_service: Draftbot, book: OutlineBook, title: str) -> None:
    mined = sample_service.mine_outline(title)
    assert mined.reports >= 3
    counts = [section.count for section in mined.sections]
    assert max(counts) <= mined.reports
    tops = [section.position for section in mined.sections if section.level == 1]
    assert tops == sorted(tops)
    assert not any(FOREIGN.search(section.heading) for section in mined.sections)
    outline = as_outline(mined, book.outline(mined.genre), at_least=min(2, max(counts)))
    assert parse_outline(write_outline(outline), book) == outline
    assert plan_lengths(outline, 2500, book).length == 2500


def test_a_yearly_family_is_one_report(sample_service: Draftbot) -> None:
    reports = cast(
        "list[str]",
        [s.title for s in sample_service.reports() if "柳荫街道" in s.title and "防汛" in s.title],
    )
    assert len(reports) == 3
    mined = sample_service.mine_outline("2026年街道防汛工作总结")
    examples = {e.title for s in mined.sections for e in s.examples if "柳荫街道" in e.title}
    assert len([title for title in examples if "防汛" in title]) == 1

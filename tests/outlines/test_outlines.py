"""Outlines: files that cannot be used, then built-in outlines, a user's own, and lengths."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from draftbot.corpus.genres import known_genres
from draftbot.domain import Outline, OutlineSection, Role
from draftbot.errors import BadLength, BadOutline, PromptsBroken, UnknownGenre
from draftbot.outlines.book import (
    OutlineBook,
    load_outlines,
    parse_outline,
    plan_lengths,
    write_outline,
)

SHIPPED = Path(__file__).parents[2] / "prompts"


@pytest.fixture(scope="module")
def book() -> OutlineBook:
    return load_outlines(SHIPPED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "prompts"))


def headings(outline: Outline) -> list[tuple[int, str]]:
    return [(section.level, section.heading) for section in outline.sections]


# -- the built-in outlines -----------------------------------------------------


def test_every_fault_of_every_outline_file_is_named_at_once(folder: Path) -> None:
    outlines = folder / "outlines"
    (outlines / "工作总结.yaml").write_text("文体: 工作总结\n提纲: [甲", "utf-8")
    (outlines / "工作计划.yaml").write_bytes("文体: 工作计划".encode("gb18030"))
    (outlines / "情况通报.yaml").write_text(
        "文体: 述职报告\n字数: 9\n别名: [方案]\n提纲:\n  - {标题: 甲, 占比: 30%, 类别: 怪}\n  - {标题: 乙}",
        "utf-8",
    )
    (outlines / "多余.yaml").write_text("字数: 500\n别名: [总结]\n提纲:\n  - {标题: 甲, 占比: 30%}", "utf-8")
    with pytest.raises(PromptsBroken) as refused:
        load_outlines(folder)
    said = refused.value.message("zh")
    for fault in (
        "工作总结.yaml：第3行", "工作计划.yaml 不是 UTF-8", "情况通报.yaml：“甲”的类别“怪”不认识",
        "多余.yaml：没有写“文体”", "多余.yaml：各部分占比合计30%",
    ):  # fmt: skip
        assert fault in said


def test_a_genre_described_twice_and_an_alias_of_two_genres_are_named(folder: Path) -> None:
    text = "文体: 述职报告\n字数: 9\n别名: [方案]\n提纲:\n  - {标题: 甲, 占比: 30%}\n  - {标题: 乙}"
    (folder / "outlines" / "又一份.yaml").write_text(text, "utf-8")
    with pytest.raises(PromptsBroken) as refused:
        load_outlines(folder)
    said = refused.value.message("zh")
    for fault in (
        "文体“述职报告”有两个文件",
        "别名“方案”同时属于",
        "有的部分没有写“占比”",
        "“字数”应在200到20000之间",
    ):
        assert fault in said


def test_a_folder_without_outlines_is_broken(tmp_path: Path) -> None:
    with pytest.raises(PromptsBroken, match="没有提纲"):
        load_outlines(tmp_path)


def test_an_unknown_genre_lists_the_known_ones(book: OutlineBook) -> None:
    with pytest.raises(UnknownGenre) as refused:
        book.outline("小说")
    assert "工作总结、工作汇报" in refused.value.hint("zh")


def test_a_title_that_names_no_genre_is_refused(book: OutlineBook) -> None:
    with pytest.raises(UnknownGenre, match="放假通知"):
        book.outline_for("放假通知")


def test_there_is_an_outline_for_each_of_the_twelve_genres(book: OutlineBook) -> None:
    assert book.genres == tuple(genre for genre in known_genres() if genre in set(book.genres))
    assert len(book.genres) == 12
    for genre in book.genres:
        outline = book.outline(genre)
        assert outline.length
        assert all(s.purpose and s.cues and s.role is not Role.OTHER for s in outline.sections)
    assert book.outline("述职报告").first_person
    assert book.outline("述职报告").closing == "以上述职，请予审议。"
    assert not book.outline("工作总结").first_person


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("向阳幼儿园2025年防汛工作总结", "工作总结"),
        ("2025年度个人述职报告", "述职报告"),
        ("关于消防安全工作情况的报告", "工作汇报"),
        ("关于学前教育调研情况的报告", "调研报告"),
        ("柳荫街道防汛应急预案", "实施方案"),
        ("校园安全工作方案（试行）", "实施方案"),
        ("工作方案落实情况的汇报", "工作汇报"),
        ("2025年工作总结和2026年工作计划", "工作总结"),
        ("2026年工作计划", "工作计划"),
        ("青禾区2025年政府工作报告", "政府工作报告"),
        ("思想汇报", "心得体会"),
        ("防汛工作總結", "工作总结"),
        ("放假通知", None),
        ("", None),
    ],
)
def test_the_genre_a_title_names(book: OutlineBook, title: str, genre: str | None) -> None:
    assert book.genre_of_title(title) == genre


# -- a user's own outline ------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("", "没有标题", "no headings"),
        ("提纲: []", "没有标题", "no headings"),
        ("提纲:\n  - 标题: 甲\n  - {标题: 乙, 级别: 3}", "“乙”从1级跳到3级", "jumps from level 1 to 3"),
        ("提纲:\n  - {标题: 甲, 级别: 2}", "第一个标题就是2级", "comes first"),
        ("提纲:\n  - {标题: 甲, 级别: 5}", "只能用1到4级", "from 1 to 4"),
        ("提纲:\n  - {标题: 甲, 级别: 高}", "级别“高”不是数字", "is not a number"),
        ("\n".join(f"{n}. 标题{n}" for n in range(1, 42)), "41个标题，最多40个", "41 headings"),
        ("一、情况\n二、做法\n三、情况", "标题“情况”重复", "appears twice"),
        ("一、" + "长" * 41, "有41字，最多40字", "has 41 characters"),
        ("提纲:\n  - 标题: ''", "第1个标题是空的", "heading 1 is empty"),
        ("一、情况 5字", "字数5应在20到20000之间", "length 5"),
        ("一、情况 90000字", "字数90000", "length 90000"),
        ("提纲:\n  - {标题: 甲, 字数: 多写点}", "字数“多写点”不是数字", "is not a number"),
        ("第一人称: 也许\n提纲: [甲]", "应写是或否", "yes or no"),
        ("文体: 工作总结\n章节: [甲]\n提纲: [甲]", "不认识“章节”", "not a known key"),
        ("提纲: [甲\n", "第2行", "line 2"),
    ],
)
def test_a_bad_outline_is_refused_saying_why(book: OutlineBook, text: str, zh: str, en: str) -> None:
    with pytest.raises(BadOutline) as refused:
        parse_outline(text, book, "工作总结")
    assert zh in refused.value.message("zh")
    assert en in refused.value.message("en")


def test_all_faults_of_an_outline_are_named_at_once(book: OutlineBook) -> None:
    text = "提纲:\n  - {标题: 甲, 字数: 多}\n  - {标题: 乙, 级别: 3}\n  - 标题: 甲"
    with pytest.raises(BadOutline, match=r"多.*乙.*甲"):
        parse_outline(text, book)


def test_an_unknown_genre_and_a_bad_total_are_refused(book: OutlineBook) -> None:
    with pytest.raises(UnknownGenre):
        parse_outline("文体: 小说\n提纲: [甲]", book)
    with pytest.raises(BadLength):
        parse_outline("字数: 50\n提纲: [甲]", book)


@pytest.mark.parametrize(
    "text",
    [
        "一、基本情况\n二、主要做法\n（一）组织领导\n（二）值班值守\n1.排班\n三、下步打算",
        "一、基本情况\n二、主要做法\n  1. 组织领导\n  2. 值班值守\n    （1）排班\n三、下步打算",
        "# 防汛工作总结\n## 一、基本情况\n## 二、主要做法\n### （一）组织领导\n### （二）值班值守\n#### 1. 排班\n## 三、下步打算",
        "- 一、基本情况\n- 二、主要做法\n- （一）组织领导\n- （二）值班值守\n- 1.排班\n- 三、下步打算",
        "提纲：\n  - 基本情况\n  - 主要做法: [组织领导, {值班值守: [排班]}]\n  - 下步打算",
        "sections:\n  - heading: 基本情况\n  - heading: 主要做法\n  - {heading: 组织领导, level: 2}\n"
        "  - {heading: 值班值守, level: 2}\n  - {heading: 排班, level: 三级}\n  - heading: 下步打算",
    ],
)
def test_all_ways_of_writing_give_the_same_outline(book: OutlineBook, text: str) -> None:
    outline = parse_outline(text, book, title="2025年防汛工作总结")
    assert outline.genre == "工作总结"
    assert headings(outline) == [
        (1, "基本情况"), (1, "主要做法"), (2, "组织领导"), (2, "值班值守"), (3, "排班"), (1, "下步打算"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "length"),
    [
        ("基本情况 800字", 800), ("基本情况（800字）", 800), ("基本情况(约800字)", 800), ("基本情况800字左右", 800),
        ("基本情况：600-1000字", 800), ("基本情况", None), ("基本情况（800人）", None),
    ],
)  # fmt: skip
def test_a_length_after_a_heading(book: OutlineBook, line: str, length: int | None) -> None:
    section = parse_outline(f"一、{line}\n二、做法", book).sections[0]
    assert section.length == length
    if length:
        assert section.heading == "基本情况"


def test_lines_without_a_number_are_title_greeting_note_heading_or_closing(book: OutlineBook) -> None:
    text = "2025年述职报告\n各位领导：\n前言\n一、任职情况\n写清分工\n二、实绩\n以上报告，请审议。"
    outline = parse_outline(text, book)
    assert (outline.genre, outline.opening, outline.closing) == (
        "述职报告",
        "各位领导：",
        "以上报告，请审议。",
    )
    assert headings(outline) == [(1, "前言"), (1, "任职情况"), (1, "实绩")]
    assert outline.sections[1].purpose == "写清分工"


def test_what_a_file_leaves_open_comes_from_the_built_in_outline(book: OutlineBook) -> None:
    outline = parse_outline("提纲:\n  - 基本情况\n  - 心里话", book, genre="述职")
    usual = book.outline("述职报告")
    assert (outline.opening, outline.closing, outline.first_person) == (usual.opening, usual.closing, True)
    assert parse_outline("开头: ''\n提纲: [甲]", book, genre="述职").opening == ""
    known = parse_outline("一、存在的不足\n二、别的", book, genre="述职报告").sections
    assert known[0].purpose == usual.sections[2].purpose
    assert known[1].role is Role.OTHER


def test_an_outline_under_a_title_without_genre_has_none(book: OutlineBook) -> None:
    assert parse_outline("一、甲\n二、乙", book, title="放假通知").genre == ""


def test_every_built_in_outline_reads_back_as_written(book: OutlineBook) -> None:
    for genre in book.genres:
        usual = book.outline(genre)
        assert usual.is_usual_length
        # Who writes an outline down with a length has told it.
        assert parse_outline(write_outline(usual), book) == replace(usual, is_usual_length=False)


def test_an_awkward_outline_reads_back_as_written(book: OutlineBook) -> None:
    outline = Outline(
        genre="述职报告",
        sections=(
            OutlineSection(
                "目标: 与 - 措施 #1", 1, "写“是”与“否”: {甲}", 500, ("一是", "以……为"), Role.GOALS
            ),
            OutlineSection("存在的不足", 2, "不同的作用", None, ("甲",), Role.WORK),
        ),
        opening="各位领导：\n现述职如下。",
        first_person=False,
        length=1234,
    )
    assert parse_outline(write_outline(outline), book) == outline


# -- lengths -------------------------------------------------------------------


@pytest.mark.parametrize("total", [-1, 0, 199, 20_001])
def test_a_total_out_of_range_is_refused(book: OutlineBook, total: int) -> None:
    with pytest.raises(BadLength):
        plan_lengths(book.outline("工作总结"), total)


def test_a_total_that_cannot_hold_the_given_lengths_is_refused(book: OutlineBook) -> None:
    outline = parse_outline("一、甲 900字\n二、乙\n三、丙", book)
    with pytest.raises(BadLength) as refused:
        plan_lengths(outline, 900)
    assert "940" in refused.value.hint("zh")


def test_a_part_given_less_than_what_stands_below_it_is_refused(book: OutlineBook) -> None:
    outline = parse_outline("一、甲 300字\n（一）乙 200字\n（二）丙 200字\n二、丁", book)
    with pytest.raises(BadOutline, match="“甲”给了300字，下级加起来就要400字"):
        plan_lengths(outline, 2000)


@pytest.mark.parametrize("total", [200, 777, 2500, 3500, 20_000])
def test_lengths_add_up_and_follow_the_usual_shares(book: OutlineBook, total: int) -> None:
    for file in book.files:
        planned = plan_lengths(file.outline, total, book)
        lengths = [section.length or 0 for section in planned.sections]
        assert sum(lengths) == planned.length == total
        for length, section in zip(lengths, file.outline.sections, strict=True):
            assert section.share is not None
            assert length == pytest.approx(total * section.share, abs=30)


def test_given_lengths_are_kept_and_the_rest_share_what_is_left(book: OutlineBook) -> None:
    planned = plan_lengths(parse_outline("一、甲 500字\n二、做法\n三、问题", book), 2000, book)
    assert planned.sections[0].length == 500
    assert sum(section.length or 0 for section in planned.sections) == 2000
    assert (planned.sections[1].length or 0) > 2 * (planned.sections[2].length or 0)


def test_a_heading_with_others_below_it_keeps_a_short_lead(book: OutlineBook) -> None:
    text = "一、基本情况\n二、主要做法 1500字\n（一）甲\n（二）乙\n（三）丙 600字\n三、打算"
    lengths = [s.length or 0 for s in plan_lengths(parse_outline(text, book), 3000, book).sections]
    assert 80 <= lengths[1] <= 120
    assert sum(lengths[1:5]) == 1500
    assert lengths[4] == 600
    assert lengths[2] == pytest.approx(lengths[3], abs=10)


def test_when_every_length_is_given_their_sum_is_the_length(book: OutlineBook) -> None:
    planned = plan_lengths(parse_outline("一、甲 500字\n二、乙 700字", book), 3000)
    assert [s.length for s in planned.sections] == [500, 700]
    assert planned.length == 1200


def test_forty_short_sections_in_a_small_report(book: OutlineBook) -> None:
    outline = parse_outline("\n".join(f"{n}. 标题{n}" for n in range(1, 41)), book)
    assert all((s.length or 0) >= 20 for s in plan_lengths(outline, 800).sections)
    with pytest.raises(BadLength):
        plan_lengths(outline, 799)


def test_shares_used_without_a_book_are_the_medians_of_the_shipped_outlines(book: OutlineBook) -> None:
    for role in (Role.WORK, Role.PLANS, Role.PROBLEMS, Role.OVERVIEW, Role.GOALS, Role.STEPS):
        shipped = [
            section.share
            for file in book.files
            for section in file.outline.sections
            if section.role is role and section.share
        ]
        assert book.share_of("", OutlineSection("别的", role=role)) == pytest.approx(
            median(shipped), abs=0.03
        )

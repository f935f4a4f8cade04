"""The heading tree: mixed numbering, run-in headings, lists that are no headings."""

from __future__ import annotations

from draftbot.corpus import read
from draftbot.domain import Aside, Section

TEXT = "学校建立台账，逐项登记，限期整改，责任落实到人，期末统一考核并公布结果。"


def outline(*lines: str) -> list[tuple[int, str, str]]:
    """(level, number, heading) of every section that has a heading."""
    (report,) = read("\n".join(lines).encode(), "a.txt")
    return [(s.level, s.number, s.heading) for _, s in report.walk() if s.heading]


def test_every_family_in_one_document() -> None:
    assert outline(
        "一、总体情况", "（一）组织领导", "1.专班推进", "（1）周调度", f"①台账。{TEXT}", f"②通报。{TEXT}", "（2）月考核",
        TEXT, "2、经费保障", TEXT, "㈡宣传发动", TEXT, "二、问题", f"第一，经费偏紧。{TEXT}", f"第二，人手不足。{TEXT}",
        "三、打算", f"一是加强培训。{TEXT}", f"二是完善机制。{TEXT}",
    ) == [
        (1, "一、", "总体情况"), (2, "（一）", "组织领导"), (3, "1.", "专班推进"), (4, "（1）", "周调度"), (5, "①", "台账"),
        (5, "②", "通报"), (4, "（2）", "月考核"), (3, "2、", "经费保障"), (2, "㈡", "宣传发动"), (1, "二、", "问题"),
        (2, "第一，", "经费偏紧"), (2, "第二，", "人手不足"), (1, "三、", "打算"), (2, "一是", "加强培训"), (2, "二是", "完善机制"),
    ]  # fmt: skip


def test_arabic_above_brackets_above_arabic() -> None:
    assert [level for level, _, _ in outline("1、现状", "（1）师资", "1.数量", TEXT, "2.结构", TEXT, "（2）设施", TEXT, "2、建议", TEXT)] == [
        1, 2, 3, 3, 2, 1,
    ]  # fmt: skip


def test_decimals_of_a_paper() -> None:
    assert outline("1 现状分析", TEXT, "2 主要难题", "2.1 激励不足", TEXT, "2.2 宣传不够", TEXT, "3 对策", TEXT, "参考文献", TEXT) == [
        (1, "1", "现状分析"), (1, "2", "主要难题"), (2, "2.1", "激励不足"), (2, "2.2", "宣传不够"), (1, "3", "对策"), (1, "", "参考文献"),
    ]  # fmt: skip


def test_a_list_inside_a_list_of_the_same_kind() -> None:
    assert [
        level
        for level, _, _ in outline("（一）今年", "（一）教学", TEXT, "（二）安全", TEXT, "（二）明年", TEXT)
    ] == [1, 2, 2, 1]


def test_a_heading_that_runs_on_is_split_from_its_paragraph() -> None:
    (report,) = read(f"一、做法\n（一）加强领导。{TEXT}\n（二）安全检查：{TEXT}\n".encode(), "a.txt")
    (section,) = report.sections
    assert section.sections == (
        Section(2, "（一）", "加强领导", (TEXT,)),
        Section(2, "（二）", "安全检查", (TEXT,)),
    )


def test_plain_items_stay_in_their_paragraphs() -> None:
    items = [
        f"{n}.第{n}项工作由总务处牵头，各年级组配合，于学期末之前完成，并形成书面材料报校长办公会研究。"
        for n in range(1, 4)
    ]
    (report,) = read("\n".join(["一、任务", *items, "二、要求", TEXT]).encode(), "a.txt")
    assert report.sections[0].paragraphs == tuple(items)
    assert report.sections[0].sections == ()


def test_an_item_without_heading_keeps_its_place() -> None:
    long = "3、对照清单逐项核查校舍、食堂、校车、消防和周边环境，发现问题当场交办，并在一周之内组织复查；"
    lines = ["一、任务", f"1、查制度。{TEXT}", f"2、查台账。{TEXT}", long, f"4、查效果。{TEXT}"]
    (report,) = read("\n".join(lines).encode(), "a.txt")
    assert [s.heading or s.paragraphs[0] for s in report.sections[0].sections] == [
        "查制度",
        "查台账",
        long,
        "查效果",
    ]


def test_opening_and_closing_stand_on_their_own() -> None:
    lines = [
        "河湾小学2024年工作总结",
        TEXT,
        "一、做法",
        TEXT,
        "总之，全校上下共同努力。",
        "河湾小学",
        "2024年12月30日",
    ]
    (report,) = read("\n".join(lines).encode(), "a.txt")
    assert [(s.level, s.heading) for s in report.sections] == [(0, ""), (1, "做法"), (0, "")]
    assert report.sections[-1].paragraphs == (lines[4],)
    assert report.asides == (Aside("signature", tuple(lines[5:])),)


def test_short_lines_are_headings_only_where_they_stand_over_text() -> None:
    assert outline("一、回顾", "教学工作", TEXT + TEXT, "安全工作", TEXT + TEXT) == [
        (1, "一、", "回顾"),
        (2, "", "教学工作"),
        (2, "", "安全工作"),
    ]
    short = ("养蜂", "转场四次，损失两箱。", "打算", "添置隔离箱二十个，先试一个花期。")
    text = ("沙湾蜂业合作社工作总结", TEXT, "蜜源调查", TEXT + TEXT, "蜂群繁育", TEXT + TEXT)
    assert [heading for _, _, heading in outline(*text, *short)] == ["蜜源调查", "蜂群繁育", "打算"]
    assert outline("沙湾蜂业合作社工作总结", TEXT, *short) == []
    assert outline("一、致辞", "各位领导：", TEXT + TEXT, "河湾小学", "2024年1月2日") == [(1, "一、", "致辞")]


def test_stars_round_a_heading_leave_it_one() -> None:
    text = TEXT + TEXT
    assert outline("河湾小学安全工作总结", text, "★制度建设★", text, "★存在问题★", text) == [
        (1, "", "★制度建设★"),
        (1, "", "★存在问题★"),
    ]


def test_a_section_pasted_twice_is_kept_once_and_counted() -> None:
    twice = [
        f"二、设施建设\n（一）改造\n{TEXT}{TEXT}\n（二）维护\n全年维护设备三十余台，更换老化线路四处，配备备用电源，{TEXT}"
    ]
    text = "\n".join(["一、制度建设", TEXT, *twice, *twice, "三、下步打算", TEXT]).encode()
    (report,) = read(text, "a.txt")
    assert [s.heading for s in report.sections] == ["制度建设", "设施建设", "下步打算"]
    assert {r.name: r.count for r in report.repairs}["doubled_sections"] == 1
    # The copy is told with its lines, and comes back when it is wanted.
    assert [line.line for line in report.dropped] == [8, 9, 10, 11, 12]
    assert not report.warnings
    (whole,) = read(text, "a.txt", wanted=frozenset({9}))
    assert [s.heading for s in whole.sections] == ["制度建设", "设施建设", "设施建设", "下步打算"]


def test_depth_is_bounded_whatever_the_text() -> None:
    (report,) = read("\n".join(["（一）甲", "1.甲", "①甲", "第一，甲"] * 500).encode(), "a.txt")
    assert max(s.level for _, s in report.walk()) < 30

"""Headings as queries: what they are, what answers them, and that none is left in the index."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.chinese.shingles import overlap, shingles
from draftbot.errors import BadInput, FileMissing
from draftbot.evaluation.headings import read_headings, with_same_theme
from draftbot.evaluation.near_duplicates import near_duplicates
from draftbot.evaluation.retrieval_set import RetrievalSet

MEGABYTE = 2**20
LEAD = (
    "汛期园里成立专班，园长带班，保安与后勤轮流值守，每两小时巡查一次围墙和屋面，发现积水当场处置并拍照留存。"
)
DRILL = "四月和九月各组织一回疏散演练，先讲路线再走路线，小班由两位老师前后护送，用时从六分钟降到四分钟以内。"
FAULTS = "北楼落水管锈蚀，暴雨时走廊积水；新来的老师还不熟悉预案，交接班记录有时漏写天气。"
FOOD = "厨房每天晨检，生熟分开，留样柜上锁；每周公布菜谱，请家长代表随机试餐并写下意见。"

FIRST = f"""梧桐幼儿园2023年防汛工作总结

一年来，本园防汛工作平稳有序，现总结如下。

一、主要做法

（一）健全值班值守制度

{LEAD}

（二）组织疏散演练

{DRILL}

二、存在问题和不足

{FAULTS}
"""
SECOND = f"""石榴幼儿园2024年健全值班值守制度情况汇报

现将有关情况汇报如下。

一、健全值班值守制度

{LEAD.replace("园长", "副园长")}

二、做法

{FOOD}
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    (folder / "old").mkdir(parents=True)
    (folder / "梧桐.txt").write_text(FIRST, "utf-8")
    (folder / "old" / "石榴.txt").write_text(SECOND, "utf-8")
    return folder


def answers(found: RetrievalSet, heading: str) -> set[str]:
    """The texts that answer a heading."""
    passages = {p.id: p.text for file in found.files for _, _, cut in file.reports for p in cut}
    (query,) = [id_ for id_, text in found.queries.items() if text == heading]
    return {passages[id_] for id_ in found.qrels[query]}


def test_a_heading_asks_for_its_section_with_all_below(reports: Path) -> None:
    found = read_headings([reports / "梧桐.txt"], MEGABYTE)
    assert set(found.queries.values()) == {"主要做法", "健全值班值守制度", "组织疏散演练", "存在问题和不足"}
    assert answers(found, "组织疏散演练") == {DRILL}
    assert answers(found, "主要做法") == {LEAD, DRILL}
    assert answers(found, "存在问题和不足") == {FAULTS}


def test_one_heading_of_two_reports_is_one_query(reports: Path) -> None:
    found = read_headings([reports], MEGABYTE)
    assert answers(found, "健全值班值守制度") == {LEAD, LEAD.replace("园长", "副园长")}


def test_what_nearly_repeats_an_answer_is_one(reports: Path) -> None:
    # 主要做法 is a heading of the first report only; the second has nearly the same paragraph.
    assert LEAD.replace("园长", "副园长") in answers(read_headings([reports], MEGABYTE), "主要做法")


def test_headings_too_short_to_be_asked_are_counted(reports: Path) -> None:
    found = read_headings([reports], MEGABYTE)
    assert "做法" not in found.queries.values()
    assert found.left_out == {"short_headings": 1}


def test_no_heading_is_left_in_what_is_indexed(reports: Path) -> None:
    found = read_headings([reports], MEGABYTE)
    for file in found.files:
        for report, _, passages in file.reports:
            indexed = [report.title, report.text, *(p.text for p in passages)]
            assert all(p.heading_path == () for p in passages)
            assert all(section.heading == "" for _, section in report.walk())
            assert not [q for q in found.queries.values() for text in indexed if q in text]
    titles = {report.title for file in found.files for report, _, _ in file.reports}
    assert titles == {"梧桐幼儿园2023年防汛工作总结", ""}


def test_spans_are_where_the_passages_stand(reports: Path) -> None:
    found = read_headings([reports], MEGABYTE)
    passages = [p for file in found.files for _, _, cut in file.reports for p in cut]
    assert set(found.spans) == {p.id for p in passages}
    for passage in passages:
        span = found.spans[passage.id]
        plain = "".join(found.texts[span.document].split())
        assert plain[span.start : span.end] == "".join(passage.text.split())


def test_the_same_file_twice_is_read_once(reports: Path) -> None:
    (reports / "副本.txt").write_text(FIRST, "utf-8")
    assert len(read_headings([reports, reports / "梧桐.txt"], MEGABYTE).files) == 2


def test_what_is_no_report_is_passed_over(reports: Path) -> None:
    (reports / "README.md").write_text("# 说明\n\n这里放报告。\n", "utf-8")
    (reports / ".hidden.txt").write_text(FIRST, "utf-8")
    (reports / "录音.mp3").write_bytes(b"ID3")  # a list in .csv would be read
    (reports / "空.txt").write_bytes(b"")
    found = read_headings([reports], MEGABYTE)
    assert len(found.files) == 2
    assert found.left_out["unreadable_files"] == 1


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="没有这里"):
        read_headings([tmp_path / "没有这里"], MEGABYTE)


def test_reports_without_a_heading_to_ask_are_refused(tmp_path: Path) -> None:
    (tmp_path / "一段.txt").write_text("关于防汛的通知\n\n" + LEAD, "utf-8")
    with pytest.raises(BadInput, match="没有可问的标题"):
        read_headings([tmp_path], MEGABYTE)


def test_near_duplicates_are_those_that_comparing_all_pairs_finds() -> None:
    texts = {"lead": LEAD, "drill": DRILL, "faults": FAULTS, "short": "好", "same": "好", "empty": ""}
    texts |= {f"lead{cut}": LEAD[cut:] for cut in range(5, 40, 5)}
    texts |= {f"mixed{cut}": LEAD[:cut] + FOOD[cut:] for cut in range(10, 50, 8)}
    pieces = {id_: shingles(text) for id_, text in texts.items()}
    expected = {a: {b for b in texts if b != a and overlap(pieces[a], pieces[b]) >= 0.5} for a in texts}
    assert near_duplicates(texts) == expected
    assert expected["lead"]


def test_sections_of_one_theme_in_other_reports_may_count_as_right(reports: Path) -> None:
    (reports / "枇杷.txt").write_text(
        f"枇杷幼儿园2022年防汛工作总结\n\n一、落实汛期值班值守制度\n\n{FAULTS}\n\n二、抓好幼儿膳食\n\n{FOOD}\n",
        "utf-8",
    )
    exact = read_headings([reports], MEGABYTE)
    themes = with_same_theme(exact)
    assert themes.queries == exact.queries
    assert FAULTS in answers(themes, "健全值班值守制度")
    assert FAULTS not in answers(exact, "健全值班值守制度")
    assert answers(themes, "抓好幼儿膳食") == answers(exact, "抓好幼儿膳食")

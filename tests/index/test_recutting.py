"""A file cut otherwise by hand: nothing of it is lost, and what drafts cite is found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.domain import Corrections, FileLine, ReportSummary
from draftbot.errors import BadInput
from draftbot.service import Draftbot
from serving import FLOOD
from telling import zh

UNITS = ("南湾幼儿园", "北湾幼儿园", "中湾幼儿园")


def of_file(service: Draftbot, name: str) -> list[ReportSummary]:
    return sorted((r for r in service.reports() if r.source == name), key=lambda r: r.first_line)


def texts(service: Draftbot, reports: list[ReportSummary]) -> str:
    return "".join(title + text for title, text in ((r.title, service.report(r.id)[1].text) for r in reports))


def starts(lines: list[FileLine]) -> list[int]:
    return [line.number for line in lines if line.begins]


@pytest.fixture
def compilation(service: Draftbot, tmp_path: Path) -> str:
    path = tmp_path / "汇编.txt"
    parts = [FLOOD.format(unit=unit, year=2021, times=n) for n, unit in enumerate(UNITS, start=1)]
    path.write_text("\n".join(f"【篇{n}】\n{part}" for n, part in enumerate(parts, start=1)), "utf-8")
    service.ingest([path])
    return path.name


def test_a_cut_is_taken_back_and_made_again(service: Draftbot, compilation: str) -> None:
    first, second, third = of_file(service, compilation)
    service.correct_report(second.id, Corrections(unit="北湾中心幼儿园"))
    cited = service._parts.catalog.passages_of(second.id)
    lines = service.lines_of_file(second.id)
    assert starts(lines) == [first.first_line, second.first_line, third.first_line]
    assert zh(next(line.why for line in lines if line.begins == second.id))
    told = texts(service, [first, second, third])

    joined = service.cut_file(second.id, [third.first_line])
    assert [r.id for r in joined] == [first.id, third.id]
    assert UNITS[1] in texts(service, joined)
    # What was corrected of it does not stand for the whole, which is told.
    assert service.report(first.id)[0].unit == UNITS[0]
    told_of = [zh(warning) for warning in service.report(first.id)[1].warnings]
    assert len(told_of) == 1
    assert second.title in told_of[0]
    assert "北湾中心幼儿园" in told_of[0]
    service.restore_dropped(first.id)
    assert [zh(warning) for warning in service.report(first.id)[1].warnings] == told_of
    # What a draft cites of the report that is no more stands in the one that took it up.
    for passage in cited:
        there = service.passage(passage.id)
        assert there.report.id == first.id
        assert passage.text in there.passage.text or there.passage.text in passage.text
    assert any(
        UNITS[1] in hit.passage.text or hit.report.id == first.id for hit in service.search(UNITS[1]).hits
    )
    assert all(check.healthy for check in service.doctor())

    again = service.cut_file(first.id, [second.first_line, third.first_line])
    assert [r.id for r in again] == [first.id, second.id, third.id]
    assert again[1].unit == "北湾中心幼儿园"
    assert not service.report(first.id)[1].warnings
    assert service.passage(cited[0].id).passage == cited[0]
    assert texts(service, again) == told
    assert service.report(first.id)[1].cuts is not None
    as_read = service.cut_file(first.id, None)
    assert service.report(as_read[0].id)[1].cuts is None


def test_cuts_are_moved_and_added_and_keep_their_departments(service: Draftbot, compilation: str) -> None:
    first, second, third = of_file(service, compilation)
    service.correct_report(second.id, Corrections(title="北湾防汛小结"))
    lines = service.lines_of_file(first.id)
    at = next(i for i, line in enumerate(lines) if line.begins == second.id)
    below = lines[at + 2].number
    moved = service.cut_file(second.id, [below, third.first_line])
    assert [r.first_line for r in moved] == [first.first_line, below, third.first_line]
    assert moved[1].id not in {first.id, second.id, third.id}
    assert moved[1].title == "北湾防汛小结"
    assert zh(service.report(moved[1].id)[1].cut_reason) == "您在这里分篇"
    added = service.cut_file(first.id, [lines[3].number, below, third.first_line])
    assert len(added) == 4
    # What was brought back stays so, and so do the cuts.
    service.restore_dropped(added[0].id, [])
    assert [r.first_line for r in of_file(service, compilation)] == [r.first_line for r in added]
    # A report that was removed stays away until it is part of another.
    service.remove_report(third.id)
    assert third.id not in [r.id for r in service.cut_file(first.id, [below, third.first_line])]
    assert UNITS[2] in texts(service, service.cut_file(first.id, [below]))

    # Reports of two departments are never made one.
    first, second, third = service.cut_file(first.id, None)
    with service.database.transaction() as db:
        db.execute("UPDATE reports SET department = '信访办' WHERE id = ?", (second.id,))
    with pytest.raises(BadInput, match="部门"):
        service.cut_file(first.id, [third.first_line])
    assert [r.id for r in of_file(service, compilation)] == [first.id, second.id, third.id]
    inside = service.lines_of_file(first.id)
    line = next(i for i, one in enumerate(inside) if one.begins == second.id) + 3
    cut = service.cut_file(first.id, [second.first_line, inside[line].number, third.first_line])
    assert [r.department for r in cut] == ["", "信访办", "信访办", ""]

"""Files into the corpus: nothing half-read, nothing twice, nothing lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import Corrections, Filters
from draftbot.errors import FileMissing, ReportNotFound, UnreadableFile
from draftbot.service import Draftbot
from parts import settings_for
from serving import FLOOD


def test_a_missing_path_is_named_before_anything_is_read(service: Draftbot, tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="没有这个文件"):
        service.ingest([tmp_path / "没有这个文件.txt"])


def test_bad_files_stop_no_other_and_leave_nothing(service: Draftbot, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "空.txt").write_bytes(b"")
    (folder / "改名.docx").write_bytes(b"plain text, renamed")
    (folder / "图.xyz").write_bytes(b"\x00\x01")
    (folder / "好.txt").write_text(FLOOD.format(unit="松风幼儿园", year=2022, times=1), "utf-8")
    before = len(service.reports())
    result = service.ingest([folder])
    assert (result.files, result.ingested, len(result.failed)) == (4, 1, 3)
    assert all(isinstance(f.error, UnreadableFile) for f in result.failed)
    assert len(service.reports()) == before + 1


def test_ingesting_again_changes_nothing(service: Draftbot, reports_folder: Path) -> None:
    before = service.reports()
    result = service.ingest([reports_folder])
    assert (result.ingested, result.unchanged, result.passages) == (0, 3, 0)
    assert service.reports() == before


def test_the_same_bytes_under_two_names_are_one(
    service: Draftbot, reports_folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "副本.txt"
    shutil.copy(next(iter(sorted(reports_folder.glob("*.txt")))), copy)
    assert service.ingest([copy]).unchanged == 1
    assert len(service.reports()) == 3


def test_a_changed_file_replaces_what_it_held(service: Draftbot, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(FLOOD.format(unit="东湾幼儿园", year=2021, times=2), "utf-8")
    service.ingest([path])
    path.write_text(FLOOD.format(unit="西湾幼儿园", year=2022, times=4), "utf-8")
    result = service.ingest([path])
    assert result.ingested == 1
    titles = [r.title for r in service.reports()]
    assert any("西湾" in t for t in titles)
    assert not any("东湾" in t for t in titles)
    assert all(check.healthy for check in service.doctor())


def test_two_uploads_of_one_name_both_stay(service: Draftbot) -> None:
    for year in (2020, 2021):
        text = FLOOD.format(unit="南山小学", year=year, times=1)
        assert service.ingest_upload("总结.txt", text.encode()).ingested == 1
    assert len(service.reports(Filters(source="总结.txt"))) == 2


def test_removing_a_report_removes_its_passages_and_vectors(service: Draftbot) -> None:
    report = service.reports()[0]
    service.remove_report(report.id)
    with pytest.raises(ReportNotFound):
        service.report(report.id)
    with pytest.raises(ReportNotFound):
        service.remove_report(report.id)
    assert all(hit.report.id != report.id for hit in service.search("防汛值班", 50).hits)
    assert all(check.healthy for check in service.doctor())


def test_the_original_bytes_stay_retrievable(service: Draftbot, reports_folder: Path) -> None:
    report = service.reports()[0]
    assert service.original(report.id) == (reports_folder / report.source).read_bytes()


def test_like_reports_are_one_family_with_the_newest_first(service: Draftbot) -> None:
    by_year = {r.year: r for r in service.reports() if "防汛" in r.title}
    assert by_year[2024].duplicate_of is None
    assert by_year[2023].duplicate_of == by_year[2024].id


def test_vectors_lost_or_left_over_are_put_right_at_the_next_start(
    tmp_path: Path, model_folder: Path, reports_folder: Path
) -> None:
    settings = settings_for(tmp_path / "home", model_folder)
    first = build_service(settings)
    first.ingest([reports_folder])
    ids = sorted(first._parts.catalog.passage_ids())
    first._parts.ingest.vectors.remove(ids[:3])
    first._parts.ingest.vectors.put(
        ["orphan"], first._parts.embeddings.passages(["孤儿"]), [{"report_id": "x"}]
    )
    assert not all(check.healthy for check in first.doctor())
    first.close()
    second = build_service(settings)
    assert all(check.healthy for check in second.doctor())
    assert second._parts.ingest.vectors.ids() == set(ids)
    second.close()


def test_doctor_rebuilds_an_emptied_vector_store(service: Draftbot) -> None:
    service._parts.ingest.vectors.start_anew()
    assert not all(check.healthy for check in service.doctor())
    assert all(check.healthy for check in service.doctor(repair=True))
    assert service.search("防汛值班").hits


def test_what_was_said_of_a_file_stands_when_it_is_changed(service: Draftbot, tmp_path: Path) -> None:
    path = tmp_path / "一篇.txt"
    path.write_text(FLOOD.format(unit="远山幼儿园", year=2016, times=1), "utf-8")
    service.ingest([path])
    (report,) = [one for one in service.reports() if one.source == "一篇.txt"]
    service.correct_report(report.id, Corrections(unit="远山中心幼儿园", title="远山防汛小结"))
    path.write_text(FLOOD.format(unit="远山幼儿园", year=2015, times=2), "utf-8")
    result = service.ingest([path])
    (again,) = [one for one in service.reports() if one.source == "一篇.txt"]
    assert again.id != report.id
    assert (again.unit, again.title, again.year) == ("远山中心幼儿园", "远山防汛小结", 2015)
    assert not result.suspects
    # Where by hand it was cut, nothing says where that would be now: which is told.
    lines = service.lines_of_file(again.id)
    service.cut_file(again.id, [lines[6].number])
    path.write_text(FLOOD.format(unit="远山幼儿园", year=2014, times=3), "utf-8")
    (suspect,) = service.ingest([path]).suspects
    assert [why.code for why in suspect.why] == ["reading.said_of_older"]
    assert service.suspects() == {suspect.report_id}


def test_the_users_word_stands_over_what_was_read(service: Draftbot, reports_folder: Path) -> None:
    report_id = service.reports()[0].id
    service.correct_report(report_id, Corrections(unit="向阳幼儿园", year=2019, genre="工作汇报"))
    summary, report = service.report(report_id)
    assert (summary.unit, summary.year, summary.genre) == ("向阳幼儿园", 2019, "工作汇报")
    assert report.unit.sureness == report.year.sureness == 1.0
    filters = Filters(unit="向阳幼儿园", years=(2019, 2019), genre="工作汇报")
    assert {hit.report.id for hit in service.search("值班", 5, filters).hits} == {report_id}
    assert service.ingest([reports_folder]).ingested == 0
    assert service.report(report_id)[0].unit == "向阳幼儿园"
    with pytest.raises(ReportNotFound):
        service.correct_report("nothing", Corrections(year=2020))


@pytest.mark.slow
def test_a_folder_of_500_files_with_20_bad_ones(service: Draftbot, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for i in range(480):
        body = f"第{i}号材料。本周巡查第{i}组设施，记录完整，未见异常，按时归档备查。"
        (folder / f"{i:03}.txt").write_text(f"第{i}号巡查工作小结\n\n{body}\n", "utf-8")
    for i in range(20):
        content = [b"", b"\x00\x01\x02" * 50, b"PK\x03\x04 broken", b"%PDF-1.7 broken"][i % 4]
        (folder / f"坏{i:02}{['.txt', '.txt', '.docx', '.pdf'][i % 4]}").write_bytes(content)
    result = service.ingest([folder])
    assert (result.files, result.ingested, len(result.failed)) == (500, 480, 20)
    assert all(Path(f.path).name in str(f.error) for f in result.failed)
    assert len(service.reports()) == 483


def test_what_reading_dropped_is_brought_back_and_a_correction_stays(
    service: Draftbot, tmp_path: Path
) -> None:
    path = tmp_path / "防汛.txt"
    tail = "\n相关阅读：\n东湾幼儿园添置沙袋三百个\n版权所有 东湾网\n"
    path.write_text(FLOOD.format(unit="东湾幼儿园", year=2021, times=2) + tail, "utf-8")
    service.ingest([path])
    (summary,) = [r for r in service.reports() if r.source == "防汛.txt"]
    _, report = service.report(summary.id)
    assert "沙袋三百个" not in report.text
    service.correct_report(summary.id, Corrections(title="东湾防汛小结", unit="东湾中心幼儿园"))
    sand = next(line.line for line in report.dropped if "沙袋" in line.text)
    service.restore_dropped(summary.id, [sand])
    (again,) = [r for r in service.reports() if r.source == "防汛.txt"]
    assert (again.title, again.unit) == ("东湾防汛小结", "东湾中心幼儿园")
    _, report = service.report(again.id)
    assert "沙袋三百个" in report.text
    assert [line.text for line in report.dropped] == ["相关阅读：", "版权所有 东湾网"]
    assert any("沙袋三百个" in hit.passage.text for hit in service.search("添置沙袋三百个").hits)
    with pytest.raises(ReportNotFound):
        service.restore_dropped("r0000000000-1")
    assert all(check.healthy for check in service.doctor())
    service.restore_dropped(again.id)
    assert service.report(again.id)[1].dropped == ()


def test_what_a_user_removed_stays_away_when_a_neighbour_is_read_anew(
    service: Draftbot, tmp_path: Path
) -> None:
    path = tmp_path / "汇编.txt"
    parts = [
        f"【篇{n}】\n" + FLOOD.format(unit=f"{unit}幼儿园", year=2021, times=n)
        for n, unit in enumerate(("南湾", "北湾", "中湾"), start=1)
    ]
    path.write_text("\n".join(parts) + "\n版权所有 东湾网\n", "utf-8")
    service.ingest([path])
    first, second, third = sorted((r for r in service.reports() if r.source == path.name), key=lambda r: r.id)
    service.remove_report(second.id)
    service.restore_dropped(third.id)
    left = sorted((r for r in service.reports() if r.source == path.name), key=lambda r: r.id)
    assert [r.title for r in left] == [first.title, third.title]
    assert "版权所有" in service.report(third.id)[1].text


def test_what_an_older_version_read_otherwise_is_read_anew_whole(service: Draftbot, tmp_path: Path) -> None:
    path = tmp_path / "旧读.txt"
    path.write_text(FLOOD.format(unit="河湾幼儿园", year=2021, times=2), "utf-8")
    service.ingest([path])
    (summary,) = [r for r in service.reports() if r.source == path.name]
    with service._parts.catalog.database.transaction() as db:
        db.execute(
            "UPDATE reports SET body = json_set(body, '$.first_line', 3, '$.sections', json('[]'))"
            " WHERE id = ?",
            (summary.id,),
        )
    assert service.report(summary.id)[1].sections == ()
    service.restore_dropped(summary.id)
    assert service.report(summary.id)[1].sections
    assert all(check.healthy for check in service.doctor())


def test_a_file_without_a_text_is_told_and_stops_nothing(service: Draftbot, tmp_path: Path) -> None:
    path = tmp_path / "只有题目.txt"
    path.write_text("2021年防汛工作总结", "utf-8")
    assert [f.error.code for f in service.ingest([path]).failed] == ["no_report_in_file"]

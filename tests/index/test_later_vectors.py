"""What is read without an embedding model gets its vectors once there is one, and nothing is lost for want of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import Corrections, IngestProgress
from draftbot.index.encoders import Encoder
from draftbot.service import Draftbot
from lacking import no_model
from parts import settings_for
from serving import FLOOD
from telling import zh


def opened(home: Path, model: Path, load: Callable[[], Encoder] | None = None) -> closing[Draftbot]:
    return closing(build_service(settings_for(home, model), load=load))


def embeddings_kept(service: Draftbot) -> int:
    database = service._parts.catalog.database
    return int(database.read("SELECT count(*) FROM embeddings")[0][0])


def test_reports_come_go_and_are_corrected_without_a_model(
    tmp_path: Path, model_folder: Path, reports_folder: Path
) -> None:
    home = tmp_path / "home"
    with opened(home, model_folder, no_model) as service:
        done = service.ingest([reports_folder])
        assert (done.ingested, done.words_only) == (3, True)
        again = service.ingest([reports_folder])
        assert (again.unchanged, again.failed) == (3, ())
        first, second, _ = service.reports()
        service.correct_report(first.id, Corrections(unit="向阳幼儿园"))
        service.remove_report(second.id)
        text = FLOOD.format(unit="松风幼儿园", year=2022, times=1)
        assert service.ingest_upload("新.txt", text.encode()).words_only
        titles = {report.title for report in service.reports()}
    with opened(home, model_folder, no_model) as service:
        assert {report.title for report in service.reports()} == titles
        assert service.search("松风幼儿园防汛").hits
        checks = {zh(check.name): check for check in service.doctor()}
        assert checks["数据库"].healthy
        assert "还没有向量" in zh(checks["向量库"].text)
        assert "draftbot model fetch" in zh(checks["向量模型"].text)
        assert not checks["向量库"].healthy
        assert not checks["向量模型"].healthy
        assert any("还没有向量" in zh(check.text) for check in service.doctor(repair=True))


def test_the_next_start_with_a_model_puts_the_vectors_in(
    tmp_path: Path, model_folder: Path, reports_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home = tmp_path / "home"
    with opened(home, model_folder, no_model) as service:
        service.ingest([reports_folder])
    steps: list[IngestProgress] = []
    with closing(build_service(settings_for(home, model_folder), progress=steps.append)) as service:
        _, passages = service._parts.catalog.counts()
        assert [(step.done, step.files) for step in steps] == [(0, passages)]
        assert f"{passages} passages have no vector" in caplog.text
        assert embeddings_kept(service) > 0
        assert all(check.healthy for check in service.doctor())
        found = service.search("防汛值班")
        assert found.hits
        assert not found.words_only
        assert service.notices == ()


def test_a_start_with_nothing_to_embed_loads_no_model(
    tmp_path: Path, model_folder: Path, reports_folder: Path
) -> None:
    home = tmp_path / "home"
    with opened(home, model_folder) as service:
        service.ingest([reports_folder])
    with opened(home, model_folder, no_model) as service:
        assert service.notices == ()
        assert len(service.reports()) == 3
        assert service.notices == ()


def test_vectors_lost_are_put_back_without_a_model_as_far_as_they_are_kept(
    tmp_path: Path, model_folder: Path, reports_folder: Path
) -> None:
    home = tmp_path / "home"
    with opened(home, model_folder) as service:
        service.ingest([reports_folder / "家校.md"])
        kept = service._parts.ingest.vectors.count()
    with opened(home, model_folder, no_model) as service:
        service.ingest([reports_folder])
        service._parts.ingest.vectors.start_anew()
    with opened(home, model_folder, no_model) as service:
        assert service._parts.ingest.vectors.count() == kept > 0


def test_another_model_that_cannot_be_used_throws_nothing_away(
    tmp_path: Path, model_folder: Path, reports_folder: Path
) -> None:
    home = tmp_path / "home"
    with opened(home, model_folder) as service:
        service.ingest([reports_folder])
        kept = embeddings_kept(service)
    with opened(home, tmp_path / "a typing error") as service:
        assert "a typing error" in service.notices[0].message("zh")
        assert service.search("防汛值班").words_only
        assert embeddings_kept(service) == kept
        text = FLOOD.format(unit="松风幼儿园", year=2022, times=1)
        service.ingest_upload("新.txt", text.encode())
    with opened(home, model_folder) as service:
        assert embeddings_kept(service) > kept
        assert all(check.healthy for check in service.doctor())


def test_what_a_crash_left_half_way_waits_where_the_model_does_not_load(
    tmp_path: Path, model_folder: Path, reports_folder: Path
) -> None:
    home = tmp_path / "home"
    with opened(home, model_folder) as service:
        service.ingest([reports_folder])
        ids = sorted(service._parts.catalog.passage_ids())
        # As if it had died before the vectors were written and after others should have gone.
        service._parts.catalog.notes.note_pending_vectors([*ids[:2], "gone"])
        service._parts.ingest.vectors.remove(ids[:2])
    with opened(home, tmp_path / "nowhere") as service:
        assert len(service._parts.catalog.notes.pending_vectors()) == 3
    with opened(home, model_folder) as service:
        assert service._parts.catalog.notes.pending_vectors() == []
        assert service._parts.ingest.vectors.ids() == set(ids)

"""A Chroma server that is tampered with, crowded, killed and frozen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import IngestResult
from draftbot.errors import VectorStoreDamaged, VectorStoreUnavailable
from draftbot.index import vectors
from draftbot.messages import render
from draftbot.service import Draftbot
from parts import settings_for
from survival.crowd import searching
from survival.forking import Zygote
from survival.invented import report_text
from survival.processes import ChromaServer, chroma_server

QUERIES = ["防汛检查发现问题", "消防安全培训", "签订联动协议，组织联合演练"]
REPORTS = 12
# A client that waits longer than this for a server that does not answer waits for ever.
PATIENCE = 60.0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    with chroma_server(tmp_path / "chroma") as running:
        yield running


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "invented"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number:02}.txt").write_text(report_text(number), "utf-8")
    return folder


@pytest.fixture
def beside(server: ChromaServer, tmp_path: Path, model_folder: Path, reports: Path) -> Iterator[Draftbot]:
    """A service whose vectors are on the server; its corpus read."""
    with closing(
        build_service(settings_for(tmp_path / "home", model_folder, chroma_url=server.url))
    ) as built:
        assert built.ingest([reports]).ingested == REPORTS
        yield built


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten seconds: a test need not wait for half a minute."""
    monkeypatch.setattr(vectors, "PATIENCE", httpx.Timeout(10.0))


def ids_of(service: Draftbot, query: str) -> list[str]:
    return [hit.passage.id for hit in service.search(query).hits]


def let_go(started: Future[Draftbot]) -> None:
    if not started.exception():
        started.result().close()


def check_told_well(error: VectorStoreUnavailable, server: ChromaServer) -> None:
    """A Chinese sentence that names the server, and one that says what to do."""
    assert error.retryable
    assert server.url.removeprefix("http://") in error.message("zh")
    assert "连不上" in error.message("zh")
    assert "Chroma" in error.hint("zh")
    assert "\n" not in error.message("zh") + error.hint("zh")


def test_vectors_changed_on_the_server_are_put_right(
    zygote: Zygote, server: ChromaServer, tmp_path: Path, model_folder: Path, reports: Path
) -> None:
    """As many are added as are deleted: the numbers tell nothing."""
    given = {"home": tmp_path / "home", "model": model_folder, "url": server.url}
    assert zygote.run("ingest", parts=[[reports]], **given).expect()["ingested"] == REPORTS
    before = zygote.run("inspect", queries=QUERIES, **given).expect()
    count = zygote.run("tamper", where=server.url, delete=6, add=6).expect()
    after = zygote.run("inspect", queries=QUERIES, repair=True, **given).expect()
    for seen in (before["doctor"], after["repaired"], after["after"]):
        assert all(healthy for _, healthy, _ in seen), seen
    assert after["reports"] == before["reports"]
    for query in QUERIES:
        assert [hit["id"] for hit in after["hits"][query]] == [hit["id"] for hit in before["hits"][query]]
    held = zygote.run("stored_vectors", where=server.url).expect()
    assert len(held) == count
    assert not any(id_.startswith("foreign") for id_ in held)


def test_ten_search_while_files_are_read(
    beside: Draftbot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    for number in range(REPORTS, 4 * REPORTS):
        (more / f"{number:02}.txt").write_text(report_text(number), "utf-8")

    def search(client: int, turn: int) -> None:
        assert beside.search(QUERIES[(client + turn) % len(QUERIES)]).hits

    with searching(search) as crowd:
        files = sorted(more.iterdir())
        for start in range(0, len(files), 6):
            assert beside.ingest(files[start : start + 6]).failed == ()
    with capsys.disabled():
        print(f"\n{crowd.told()}")  # noqa: T201
    assert crowd.failures == []
    assert len(beside.reports()) == 4 * REPORTS
    assert all(check.healthy for check in beside.doctor())


def test_a_server_killed_in_mid_search_is_named_and_got_over(beside: Draftbot, server: ChromaServer) -> None:
    before = {query: ids_of(beside, query) for query in QUERIES}

    def search(client: int, turn: int) -> None:
        query = QUERIES[(client + turn) % len(QUERIES)]
        assert ids_of(beside, query) == before[query]

    with searching(search) as crowd:
        assert crowd.wait_for(lambda c: len(c.seconds) >= 20)
        server.kill()
        assert crowd.wait_for(lambda c: len(c.failures) >= 20)
        server.start()
        answered = len(crowd.seconds)
        assert crowd.wait_for(lambda c: len(c.seconds) >= answered + 20)
    for failure in crowd.failures:
        assert isinstance(failure, VectorStoreUnavailable), repr(failure)
        check_told_well(failure, server)
    assert all(check.healthy for check in beside.doctor())


def test_a_server_that_comes_back_empty_is_filled_by_doctor(beside: Draftbot, server: ChromaServer) -> None:
    before = {query: ids_of(beside, query) for query in QUERIES}
    server.kill()
    server.empty()
    server.start()
    with pytest.raises(VectorStoreDamaged) as caught:
        beside.search(QUERIES[0])
    assert "doctor --repair" in caught.value.hint("zh")
    assert [render(check.name, "zh") for check in beside.doctor() if not check.healthy] == ["向量库"]
    assert all(check.healthy for check in beside.doctor(repair=True))
    assert {query: ids_of(beside, query) for query in QUERIES} == before


def test_a_server_killed_in_mid_ingest_leaves_nothing_half_read(
    beside: Draftbot, server: ChromaServer, tmp_path: Path
) -> None:
    more = [tmp_path / f"更多{number}.txt" for number in range(12)]
    for number, path in enumerate(more):
        path.write_text(report_text(REPORTS + number), "utf-8")

    def ingest() -> IngestResult:
        return beside.ingest(more, lambda step: server.kill() if step.done == len(more) - 1 else None)

    known = beside.reports()
    with pytest.raises(VectorStoreUnavailable) as caught:
        ingest()
    check_told_well(caught.value, server)
    assert beside.reports() == known
    server.start()
    assert beside.ingest(more).ingested == len(more)
    assert len(beside.reports()) == len(known) + len(more)
    assert all(check.healthy for check in beside.doctor())


def test_a_server_that_does_not_answer_is_not_waited_for_for_ever(
    impatient: None, beside: Draftbot, server: ChromaServer
) -> None:
    before = ids_of(beside, QUERIES[0])
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(2))
        started = time.monotonic()
        with server.frozen():
            # A search over a connection that is open already, and one that has to open its own.
            waiting = [pool.submit(beside.search, QUERIES[0]) for _ in range(2)]
            for one in waiting:
                try:
                    error = one.exception(timeout=max(0.0, started + PATIENCE - time.monotonic()))
                except TookTooLong:
                    pytest.fail(f"no answer after {PATIENCE:.0f} s")
                assert isinstance(error, VectorStoreUnavailable), repr(error)
                check_told_well(error, server)
    assert ids_of(beside, QUERIES[0]) == before


def test_a_start_beside_a_server_that_does_not_answer_is_refused(
    impatient: None, server: ChromaServer, tmp_path: Path, model_folder: Path
) -> None:
    settings = settings_for(tmp_path / "home", model_folder, chroma_url=server.url)
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(1))
        with server.frozen():
            starting = pool.submit(build_service, settings)
            try:
                error = starting.exception(timeout=PATIENCE)
            except TookTooLong:
                starting.add_done_callback(let_go)
                pytest.fail(f"no answer after {PATIENCE:.0f} s")
        assert isinstance(error, VectorStoreUnavailable), repr(error)
        check_told_well(error, server)
    build_service(settings).close()

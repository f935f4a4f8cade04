"""The same work against a real Chroma server, and what happens when it goes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import httpx
import numpy as np
import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import Filters
from draftbot.errors import VectorStoreUnavailable
from draftbot.index.vectors import Vectors
from parts import settings_for
from serving import free_port

CHROMA = str(Path(sys.executable).parent / "chroma")


@contextmanager
def chroma_server(folder: Path, port: int) -> Iterator[None]:
    command = [CHROMA, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                httpx.get(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=2).raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.mark.parametrize("beside_a_server", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_fewer_vectors_than_asked_for_are_all_given(tmp_path: Path, beside_a_server: bool) -> None:
    port, three = free_port(), np.eye(4, dtype=np.float32)[:3]
    with ExitStack() as stack:
        if beside_a_server:
            stack.enter_context(chroma_server(tmp_path / "chroma", port))
        url = f"http://127.0.0.1:{port}" if beside_a_server else ""
        vectors = stack.enter_context(closing(Vectors(tmp_path, url, "a model")))
        assert vectors.nearest(three[0], 80, Filters(genre="工作总结")) == []
        vectors.put(["a", "b", "c"], three, [{"genre": genre} for genre in "甲甲乙"])
        assert [id_ for id_, _ in vectors.nearest(three[1], 10_000, Filters())][:1] == ["b"]
        assert len(vectors.nearest(three[1], 10_000, Filters())) == 3
        assert {id_ for id_, _ in vectors.nearest(three[1], 80, Filters(genre="甲"))} == {"a", "b"}
        vectors.remove(["a", "b", "c"])
        assert vectors.nearest(three[1], 80, Filters()) == []


@pytest.mark.slow
def test_a_chroma_server_serves_and_its_absence_is_told_and_got_over(
    tmp_path: Path, model_folder: Path, reports_folder: Path
) -> None:
    port = free_port()
    settings = settings_for(tmp_path / "home", model_folder, chroma_url=f"http://127.0.0.1:{port}")
    with chroma_server(tmp_path / "chroma", port):
        service = build_service(settings)
        assert service.ingest([reports_folder]).ingested == 3
        hits = service.search("防汛值班", 3, Filters(years=(2024, 2024))).hits
        assert hits
        assert all(hit.report.year == 2024 for hit in hits)
        assert all(check.healthy for check in service.doctor())
        assert not (tmp_path / "home" / "chroma").exists()
    with pytest.raises(VectorStoreUnavailable) as caught:
        service.search("防汛值班", 3)
    assert caught.value.retryable
    with chroma_server(tmp_path / "chroma", port):
        assert service.search("防汛值班", 3, Filters(years=(2024, 2024))).hits == hits
        service.remove_report(hits[0].report.id)
        assert all(check.healthy for check in service.doctor())
        service.close()

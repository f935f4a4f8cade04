"""The same work against a real Chroma server, and what happens when it goes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import Filters
from draftbot.errors import VectorStoreUnavailable
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

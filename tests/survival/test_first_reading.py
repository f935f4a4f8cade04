"""What was being read when the program ended is read on at the next start."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import IngestProgress
from parts import settings_for
from serving import SECONDS_TO_START, clean_environment, free_port, served
from survival.invented import report_text

pytestmark = pytest.mark.slow
FILES = 80  # more than are stored together
FEW = 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "旧报告"
    folder.mkdir()
    for i in range(FILES):
        (folder / f"{i}.txt").write_text(report_text(i), encoding="utf-8")
    return folder


def test_a_server_killed_while_reading_goes_on_with_it(
    folder: Path, tmp_path: Path, model_folder: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    settings = {"DRAFTBOT_CORPUS": str(folder), "DRAFTBOT_EMBEDDING_MODEL": str(model_folder)}
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "draftbot", "serve", "--home", str(home), "--port", str(port)]
    with subprocess.Popen(
        command, env=clean_environment(**settings), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end and not (there := reports_at(url)):
            time.sleep(0.05)
        process.kill()
    assert 0 < there < FILES
    with served(home, tmp_path / "server.log", **settings) as again:
        assert reports_at(again) == FILES


def test_what_was_broken_off_is_known_until_it_is_done(
    folder: Path, tmp_path: Path, model_folder: Path
) -> None:
    for i in range(FEW, FILES):
        (folder / f"{i}.txt").unlink()
    service = build_service(settings_for(tmp_path / "home", model_folder))
    far: list[IngestProgress | None] = []

    def break_off(step: IngestProgress) -> None:
        far.append(service.reading)
        if step.done == 3:
            raise KeyboardInterrupt

    try:
        with pytest.raises(KeyboardInterrupt):
            service.ingest([folder], break_off)
        assert far == [IngestProgress(i, FEW, name) for i, name in enumerate(sorted_names(folder)[:4])]
        assert service.reading is None
        assert service.unfinished_reading() == [folder]
        service.ingest([folder])
        assert service.unfinished_reading() == []
    finally:
        service.close()


def sorted_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def reports_at(url: str) -> int:
    try:
        return len(httpx.get(f"{url}/api/v1/reports", timeout=10).json())
    except httpx.TransportError:
        return 0  # not listening yet

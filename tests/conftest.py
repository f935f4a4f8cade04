"""A corpus of three small reports and a server over it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from serving import FLOOD, VISIT, Server, clean_environment, free_port, wait_until_ready

pytest_plugins = ["parts"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the real model read in is slow, whoever wrote it. The longest come
    first: at the end one of two workers would wait for the other."""
    items.sort(key=lambda item: "survival" not in item.path.parts)
    needs_model = {"server", "filled_home", "model_folder", "embeddings", "service", "sample_service"}
    for item in items:
        if needs_model & set(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def reports_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "防汛2023.txt").write_text(FLOOD.format(unit="晨光幼儿园", year=2023, times=3), "utf-8")
    (folder / "防汛2024.txt").write_text(FLOOD.format(unit="青禾幼儿园", year=2024, times=5), "utf-8")
    (folder / "家校.md").write_text(VISIT, "utf-8")
    return folder


@pytest.fixture(scope="session")
def server(reports_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`draftbot serve` in a process of its own, its first corpus read."""
    home, log = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("log") / "server.log"
    port = free_port()
    command = [sys.executable, "-m", "draftbot", "serve", "--home", str(home), "--port", str(port)]
    environment = clean_environment(DRAFTBOT_CORPUS=str(reports_folder), DRAFTBOT_MAX_FILE_MB="2")
    with log.open("w") as output:
        process = subprocess.Popen(command, env=environment, cwd=home, stdout=output, stderr=output)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(url, process, log)
        yield Server(url, home, max_file_mb=2)
    finally:
        process.terminate()
        process.wait(timeout=60)
